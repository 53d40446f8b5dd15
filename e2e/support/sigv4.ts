/**
 * Presigned URLs as AWS makes and checks them (Amazon S3 API Reference, authenticating requests: using query parameters).
 * s3rver does not look at signatures, so the server in front of it does.
 */
import { createHash, createHmac } from 'node:crypto';

export const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE';
export const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export interface Presign {
  readonly origin: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly now?: Date;
  /** Seconds. */
  readonly life?: number;
  readonly secret?: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986, as AWS wants it: also `!'()*` are escaped. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const pathText = (path: string): string => path.split('/').map(escaped).join('/');

export function presign(what: Presign): string {
  const {
    origin,
    path,
    query = {},
    region = 'eu-west-1',
    now = new Date(),
    life = 3600,
    secret = SECRET_KEY,
  } = what;
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const params = new Map([
    ...Object.entries(query),
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${ACCESS_KEY}/${stamp.slice(0, 8)}/${region}/s3/aws4_request`],
    ['X-Amz-Date', stamp],
    ['X-Amz-Expires', String(life)],
    ['X-Amz-SignedHeaders', 'host'],
  ]);
  const signature = signatureOf('GET', new URL(origin).host, pathText(path), params, secret);
  const text = [...params].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('&');
  return `${origin}${pathText(path)}?${text}&X-Amz-Signature=${signature}`;
}

function signatureOf(
  method: string,
  host: string,
  rawPath: string,
  params: ReadonlyMap<string, string>,
  secret: string,
): string {
  const [, day = '', region = '', service = ''] = (params.get('X-Amz-Credential') ?? '').split('/');
  const query = [...params]
    .map(([key, value]) => `${escaped(key)}=${escaped(value)}`)
    .toSorted()
    .join('&');
  const request = [method, rawPath, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const hash = createHash('sha256').update(request).digest('hex');
  const text = ['AWS4-HMAC-SHA256', params.get('X-Amz-Date'), scope, hash].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day));
  return hmac(key, text).toString('hex');
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Null when the signature holds. `url`: as it came over the wire. */
export function checkSignature(method: string, host: string, url: string, now: number): Refusal | null {
  const [rawPath = '', rawQuery = ''] = url.split('?');
  const params = new Map(new URLSearchParams(rawQuery.replaceAll('+', '%2B')));
  const given = params.get('X-Amz-Signature') ?? '';
  params.delete('X-Amz-Signature');
  const date = params.get('X-Amz-Date') ?? '';
  if (given === '' || date === '') return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  const signedAt = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const refused = (code: string, message: string): Refusal => ({ status: 403, code, message });
  if (signedAt > now + 900_000) return refused('AccessDenied', 'Request is not yet valid');
  if (now > signedAt + Number(params.get('X-Amz-Expires')) * 1_000)
    return refused('AccessDenied', 'Request has expired');
  if (!(params.get('X-Amz-Credential') ?? '').startsWith(`${ACCESS_KEY}/`))
    return refused('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  const expected = signatureOf(method, host, rawPath, params, SECRET_KEY);
  return expected === given
    ? null
    : refused(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
      );
}
