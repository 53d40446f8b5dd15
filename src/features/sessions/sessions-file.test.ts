import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../../scripts/project.mjs';
import { inSlices } from '#lib/time-slice.ts';
import { SESSION_CSV_COLUMNS, sessionEntry, sessionsCsv, sessionsJson } from './sessions-file.ts';
import type { SessionsFile } from './sessions-file.ts';
import { at, child, makeCredential, makeIssue } from './sessions.fixture.ts';

const key = makeCredential('AKIALEAKED', { principal: '=cmd|x' });
const role = child(key, 'ASIAROLE', 10, {
  person: 'a "b"\r\nc',
  issue: makeIssue(at(10), 'AKIALEAKED', { certainty: 'likely' }),
});
const rows = [key, role].map((credential) => ({
  credential,
  calls: 2,
  denied: 1,
  start: null,
  length: null,
}));
const file: SessionsFile = {
  rows,
  credentials: new Map(rows.map(({ credential }) => [credential.id, credential])),
  fileName: () => 'logs/a.json.gz',
  source: {
    dataSet: 'logs',
    fingerprint: 'f',
    filter: 'outcome:denied',
    from: null,
    to: null,
    find: '',
    listed: 2,
    total: 9,
  },
};

describe('the sessions as a file', () => {
  it('are valid JSON that says where it came from', async () => {
    const text = (await inSlices(8, (slice) => sessionsJson(file, slice))).join('');
    const read: unknown = JSON.parse(text);
    expect(read).toMatchObject({
      format: 'trailscope-sessions',
      version: 1,
      filter: 'outcome:denied',
      total: 9,
    });
    expect(read).toMatchObject({
      sessions: [
        { id: 'AKIALEAKED', join: null, start: null },
        {
          id: 'ASIAROLE',
          parentAccessKeyId: 'AKIALEAKED',
          start: '2025-10-10T18:10:00Z',
          end: '2025-10-10T18:15:00Z',
          depth: 1,
          join: { reason: 'access key', certainty: 'likely', event: { eventName: 'AssumeRole' } },
        },
      ],
    });
  });

  it('are an empty list when none is listed', async () => {
    const text = (await inSlices(8, (slice) => sessionsJson({ ...file, rows: [] }, slice))).join('');
    expect(JSON.parse(text)).toMatchObject({ sessions: [] });
  });

  it('are CSV that no spreadsheet runs', async () => {
    const text = (await inSlices(8, (slice) => sessionsCsv(file, slice))).join('');
    const [head, first, second] = text.split(/\r\n(?=A)/);
    expect(head).toMatch(/^accessKeyId,principal,accountId,kind,parentKey,rootPrincipal/);
    expect(first).toContain("AKIALEAKED,'=cmd|x,");
    expect(second).toContain('"a ""b""\r\nc"');
  });

  it('have the members that docs/sessions-export.md promises, and none like a token', () => {
    const promised = readFileSync(fromRoot('docs/sessions-export.md'), 'utf8');
    const members = rows.flatMap((row) => Object.keys(sessionEntry(row, null, () => null)));
    for (const name of [...members, ...SESSION_CSV_COLUMNS]) expect(promised).toContain(`\`${name}\``);
    expect(members.filter((name) => /token|secret/i.test(name))).toEqual([]);
  });
});
