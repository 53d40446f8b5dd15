/** When the loaded files were delivered, and for which account and region, as far as their names tell. */
import { queryOptions } from '@tanstack/react-query';
import type { LogPathKind } from '#cloudtrail/log-path.ts';
import { parseLogPath } from '#cloudtrail/log-path.ts';
import { TimeSlice } from '#lib/time-slice.ts';
import type { FileReport, Session } from './session.ts';

export interface Delivered {
  readonly kind: LogPathKind;
  readonly account: string | null;
  readonly region: string | null;
  /** ms since 1970 UTC. */
  readonly at: number;
}

export interface Deliveries {
  readonly all: readonly Delivered[];
  /** Files that were read, whether their names tell or not. */
  readonly files: number;
}

/** ms: a folder of 100,000 files has as many names to read. */
const SLICE = 8;

/** Worked out once for each state of the data, whoever asks. */
export function deliveriesQuery(session: Session, revision: number) {
  return queryOptions({
    queryKey: ['db', revision, 'deliveries'],
    queryFn: ({ signal }) => deliveriesOf(session.getState().files, signal),
  });
}

async function deliveriesOf(files: readonly FileReport[], signal: AbortSignal): Promise<Deliveries> {
  const all: Delivered[] = [];
  let read = 0;
  const slice = new TimeSlice(SLICE);
  try {
    for (const file of files) {
      if (slice.isOver()) await slice.next();
      signal.throwIfAborted();
      if (file.status !== 'loaded') continue;
      read += 1;
      const path = parseLogPath(file.name);
      if (path === null || path.deliveredAt === null) continue;
      const { kind, accountId: account, region, deliveredAt: at } = path;
      all.push({ kind, account, region, at });
    }
  } finally {
    slice.close();
  }
  return { all, files: read };
}
