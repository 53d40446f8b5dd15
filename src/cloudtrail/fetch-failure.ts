/**
 * Why an object could not be fetched, in words with what to do: told apart as far as a browser can, by status and by the XML
 * that S3 answers with (Amazon S3 API Reference, error responses). Never says anything of the URL's query.
 */
import { elementText } from '#lib/xml-text.ts';

export const FAILURE_TITLES = {
  expired: 'Expired',
  'not-yet': 'Not valid yet',
  'session-ended': 'Session ended',
  signature: 'Signature does not match',
  denied: 'Access denied',
  key: 'Access key unknown',
  region: 'Wrong Region or address',
  cors: 'The bucket does not let this page read',
  policy: 'This site may not reach other hosts',
  offline: 'No network',
  unreachable: 'No answer',
  cut: 'Connection lost',
  missing: 'Not found',
  archived: 'Archived',
  busy: 'Server busy',
  html: 'A web page, not a log',
  changed: 'Changed meanwhile',
  'too-large': 'Too large',
  redirected: 'Led elsewhere',
  storage: 'No room',
  refused: 'Refused',
} as const;

export type FailureKind = keyof typeof FAILURE_TITLES;

export interface FetchFailure {
  readonly kind: FailureKind;
  /** A sentence or two: what happened, and what to do. */
  readonly words: string;
  /** Whether the same may go well a little later. */
  readonly passing: boolean;
}

export function failure(kind: FailureKind, words: string, passing = false): FetchFailure {
  return { kind, words, passing };
}

const SIGN_AGAIN = 'Make a new URL and add it.';

/** `CODE` of S3 → what it means. `region` is what the answer says about where the bucket is. */
const CODES: Readonly<Record<string, (about: About) => FetchFailure>> = {
  AccessDenied: ({ message, xml }) => {
    if (/expired/i.test(message)) return expired(elementText(xml, 'Expires'));
    if (/not yet valid/i.test(message)) return failure('not-yet', CLOCK);
    return failure(
      'denied',
      'Whoever signed the URL may not read this object, a policy of the bucket or its key (KMS) forbids it, or the object does not exist and the signer may not list the bucket. Ask for a URL signed by somebody who may.',
    );
  },
  SignatureDoesNotMatch: () =>
    failure(
      'signature',
      'The URL is not as it was signed. Most often a part was lost or changed on the way (a line break, &amp;, %2F, a plus sign), or it was signed for something other than GET. Copy it again, whole.',
    ),
  AuthorizationQueryParametersError: ({ message }) =>
    /not yet valid/i.test(message)
      ? failure('not-yet', CLOCK)
      : failure(
          'signature',
          `S3 cannot read the signature: a part of it is missing or changed, or its life is over 7 days. ${SIGN_AGAIN}`,
        ),
  ExpiredToken: () =>
    failure(
      'session-ended',
      `The session that signed the URL is over, although the URL itself is not: a URL never outlives the credentials it was made with. Sign in again. ${SIGN_AGAIN}`,
    ),
  InvalidToken: () =>
    failure('session-ended', `The session token in the URL is broken or not known. ${SIGN_AGAIN}`),
  TokenRefreshRequired: () =>
    failure('session-ended', `The session that signed the URL is over. ${SIGN_AGAIN}`),
  InvalidAccessKeyId: () =>
    failure('key', `The access key that signed the URL does not exist (any more). ${SIGN_AGAIN}`),
  RequestTimeTooSkewed: () => failure('not-yet', CLOCK),
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: wrongRegion,
  NoSuchKey: () =>
    failure(
      'missing',
      'There is no such object in the bucket (any more). Look at the key, with upper and lower case.',
    ),
  NoSuchVersion: () => failure('missing', 'The bucket does not hold this version of the object.'),
  NoSuchBucket: () => failure('missing', 'There is no bucket of that name at this address.'),
  MethodNotAllowed: () =>
    failure('missing', 'The version that the URL names is a mark that the object was deleted.'),
  InvalidObjectState: () =>
    failure(
      'archived',
      'The object is in an archive class (Glacier). Restore it in S3, wait until that is done, then fetch it again.',
    ),
  SlowDown: busy,
  ServiceUnavailable: busy,
  InternalError: busy,
  RequestTimeout: busy,
  OperationAborted: busy,
};

const CLOCK =
  'The URL is valid only later: the clock of the machine that signed it, or of this one, is wrong. Set it and sign again.';

interface About {
  readonly message: string;
  readonly xml: string;
}

function busy(): FetchFailure {
  return failure(
    'busy',
    'The server is overloaded or has a fault, and stayed so over several attempts. Try again later.',
    true,
  );
}

function wrongRegion({ xml }: About): FetchFailure {
  const region = plainName(elementText(xml, 'Region'));
  const endpoint = plainName(elementText(xml, 'Endpoint'));
  const where =
    region !== null
      ? `The bucket is in ${region}.`
      : endpoint === null
        ? ''
        : `The bucket answers at ${endpoint}.`;
  return failure(
    'region',
    `The URL was signed for another Region or address than the bucket’s. ${where} Sign it with --region and the bucket’s Region.`.replace(
      '  ',
      ' ',
    ),
  );
}

/** Only what can be a Region or a host: the rest of the answer is somebody else’s text. */
function plainName(text: string | null): string | null {
  return text !== null && /^[\w.-]{1,200}$/.test(text) ? text : null;
}

/** `at`: ISO time as the server writes it. */
export function expired(at: string | null): FetchFailure {
  const when =
    at !== null && /^[\dTZ:.+-]{10,40}$/.test(at)
      ? ` (${at.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC')})`
      : '';
  return failure('expired', `The URL’s time is over${when}. ${SIGN_AGAIN}`);
}

/** An answer that is no success: its status, and as much of its body as was read. */
export function failureOf(status: number, body: string): FetchFailure {
  const code = elementText(body, 'Code');
  const known = code !== null && Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known !== undefined) return known({ message: elementText(body, 'Message') ?? '', xml: body });
  const said = plainName(code);
  const saying = said === null ? '' : `, ${said}`;
  if (status >= 500 || status === 429 || status === 408) return busy();
  if (status === 404 || status === 410)
    return failure('missing', `There is nothing at this address (status ${status}${saying}).`);
  if (status === 401 || status === 403)
    return failure(
      'denied',
      `The server refuses to hand it out (status ${status}${saying}). Ask for another URL.`,
    );
  if (status >= 300 && status < 400) return wrongRegion({ message: '', xml: body });
  if (looksLikeHtml(body)) return htmlInstead();
  return failure('refused', `The server answers with status ${status}${saying}. ${SIGN_AGAIN}`);
}

/** An answer that says success: still an error when its body is one. `head`: its first characters. */
export function failureInBody(head: string): FetchFailure | null {
  if (/^\s*(?:<\?xml[^>]*>\s*)?<Error[\s>]/.test(head)) return failureOf(400, head);
  return looksLikeHtml(head) ? htmlInstead() : null;
}

function looksLikeHtml(head: string): boolean {
  return /^\s*(?:<!--[^]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b/i.test(head.slice(0, 4_000));
}

function htmlInstead(): FetchFailure {
  return failure(
    'html',
    'What came is a web page: a sign-in, a proxy, or the console’s address of the object instead of a presigned URL. Use the URL that “aws s3 presign” prints.',
  );
}

/** The browser tells a page nothing about an answer that it may not read. What is known besides: that the host answers. */
export function corsFailure(isExpired: boolean, hasRegion: boolean): FetchFailure {
  if (isExpired) return expired(null);
  const also = hasRegion
    ? ''
    : ' The address names no Region: a bucket elsewhere leads on from it in a way that a page may not follow, so sign with --region too.';
  return failure(
    'cors',
    `The host answers, but does not allow this page to read the answer, and the browser hides why. Most often the bucket has no CORS rule for this page; the rule to add is below. An expired or refused URL can look the same.${also}`,
  );
}

export const UNREACHABLE = failure(
  'unreachable',
  'No answer from this host over several attempts. The name may be wrong, or a network, VPN or blocker between is in the way.',
  true,
);
export const OFFLINE = failure(
  'offline',
  'This machine is offline. Try again when there is a network.',
  true,
);
export const CUT = failure(
  'cut',
  'The connection was lost again and again before the whole object was there. Try again.',
  true,
);
export const CHANGED = failure(
  'changed',
  'The object was changed while it was being fetched. Try again.',
  true,
);
export const REDIRECTED = failure(
  'redirected',
  'The host leads on to an address that is not https. It was not taken.',
);
export const MOVED = failure(
  'region',
  'The address led on to another one, for which the URL is not signed: the bucket is in another Region than the address says. Sign it with --region and the bucket’s Region.',
);
export const POLICY = failure(
  'policy',
  'The web server that this page comes from sends a Content-Security-Policy without “https:” in connect-src. Whoever hosts it finds the line in the README.',
);
