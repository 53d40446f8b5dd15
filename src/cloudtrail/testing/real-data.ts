/** Public sample logs kept beside the repository, for tests only; absent on most machines, so tests over them may be skipped. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { member, parseJson } from '#lib/json.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

export const hasRealData = existsSync(FOLDER);

export interface RealFile {
  /** Path from the data folder. */
  readonly path: string;
  /** Unpacked when the file was gzip. */
  readonly bytes: Uint8Array;
}

export function realFiles(under = ''): RealFile[] {
  if (!hasRealData) return [];
  return readdirSync(join(FOLDER, under), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const raw = readFileSync(full);
      const packed = raw[0] === 0x1f && raw[1] === 0x8b;
      return { path: full.slice(FOLDER.length), bytes: new Uint8Array(packed ? gunzipSync(raw) : raw) };
    });
}

/** Every object with an event name or source, at any depth, in whole JSON or in lines of it. */
export function realRecords(under = ''): unknown[] {
  const found: unknown[] = [];
  for (const file of realFiles(under)) {
    const text = new TextDecoder().decode(file.bytes);
    const whole = parseJson(text);
    const values = whole === undefined ? text.split('\n').map(parseJson) : [whole];
    for (const value of values) collect(value, found);
  }
  return found;
}

function collect(value: unknown, found: unknown[]): void {
  if (typeof value !== 'object' || value === null) return;
  const isRecord = member(value, 'eventName') !== undefined && member(value, 'userIdentity') !== undefined;
  if (isRecord) found.push(value);
  else for (const one of Object.values(value)) collect(one, found);
}
