// @ts-check
// Writes public/sample: `node scripts/sample/generate.mjs`. The same seed gives the same records on every machine.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addBackup, addInventory, addPipeline } from './pipeline.mjs';
import { addAddenda } from './addenda.mjs';
import { compress, toFiles } from './files.mjs';
import { addIncident } from './incident.mjs';
import { addPeople, addRareSignIns } from './people.mjs';
import { addServices } from './services.mjs';
import { createTrail } from './trail.mjs';
import { addVisitors } from './visitors.mjs';
import { addFunctions, addInstances, addTasks } from './workloads.mjs';
import { FIRST_DAY, LAST_SECOND, SEED } from './world.mjs';

const TARGET = fileURLToPath(new URL('../../public/sample/', import.meta.url));

/** The files of the sample, before compression. */
export function generateSample() {
  const trail = createTrail(SEED);
  const parts = [
    addPeople,
    addRareSignIns,
    addInstances,
    addFunctions,
    addTasks,
    addPipeline,
    addBackup,
    addInventory,
    addServices,
    addVisitors,
    addIncident,
    addAddenda,
  ];
  for (const part of parts) part(trail, SEED);
  const inside = trail.entries.filter(({ time }) => time >= FIRST_DAY && time <= LAST_SECOND);
  return toFiles(inside, SEED);
}

function main() {
  const sample = generateSample();
  rmSync(TARGET, { recursive: true, force: true });
  const files = sample.map(({ path, records, json }) => {
    const bytes = compress(json);
    const target = join(TARGET, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    return { path, bytes: bytes.length, records, size: json.length };
  });
  /** @param {(file: { bytes: number, records: number, size: number }) => number} of */
  const sum = (of) => files.reduce((total, file) => total + of(file), 0);
  const manifest = {
    name: 'Sample: a stolen pipeline key',
    description:
      'Fourteen days (1–14 October 2025) of a made-up organisation with three accounts, and one incident to find. Nothing in it is real.',
    events: sum((file) => file.records),
    files: files.map(({ path, bytes, records }) => ({ path, bytes, records })),
  };
  writeFileSync(join(TARGET, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const raw = sum((file) => file.size);
  console.log(
    `${files.length} files, ${manifest.events} records, ${sum((file) => file.bytes)} bytes compressed, ` +
      `${raw} bytes raw, ${Math.round(raw / manifest.events)} bytes a record`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
