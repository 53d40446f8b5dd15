/** The page and its workers reach other hosts through one module; a second one would not be noticed by any other test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../', import.meta.url));

/** Files that may ask the network, and what for. */
const MAY_ASK: Readonly<Record<string, string>> = {
  'database/duckdb.ts': 'the engine, from our own host',
  'features/load-logs/sample.ts': 'the sample, from our own host',
  'lib/jail.ts': 'nothing: it closes these ways',
  'service-worker.ts': 'files of the program, from our own host',
  'session/download/keep-fetch.ts': 'what the user has pasted',
};

const WAYS_OUT =
  /\b(?:self|window|globalThis)\.fetch\b|(?<![.\w])fetch\(|\bnew (?:XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection)\b|\bsendBeacon\b|\bimportScripts\(|\.src = /;

it('no other module asks the network for anything', () => {
  const asking = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name) && !/\.(?:test|fixture)\.|\/testing\//.test(name))
    .filter((name) => WAYS_OUT.test(code(readFileSync(join(SRC, name), 'utf8'))));
  expect(asking.toSorted()).toEqual(Object.keys(MAY_ASK).toSorted());
});

/** Without comments, which speak of what is not done. */
function code(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
