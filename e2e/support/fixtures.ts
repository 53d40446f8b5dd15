/** Small logs made while a test runs, written in the words of the field. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface EventWords {
  /** CloudTrail's eventTime, to the second. */
  readonly time?: string;
  readonly user?: string;
  readonly eventName?: string;
  readonly source?: string;
  readonly ip?: string;
  readonly error?: string;
  readonly id?: string;
  /** Fields added to the record, or put in place of its own. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export type CloudTrailRecord = Readonly<Record<string, unknown>>;

const ACCOUNT = '111122223333';

/** One record as CloudTrail 1.08 writes it; `n` makes its id and, if not given, its second. */
export function makeRecord(n: number, words: EventWords = {}): CloudTrailRecord {
  const user = words.user ?? 'alice';
  return {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE0000000001',
      arn: `arn:aws:iam::${ACCOUNT}:user/${user}`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLE000000001',
      userName: user,
    },
    eventTime: words.time ?? new Date(Date.UTC(2025, 9, 1, 12, 0, n)).toISOString().replace('.000Z', 'Z'),
    eventSource: words.source ?? 's3.amazonaws.com',
    eventName: words.eventName ?? 'ListBuckets',
    awsRegion: 'eu-central-1',
    sourceIPAddress: words.ip ?? '203.0.113.7',
    userAgent: 'aws-cli/2.15.0',
    ...(words.error === undefined
      ? {}
      : { errorCode: words.error, errorMessage: `${words.error}: not allowed` }),
    requestParameters: { bucketName: `bucket-${n}` },
    responseElements: null,
    requestID: `REQ${String(n).padStart(13, '0')}`,
    eventID: words.id ?? eventId(n),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...words.more,
  };
}

export function eventId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Records `from` to `from + count - 1`. */
export function makeRecords(count: number, from = 1): readonly CloudTrailRecord[] {
  return Array.from({ length: count }, (_, index) => makeRecord(from + index));
}

/** The text of a log file, as CloudTrail delivers it: on one line. */
export function logFile(records: readonly CloudTrailRecord[]): string {
  return JSON.stringify({ Records: records });
}

export function gz(content: string | Uint8Array): Buffer {
  return gzipSync(content);
}

/** A temporary folder on this machine, to choose or drop from. */
export class LogFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Writes a file, making the folders above it; answers its path. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** Writes a gzipped log file of these records. */
  writeLog(name: string, records: readonly CloudTrailRecord[]): Promise<string> {
    return this.write(name, gz(logFile(records)));
  }
}
