/**
 * What a folder of logs holds, found out by plain gunzip and `JSON.parse`: to hold the answers of the page against.
 * Shares no code with `src/`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Fact {
  readonly time: number;
  readonly name: string;
  readonly address: string;
  readonly who: string;
  readonly denied: boolean;
  readonly signInWithoutMfa: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const part = (value: unknown, key: string): unknown => (isJson(value) ? value[key] : undefined);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Each event once, by eventID. Files that are no logs are left out. */
export async function factsOf(folder: string): Promise<Fact[]> {
  const facts = new Map<string, Fact>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    for (const record of await recordsOf(join(entry.parentPath, entry.name))) {
      facts.set(text(part(record, 'eventID')), factOf(record));
    }
  }
  return [...facts.values()];
}

async function recordsOf(path: string): Promise<readonly unknown[]> {
  try {
    const bytes = await readFile(path);
    const content = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
    const records = part(JSON.parse(content.toString('utf8')), 'Records');
    return Array.isArray(records) ? records : [];
  } catch {
    return [];
  }
}

const REFUSAL =
  /AccessDenied|Unauthorized|NotAuthorized|Forbidden|InvalidClientTokenId|SignatureDoesNotMatch|AuthFailure/i;

function factOf(record: unknown): Fact {
  const name = text(part(record, 'eventName'));
  const identity = part(record, 'userIdentity');
  const signIn = name === 'ConsoleLogin' ? text(part(part(record, 'responseElements'), name)) : '';
  const mfa = text(part(part(record, 'additionalEventData'), 'MFAUsed'));
  const type = text(part(identity, 'type'));
  const proof = text(part(part(record, 'serviceEventDetails'), 'CredentialVerification'));
  return {
    time: Date.parse(text(part(record, 'eventTime'))),
    name,
    address: text(part(record, 'sourceIPAddress')),
    who: whoOf(type, identity),
    denied: REFUSAL.test(text(part(record, 'errorCode'))) || [signIn, proof].includes('Failure'),
    signInWithoutMfa: signIn === 'Success' && mfa !== 'Yes' && ['IAMUser', 'Root'].includes(type),
  };
}

function whoOf(type: string, identity: unknown): string {
  if (type === 'Root') return 'root';
  if (type === 'AWSService') return text(part(identity, 'invokedBy'));
  if (type !== 'AssumedRole') return text(part(identity, 'userName'));
  const role = text(part(part(part(identity, 'sessionContext'), 'sessionIssuer'), 'userName'));
  const session = text(part(identity, 'arn')).split('/').at(-1) ?? '';
  return role.startsWith('AWSReservedSSO_') ? session : `role/${role}`;
}

/** Values by how often they occur, most frequent first. */
export function counted(values: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
