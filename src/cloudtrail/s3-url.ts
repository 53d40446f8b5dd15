/**
 * What an address of S3 says by itself, before anything is fetched: bucket, key, and until when its signature holds (Amazon
 * S3 API Reference, authenticating requests: query parameters). The query is a secret: nothing here gives it back in words.
 */

export interface UrlFacts {
  readonly host: string;
  /** Null where the address does not say it. */
  readonly bucket: string | null;
  readonly region: string | null;
  /** Decoded, without the bucket; of other hosts the decoded path. Empty for a listing. */
  readonly key: string;
  /** `listing`: it asks for what is in a bucket. */
  readonly asks: 'object' | 'listing';
  /** Whether the query holds anything that could be a secret. */
  readonly secret: boolean;
  /** Begin and end of the signature's life, ms since 1970 UTC; null where the address does not say. */
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  /** Signed by a session: it ends with the session, which the address does not show. */
  readonly temporary: boolean;
  /** Equal for the same object, however it is signed. */
  readonly object: string;
  /** Sentences: fetched all the same. */
  readonly warnings: readonly string[];
}

export type UrlReading =
  | { readonly url: string; readonly facts: UrlFacts; readonly refused: null }
  | { readonly url: null; readonly shown: string; readonly refused: string };

/** A presigned URL with a session token has about 2,000 characters. */
export const LONGEST_URL = 8_192;

/** Never throws; what is refused has its reason. */
export function readUrl(text: string): UrlReading {
  const url = text.length <= LONGEST_URL ? parseUrl(text) : null;
  const refused = (shown: string, reason: string): UrlReading => ({ url: null, shown, refused: reason });
  if (url === null) {
    const reason = text.length > LONGEST_URL ? 'It is longer than any URL of S3.' : 'It is no URL.';
    return refused(shownText(text), reason);
  }
  const shown = shownUrl(url);
  if (text.includes('…'))
    return refused(
      shown,
      'It was shortened where it was copied from: “…” stands for the rest. Copy it whole.',
    );
  if (url.username !== '' || url.password !== '')
    return refused(shown, 'It holds a user name or password. Presigned URLs have none.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.hostname)))
    return refused(shown, 'It is not https: on the way anybody could read the logs. Begin it with https://.');
  const missing = missingParts(url.searchParams);
  if (missing.length > 0)
    return refused(shown, `The URL is not whole: ${missing.join(', ')} is missing. Copy it again.`);
  url.hash = '';
  return { url: url.href, facts: factsOf(url), refused: null };
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Host and path; of a query only that there is one. */
export function shownUrl(url: URL): string {
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${url.hostname}${port}${decoded(url.pathname)}${url.search === '' ? '' : ' (query not shown)'}`;
}

function shownText(text: string): string {
  const plain = text.replace(/[?#][^]*$/, '').replace(/\/\/[^/]*@/, '//');
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
}

/** The page and S3 in tests, on this machine: nothing is on the way. */
export function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}

const SIGNED = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders'];

/** Parameters of a signature that are not there although others are. */
export function missingParts(params: URLSearchParams): string[] {
  const names = new Map([...params].map(([name, value]) => [name.toLowerCase(), value]));
  if (![...SIGNED, 'X-Amz-Signature'].some((name) => names.has(name.toLowerCase()))) return [];
  const missing = SIGNED.filter((name) => (names.get(name.toLowerCase()) ?? '') === '');
  const signature = names.get('x-amz-signature') ?? '';
  const isHmac = (names.get('x-amz-algorithm') ?? '') === 'AWS4-HMAC-SHA256';
  if (signature === '') missing.push('X-Amz-Signature');
  else if (isHmac && !/^[0-9a-f]{64}$/i.test(signature)) missing.push('a part of X-Amz-Signature');
  return missing;
}

function factsOf(url: URL): UrlFacts {
  const { searchParams: params, hostname } = url;
  const place = placeOf(url);
  const { signedAt, expiresAt } = lifeOf(params);
  const asks = params.has('list-type') || (place.bucket !== null && place.key === '') ? 'listing' : 'object';
  return {
    host: url.host,
    ...place,
    key: asks === 'listing' ? '' : place.key,
    asks,
    secret: [...params.keys()].some((name) => !PUBLIC.has(name.toLowerCase())),
    signedAt,
    expiresAt,
    temporary: hasParam(params, 'x-amz-security-token'),
    object: objectOf(url),
    warnings: warningsOf(hostname, params),
  };
}

/** Parameters of GetObject and ListObjectsV2 that anybody may know. */
const PUBLIC: ReadonlySet<string> = new Set(
  'versionid partnumber list-type prefix delimiter max-keys encoding-type start-after x-id'.split(' '),
);

const OF_SIGNATURE = /^(?:x-(?:amz|goog)-.*|x-id|signature|expires|awsaccesskeyid|key-pair-id|policy)$/i;

function objectOf(url: URL): string {
  const rest = [...url.searchParams]
    .filter(([name]) => !OF_SIGNATURE.test(name))
    .map((pair) => pair.join('='));
  return [`${url.host}${url.pathname}`, ...rest.toSorted()].join('\n');
}

function hasParam(params: URLSearchParams, name: string): boolean {
  return [...params.keys()].some((key) => key.toLowerCase() === name);
}

const REGION = '(?:[.-](?:fips[.-])?(?:dualstack\\.)?([a-z]{2}(?:-[a-z]+)+-\\d))?';
const DOMAIN = '\\.amazonaws\\.com(?:\\.cn)?$';
/** Regional, legacy `s3-eu-west-1`, dual-stack, FIPS and accelerated endpoints; access points and VPC endpoints. */
const VIRTUAL = new RegExp(
  `^(.+?)\\.(?:bucket\\.vpce-[\\w-]+\\.)?s3(?:-accelerate|-accesspoint|-fips)?${REGION}(?:\\.vpce)?${DOMAIN}`,
);
const BY_PATH = new RegExp(`^s3(?:-fips)?${REGION}${DOMAIN}`);

function placeOf(url: URL): { bucket: string | null; region: string | null; key: string } {
  const path = decoded(url.pathname).replace(/^\//, '');
  const byPath = BY_PATH.exec(url.hostname);
  if (byPath !== null || isLocal(url.hostname)) {
    const slash = path.indexOf('/');
    const bucket = slash === -1 ? path : path.slice(0, slash);
    const key = slash === -1 ? '' : path.slice(slash + 1);
    return { bucket: bucket === '' ? null : bucket, region: byPath?.[1] ?? null, key };
  }
  const virtual = VIRTUAL.exec(url.hostname);
  return { bucket: virtual?.[1] ?? null, region: virtual?.[2] ?? null, key: path };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function isAmazon(hostname: string): boolean {
  return /\.amazonaws\.com(?:\.cn)?$/.test(hostname);
}

function warningsOf(hostname: string, params: URLSearchParams): string[] {
  const warnings: string[] = [];
  if (!isAmazon(hostname)) {
    warnings.push(
      isLocal(hostname)
        ? 'The host is this machine, not Amazon.'
        : `The host ${hostname} is not Amazon’s. Fetch from it only if you know it.`,
    );
  }
  if (Number(params.get('X-Amz-Expires') ?? 0) > WEEK)
    warnings.push('It asks for a life of more than 7 days, which S3 refuses.');
  return warnings;
}

const WEEK = 604_800;

/** `X-Amz-Date` + `X-Amz-Expires`; of signatures of version 2 and CloudFront `Expires`, in seconds since 1970. */
function lifeOf(params: URLSearchParams): { signedAt: number | null; expiresAt: number | null } {
  const signedAt = stampTime(params.get('X-Amz-Date') ?? params.get('X-Goog-Date') ?? '');
  const life = params.get('X-Amz-Expires') ?? params.get('X-Goog-Expires') ?? '';
  if (signedAt !== null)
    return { signedAt, expiresAt: /^\d{1,9}$/.test(life) ? signedAt + Number(life) * 1_000 : null };
  const end = params.get('Expires') ?? '';
  return { signedAt: null, expiresAt: /^\d{9,11}$/.test(end) ? Number(end) * 1_000 : null };
}

/** `20251010T184200Z`; null for an impossible date. */
function stampTime(stamp: string): number | null {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const ms = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** The clocks of two machines are seldom further apart. */
const CLOCK_MS = 5 * 60_000;

/** `expires in 52 minutes`, `expired 3 hours ago`; null when the address does not say. */
export function expiryWords({ signedAt, expiresAt }: UrlFacts, now: number): string | null {
  if (signedAt !== null && signedAt - now > CLOCK_MS)
    return `signed ${spanWords(signedAt - now)} in the future: is the clock of this machine right?`;
  if (expiresAt === null) return null;
  return expiresAt <= now
    ? `expired ${spanWords(now - expiresAt)} ago`
    : `expires in ${spanWords(expiresAt - now)}`;
}

export function isExpired({ expiresAt }: UrlFacts, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `3 hours`, `52 minutes`: the largest unit of which there are two, rounded down. */
export function spanWords(ms: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(ms / length);
    if (count >= 2 || (unit === 'second' && count >= 1)) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'a moment';
}

/** For links: an address that anybody may know, in the one form in which a link holds it; else why not, as a sentence. */
export function readPublicUrl(text: string): { readonly url: string } | { readonly reason: string } {
  const reading = readUrl(text);
  if (reading.url === null) return { reason: reading.refused };
  if (reading.facts.secret || reading.facts.expiresAt !== null)
    return {
      reason:
        'The address is signed, or holds something that may be a secret. Such URLs do not belong into a link; paste them instead.',
    };
  return { url: reading.url };
}
