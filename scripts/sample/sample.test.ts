import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generateSample } from './generate.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = `${ROOT}public/sample/`;
const ATTACKER = '198.51.100.77';
const ACCOUNTS: Record<string, string> = {
  prod: '111122223333',
  staging: '444455556666',
  security: '777788889999',
};
const MANDATORY = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'requestParameters',
  'responseElements',
  'eventID',
  'eventType',
  'recipientAccountId',
  'eventCategory',
];

interface SampleFile {
  path: string;
  bytes: number;
  records: number;
}
interface LogRecord {
  raw: string;
  get: (...path: string[]) => unknown;
  text: (...path: string[]) => string;
}

/** Walks into parsed JSON; undefined when the way ends. */
function dig(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
  }
  return here;
}

function record(value: unknown): LogRecord {
  const get = (...path: string[]): unknown => dig(value, path);
  const text = (...path: string[]): string => {
    const found = get(...path);
    return typeof found === 'string' ? found : '';
  };
  return { raw: JSON.stringify(value), get, text };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const manifest: unknown = JSON.parse(readFileSync(`${SAMPLE}manifest.json`, 'utf8'));
const files: SampleFile[] = list(dig(manifest, ['files'])).map((file) => ({
  path: record(file).text('path'),
  bytes: Number(dig(file, ['bytes'])),
  records: Number(dig(file, ['records'])),
}));
const texts = files.map(({ path }) => gunzipSync(readFileSync(SAMPLE + path)).toString('utf8'));
const perFile = texts.map((text) => list(dig(JSON.parse(text), ['Records'])).map(record));
const delivered = perFile.flat();
const events = [...new Map(delivered.map((one) => [one.text('eventID'), one])).values()];
const story = readFileSync(`${ROOT}docs/sample-incident.md`, 'utf8');

/** The cells of every row of the story's tables. */
const rows = story
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map((cells) => cells.slice(1, -1));

const of = (test: (one: LogRecord) => boolean): LogRecord[] => events.filter(test);
const errorOf = (one: LogRecord): string => one.text('errorCode');
const fromAttacker = (one: LogRecord): boolean => one.text('sourceIPAddress') === ATTACKER;
const byRole = (role: string) => (one: LogRecord) =>
  one.text('userIdentity', 'sessionContext', 'sessionIssuer', 'userName') === role;
const refused = (one: LogRecord): boolean => /AccessDenied|Unauthorized/.test(errorOf(one));
const onFinance = (name: string) => (one: LogRecord) =>
  one.text('eventName') === name && one.text('requestParameters', 'bucketName') === 'finance-exports';

const financeReads = of(onFinance('GetObject'));
const stolenReads = financeReads.filter(fromAttacker);
const throttled = of((one) => /Throttling|RequestLimit/.test(errorOf(one)));
const addenda = (reason: string): number => of((one) => one.text('addendum', 'reason') === reason).length;

const NUMBERS: Record<string, number> = {
  files: files.length,
  records: delivered.length,
  'records delivered twice': delivered.length - events.length,
  'distinct events': events.length,
  'corrections (addendum `UPDATED_DATA`)': addenda('UPDATED_DATA'),
  'late deliveries (addendum `DELIVERY_DELAY`)': addenda('DELIVERY_DELAY'),
  'cross-account AssumeRole, seen from both sides': of(
    (one) => one.text('eventName') === 'AssumeRole' && one.text('userIdentity', 'type') === 'AWSAccount',
  ).length,
  'events from 198.51.100.77': of(fromAttacker).length,
  'events in the blast radius': of(
    (one) => fromAttacker(one) && one.text('eventTime') >= '2025-10-10T18:42:07Z',
  ).length,
  'of them the same AssumeRole as the other account saw it': of(
    (one) => fromAttacker(one) && one.text('userIdentity', 'type') === 'AWSAccount',
  ).length,
  'of them by the stolen key itself': of(
    (one) => fromAttacker(one) && one.text('userIdentity', 'accessKeyId') === 'AKIAEXAMPLECIDEPLOY1',
  ).length,
  'refusals of the stolen key': of(
    (one) => fromAttacker(one) && one.text('userIdentity', 'userName') === 'ci-deployer' && refused(one),
  ).length,
  'objects read from finance-exports by ops-helper': stolenReads.length,
  'bytes read from finance-exports by ops-helper': stolenReads.reduce(
    (sum, one) => sum + Number(one.get('additionalEventData', 'bytesTransferredOut')),
    0,
  ),
  'objects deleted from finance-exports by ops-helper': of(onFinance('DeleteObject')).length,
  'objects read from finance-exports by everyone else in 14 days': financeReads.length - stolenReads.length,
  'refusals of the inventory in the night of 2025-10-07': of(
    (one) =>
      byRole('inventory-reader')(one) && refused(one) && one.text('eventTime').startsWith('2025-10-07'),
  ).length,
  'throttled calls of the inventory': throttled.filter(byRole('inventory-reader')).length,
  'dry runs': of((one) => errorOf(one) === 'Client.DryRunOperation').length,
  'refusals of people who signed in through Identity Center': of(
    (one) => refused(one) && one.text('userIdentity', 'arn').includes('AWSReservedSSO'),
  ).length,
  'objects the backup writes in the two nights to Sunday': of(
    (one) =>
      one.text('userIdentity', 'userName') === 'legacy-backup' &&
      one.text('eventName') === 'PutObject' &&
      /^2025-10-(05|12)/.test(one.text('eventTime')),
  ).length,
  'anonymous reads of the public bucket': of((one) => one.text('userIdentity', 'accountId') === 'anonymous')
    .length,
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
  );
}

/** The name a person would give the caller. */
function namesOf(one: LogRecord): string[] {
  const session = one.text('userIdentity', 'principalId').split(':')[1] ?? '';
  return [
    one.text('userIdentity', 'type') === 'Root' ? 'root' : one.text('userIdentity', 'userName'),
    one.text('userIdentity', 'sessionContext', 'sessionIssuer', 'userName'),
    one.text('userIdentity', 'type') === 'AWSAccount' ? one.text('userIdentity', 'accountId') : '',
    one.text('additionalEventData', 'UserName'),
    one.text('userIdentity', 'invokedBy'),
    session,
  ];
}

function outcomeOf(one: LogRecord): string {
  if (one.text('responseElements', 'ConsoleLogin') === 'Failure') return 'failure';
  return errorOf(one) || 'success';
}

describe('the sample', () => {
  it('is what the generator writes', () => {
    const fresh = generateSample();
    expect(fresh.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    for (const [i, file] of fresh.entries()) {
      if (file.json !== texts[i])
        throw new Error(`${file.path} differs: run node scripts/sample/generate.mjs`);
    }
  });

  it('has a manifest that is right', () => {
    expect(dig(manifest, ['events'])).toBe(delivered.length);
    expect(filesUnder(SAMPLE).length).toBe(files.length + 1);
    for (const [i, file] of files.entries()) {
      expect(existsSync(SAMPLE + file.path)).toBe(true);
      expect(readFileSync(SAMPLE + file.path).length).toBe(file.bytes);
      expect(perFile[i]?.length).toBe(file.records);
    }
  });

  it('is small', () => {
    expect(files.length).toBeLessThanOrEqual(60);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2_000_000);
  });

  it('has the mandatory fields everywhere, in the right file and inside the fourteen days', () => {
    for (const [i, records] of perFile.entries()) {
      const [, account, , region] = (files[i]?.path ?? '').split('/');
      for (const one of records) {
        const missing = MANDATORY.filter((field) => one.get(field) === undefined);
        expect(missing).toEqual([]);
        expect(one.text('recipientAccountId')).toBe(account);
        expect(one.text('awsRegion')).toBe(region);
        expect(one.text('eventTime')).toMatch(/^2025-10-(0[1-9]|1[0-4])T\d\d:\d\d:\d\dZ$/);
      }
    }
  });

  it('repeats records only byte for byte, in another file', () => {
    const copies = new Map<string, { raw: string; file: number }[]>();
    for (const [file, records] of perFile.entries()) {
      for (const one of records) {
        const id = one.text('eventID');
        copies.set(id, [...(copies.get(id) ?? []), { raw: one.raw, file }]);
      }
    }
    const twice = [...copies.values()].filter(({ length }) => length > 1);
    expect(twice.every(({ length }) => length === 2)).toBe(true);
    expect(twice.every(([a, b]) => a?.raw === b?.raw && a?.file !== b?.file)).toBe(true);
  });

  it('has an event in every hour', () => {
    const hours = new Set(events.map((one) => one.text('eventTime').slice(0, 13)));
    expect(hours.size).toBe(14 * 24);
  });

  it('names no address, key or account of the real world', () => {
    const v4 = /^(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d{1,3}\.\d{1,3})\.\d{1,3}$/;
    const service = /^[a-z0-9-]+(\.[a-z]+)*\.amazonaws\.com$|^AWS Internal$/;
    const accounts = new Set([...Object.values(ACCOUNTS), '123456789012', '000000000000']);
    const strangers: string[] = [];
    for (const one of events) {
      const address = one.text('sourceIPAddress');
      if (v4.test(address) || address.startsWith('2001:db8:') || service.test(address)) continue;
      strangers.push(address);
    }
    expect(strangers).toEqual([]);
    for (const one of events) {
      for (const [key] of one.raw.matchAll(/\b(AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}/g)) {
        expect(key).toContain('EXAMPLE');
      }
      for (const [id] of one.raw.matchAll(/(?<=:)\d{12}(?=:)/g)) expect(accounts).toContain(id);
    }
  });

  it('signs nothing with a session that nobody opened', () => {
    const issued = new Set<string>();
    for (const one of events) {
      const key = one.text('responseElements', 'credentials', 'accessKeyId');
      if (key) issued.add(key);
    }
    const orphans = of(
      (one) =>
        fromAttacker(one) &&
        one.text('userIdentity', 'type') === 'AssumedRole' &&
        !issued.has(one.text('userIdentity', 'accessKeyId')),
    );
    expect(orphans).toEqual([]);
  });
});

describe('docs/sample-incident.md', () => {
  const moments = rows.filter(([time]) => time?.startsWith('2025-'));
  it('tells of many moments', () => expect(moments.length).toBeGreaterThan(40));

  it.each(moments)('%s %s: %s %s, %s', (time, account, who, name, outcome) => {
    const there = of(
      (one) =>
        one.text('eventTime') === time &&
        one.text('recipientAccountId') === ACCOUNTS[account ?? ''] &&
        one.text('eventName') === name,
    );
    expect(there.some((one) => outcomeOf(one) === outcome && namesOf(one).includes(who ?? ''))).toBe(true);
  });

  it.each(Object.entries(NUMBERS))('%s: %i', (label, number) => {
    expect(rows.find(([cell]) => cell === label)?.[1]).toBe(String(number));
  });

  it('follows the intruder from key to key', () => {
    const hops = rows.filter(([hop]) => hop?.includes(' → '));
    expect(hops.length).toBe(2);
    for (const [, role, key] of hops) {
      const copies = of(
        (one) =>
          one.text('eventName') === 'AssumeRole' &&
          one.text('responseElements', 'credentials', 'accessKeyId') === key,
      );
      expect(copies.length).toBe(2);
      expect(new Set(copies.map((one) => one.text('sharedEventID'))).size).toBe(1);
      const used = of((one) => one.text('userIdentity', 'accessKeyId') === key);
      expect(used.length).toBeGreaterThan(3);
      expect(used.every(byRole(role ?? ''))).toBe(true);
    }
    expect(story).toContain('AKIAEXAMPLECIDEPLOY1');
    const created = of(
      (one) => one.text('responseElements', 'accessKey', 'accessKeyId') === 'AKIAEXAMPLEOPSHELP01',
    );
    expect(created.map(namesOf)).toEqual([expect.arrayContaining(['ci-deployer'])]);
  });

  it('lists what the key and its kin made, and what became of it', () => {
    const things = rows.filter(([, , made]) => /^2025-\S+ [A-Z]\w+$/.test(made ?? ''));
    expect(things.length).toBe(8);
    for (const [, name = '', ...moments] of things) {
      const word = name.split(' → ')[0] ?? '';
      for (const moment of moments.filter((one) => one !== '–')) {
        const [time, event] = moment.split(' ');
        const there = of(
          (one) => one.text('eventTime') === time && one.text('eventName') === event && !errorOf(one),
        );
        // A console sign-in does not say which key its session gets.
        expect(there.some(({ raw }) => event === 'ConsoleLogin' || raw.includes(word))).toBe(true);
      }
    }
  });

  it('reads before it deletes', () => {
    const read = new Set(stolenReads.map((one) => one.text('requestParameters', 'key')));
    for (const one of of(onFinance('DeleteObject')))
      expect(read).toContain(one.text('requestParameters', 'key'));
  });
});
