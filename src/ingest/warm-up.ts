/**
 * Runs the whole path over made-up records while the user is still choosing files, so that the code is compiled when
 * it is needed: 5 to 10 % of a load of 200,000 events, and half of the time to the first rows.
 */
import { TimeSlice } from '#lib/time-slice.ts';
import { BatchWriter } from './batch-writer.ts';
import { FileIntake } from './file-intake.ts';
import { newHashKey } from './record-bytes.ts';

/** More bring a load nothing, and take the processor from the engine, which starts at the same time (measured). */
const WRITERS = 3;
/** So many more when the engine has started; whoever still looks for files has the time. */
const LATER_WRITERS = 3;
/** ms */
const LATER = 1_500;
const ROUNDS = 2;
const RECORDS = 3_000;

function madeUpRecord(n: number): Record<string, unknown> {
  const id = (k: number): string =>
    `${String(n * 7 + k).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAWARMUP:session-${n % 700}`,
      arn: `arn:aws:sts::111122223333:assumed-role/warm-up/session-${n % 700}`,
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: { type: 'Role', userName: 'warm-up' },
        attributes: { mfaAuthenticated: 'false' },
      },
    },
    eventTime: `2025-01-01T00:${String(n % 60).padStart(2, '0')}:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: `GetObject${n % 20}`,
    awsRegion: 'eu-west-1',
    sourceIPAddress: `192.0.2.${n % 200}`,
    userAgent: `[aws-cli/2.${n % 9} Python/3.12 Linux/6.8 botocore/2]`,
    ...(n % 9 === 0
      ? { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to perform: "warm-up"' }
      : {}),
    requestParameters:
      n % 3 === 0
        ? null
        : { bucketName: `bucket-${n}`, key: `a "quoted" é name/${n}`, items: [{ n }, { n: 1.5 }] },
    responseElements: n % 2 === 0 ? null : { requestId: id(1), done: true },
    additionalEventData: { SignatureVersion: 'SigV4', bytesTransferredOut: n },
    requestID: id(2),
    eventID: id(3),
    readOnly: n % 2 === 0,
    resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::bucket-${n}/key` }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  };
}

async function gzipped(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Real files are not all alike, and code that was compiled for one shape is thrown away at the first other one. */
function varied(n: number): Record<string, unknown> {
  const record = madeUpRecord(n);
  if (n % 11 === 0)
    return { ...record, eventID: `odd-${n}`, errorMessage: 'line\nbreak “é”', notInTheCatalogue: { n } };
  if (n % 7 === 0)
    return { ...record, userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, requestID: 7 };
  if (n % 5 === 0) return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return record;
}

/**
 * V8 compiles what works on bytes on the condition that no buffer with two views of it was ever given to another thread, and
 * throws all of that code away at the first one: each reader would begin its first load by compiling everything again.
 */
function giveAwayBytes(): void {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint8(0, 1);
  structuredClone(bytes, { transfer: [bytes.buffer] });
}

/** Ends early when `isOver` says so, which is asked after each file (a few ms to some hundred, the first ones). */
export async function warmUp(isOver: () => boolean): Promise<void> {
  giveAwayBytes();
  const records = Array.from({ length: RECORDS }, (_, n) => varied(n));
  const file = await gzipped(JSON.stringify({ Records: records }));
  const spaced = await gzipped(JSON.stringify({ Records: records.slice(0, RECORDS / 10) }, null, 1));
  const slice = new TimeSlice(40);
  // A new writer each time, as each load makes one: code that has seen only one of them starts from scratch at the next.
  for (let writers = 0; writers < WRITERS + LATER_WRITERS; writers++) {
    if (writers === WRITERS && !isOver()) await new Promise((resolve) => void setTimeout(resolve, LATER));
    if (isOver()) break;
    const writer = new BatchWriter(newHashKey(), () => Promise.resolve(), {
      arenaBytes: 8 << 20,
      batchRows: RECORDS,
    });
    // At first in small steps, which end in the middle of everything that a record can hold.
    const intake = new FileIntake(writer, slice, isOver, writers < 2 ? { stepBytes: 5_000 } : {});
    for (let round = 0; round < ROUNDS && !isOver(); round++) {
      await intake.takeBytes(round, (round === 0 ? spaced : file).slice());
      await writer.flush();
      await slice.next();
    }
  }
  slice.close();
}
