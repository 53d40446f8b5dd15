/** The work behind `lineage.ts`, which fetches this file when the engine is there: not with the first picture of the page. */
import { buildLineage, type WorkedOut } from '#cloudtrail/lineage-index.ts';
import { ReachIndex } from '#cloudtrail/lineage-reach.ts';
import type { Reach } from '#cloudtrail/lineage.ts';
import type { Database } from '#database/database.ts';
import { readFacts } from './lineage-facts.ts';
import { resourcesOf } from './lineage-resources.ts';
import { fillLineage, fillReach, forgetReach, forgetReaches } from './lineage-tables.ts';
import { noteTime } from './note-time.ts';

const BACKGROUND = { priority: 'background' } as const;

export interface Made extends WorkedOut {
  readonly index: ReachIndex;
}

interface Work {
  readonly database: Database;
  readonly signal: AbortSignal;
  /** Lets the page breathe; throws when the work is to stop. */
  readonly breathe: () => Promise<void> | undefined;
}

/** Reads the facts out of the rows, joins them, and writes the outcome into the engine's tables. */
export async function workOutLineage({ database, signal, breathe }: Work): Promise<Made> {
  const start = performance.now();
  const facts = await readFacts({ database, signal, breathe });
  const { lineage, otherHalves } = await buildLineage(facts, breathe);
  const index = await ReachIndex.of(lineage, breathe);
  signal.throwIfAborted();
  await forgetReaches(database, BACKGROUND);
  await fillLineage(database, lineage, breathe, BACKGROUND);
  noteTime('lineage: index', start);
  return { lineage, otherHalves, index };
}

/** `forget`: a root whose rows make room in the engine. */
export async function workOutReach(
  database: Database,
  worked: Made,
  root: string,
  forget: string | null,
): Promise<Reach> {
  const start = performance.now();
  const reach = worked.index.reach(root);
  if (forget !== null) await forgetReach(database, forget, {});
  await fillReach(database, worked, reach, {});
  const { created, isCut } = await resourcesOf(database, worked.lineage, root, {});
  const all = [...reach.created, ...created].toSorted(
    (a, b) => (a.event.time ?? Infinity) - (b.event.time ?? Infinity),
  );
  noteTime('lineage: blast radius', start);
  return { ...reach, created: all, isCut };
}
