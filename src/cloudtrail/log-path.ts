/**
 * What the name of a delivered file tells: account, region, kind, time of delivery. A hint for people and for load
 * reports; what a file is, its bytes decide (`containers.ts`).
 */

export interface LogPath {
  readonly accountId: string | null;
  /** Region the file is from; for digests the region that delivered it. */
  readonly region: string | null;
  /** The folder AWS files it under. */
  readonly kind: LogPathKind;
  /** Minute (digests: second) of delivery, in ms since 1970 UTC; events inside may be of any earlier time. */
  readonly deliveredAt: number | null;
  /** `o-…`, only in the keys of an organization trail. */
  readonly orgId: string | null;
}

const LOG_PATH_KINDS = [
  'CloudTrail',
  'CloudTrail-Insight',
  'CloudTrail-Digest',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
] as const;
export type LogPathKind = (typeof LOG_PATH_KINDS)[number];

/** `…/AWSLogs/[<org>/]<account>/<kind>/<region>/yyyy/mm/dd/<file>` (CloudTrail User Guide, finding log files). */
const KEY =
  /(?:^|\/)AWSLogs\/(?:(o-[a-z0-9]+)\/)?([^/]+)\/(CloudTrail(?:-[A-Za-z]+)?)\/([a-z0-9-]+)\/\d{4}\/\d{2}\/\d{2}\//;
/** `<account>_<kind>_<region>_[…_]<yyyymmddThhmm[ss]>Z…`: log files and digest files alike; what follows has no meaning. */
const NAME = /([^_/]+)_(CloudTrail(?:-[A-Za-z]+)?)_([a-z0-9-]+)_(?:.*_)?(\d{8}T\d{4}(?:\d{2})?)Z[^/]*$/;

/** A key of S3 has 1,024 bytes at most. Each `_` and letter of a longer name would be looked at as often as it has letters. */
const LONGEST = 4_096;

/** From an S3 key, a path or a bare file name; `\` counts as `/`. null when nothing of AWS's pattern is in it. */
export function parseLogPath(path: string): LogPath | null {
  if (typeof path !== 'string' || path.length > LONGEST) return null;
  const plain = path.replaceAll('\\', '/');
  const key = KEY.exec(plain);
  const name = NAME.exec(plain);
  const written = name?.[2] ?? key?.[3];
  const kind = LOG_PATH_KINDS.find((one) => one === written);
  if (kind === undefined) return null;
  return {
    accountId: name?.[1] ?? key?.[2] ?? null,
    region: name?.[3] ?? key?.[4] ?? null,
    kind,
    deliveredAt: name?.[4] === undefined ? null : timeOf(name[4]),
    orgId: key?.[1] ?? null,
  };
}

/** `20210730T1445` or `20210730T144530`, UTC; null for an impossible date. */
function timeOf(stamp: string): number | null {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?$/.exec(stamp) ?? [];
  const ms = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s ?? '00'}Z`);
  return Number.isNaN(ms) ? null : ms;
}
