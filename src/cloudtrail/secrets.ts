/**
 * Which values of a record let whoever reads them act as somebody else, and a record's text without them: for the screen,
 * for what is copied, and for exports. CloudTrail leaves most secrets out; what it does write are the temporary
 * credentials in answers of STS, and whatever callers put where nobody expects it (environment variables, tags).
 *
 * Not a scanner for secrets in free text: what gives a value away is the name it stands under, and two unmistakable
 * forms (`isSecretText`).
 */

/** Compared in lower case and without punctuation, so `AWS_SECRET_ACCESS_KEY` and `x-amz-security-token` are known too. */
const SECRET_ENDINGS = [
  'sessiontoken',
  'securitytoken',
  'secretaccesskey',
  'secretkey',
  'secretstring',
  'secretbinary',
  'secretvalue',
  'secrethash',
  'clientsecret',
  'apisecret',
  'password',
  'passwd',
  'passworddata',
  'passphrase',
  'plaintext',
  'privatekey',
  'keymaterial',
  'accesstoken',
  'authorizationtoken',
  'authtoken',
  'bearertoken',
  'idtoken',
  'refreshtoken',
  'signintoken',
  'tokenvalue',
  'webidentitytoken',
  'samlassertion',
] as const;

const SECRET_NAMES: ReadonlySet<string> = new Set(['secret', 'xamzsignature']);

/** True for names whose value is not shown unless the reader asks for it. */
export function isSecretKey(key: string): boolean {
  const plain = key
    .slice(-200)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return SECRET_NAMES.has(plain) || SECRET_ENDINGS.some((ending) => plain.endsWith(ending));
}

/** Secret under whatever name: private keys, and addresses signed with temporary credentials. */
function isSecretText(text: string): boolean {
  return /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|[?&]X-Amz-(?:Security-Token|Signature)=/i.test(text);
}

/** What AWS writes where it has removed a value itself, and names of secrets, which are none. */
const HARMLESS =
  /^(?:\**|arn:.*|<?sensitiveDataRemoved>?|.{0,20}hidden[ _]due[ _]to[ _]security[ _]reasons.?)$/i;

/** Stands in place of a secret: `hidden, 356 characters`. */
export function hiddenText(length: number): string {
  return `hidden, ${length} ${length === 1 ? 'character' : 'characters'}`;
}

const DEEPEST_TEXT = 3;

/**
 * The same text with each secret string or number replaced by `"hidden, 356 characters"`; every other character stays, and
 * valid JSON stays valid JSON of the same shape. JSON written inside of a string is looked into. Total and linear: a text
 * that is cut off or broken is masked as far as its names can be read.
 */
export function maskSecrets(recordText: string): string {
  return MAY_HOLD_SECRETS.test(recordText) ? masked(recordText, 0) : recordText;
}

/** One of these stands in every name and every form that gives a value away. */
const TELLTALES = [
  'secret',
  'token',
  'passw',
  'passph',
  'plaintext',
  'privatekey',
  'keymaterial',
  'assertion',
  'amzsignature',
];

/** Letters that become these when they are written small. */
const LARGE: Readonly<Record<string, string>> = { i: 'I\u0130', k: 'K\u212a' };

/**
 * True of every text in which something would be masked, and of few others: most records hold no such word, and an
 * export asks of a million. Anything but letters may stand between those of a name, and an escape may be any letter.
 */
const MAY_HOLD_SECRETS = new RegExp(
  [
    ...TELLTALES.map((word) =>
      Array.from(word, (letter) => `[${letter}${LARGE[letter] ?? letter.toUpperCase()}]`).join(
        '[^a-zA-Z0-9]*',
      ),
    ),
    String.raw`\\u`,
  ].join('|'),
);

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Scalar {
  readonly from: number;
  readonly to: number;
  readonly written: string;
}

/** An object or array that is open: `{"name": "DB_PASSWORD", "value": "…"}` is one secret in two members. */
interface Frame {
  readonly secret: boolean;
  name: string | null;
  value: Scalar | null;
}

const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|[{}[\]]|[^\s"{}[\],:]+/g;
const COLON = /\s*:/y;

const PAIR_NAMES: ReadonlySet<string> = new Set(['name', 'key', 'parametername', 'parameterkey']);
const PAIR_VALUES: ReadonlySet<string> = new Set(['value', 'parametervalue']);

function masked(text: string, inside: number): string {
  const edits: Edit[] = [];
  const stack: Frame[] = [];
  let key: string | null = null;
  for (const match of text.matchAll(TOKEN)) {
    const [written] = match;
    const to = match.index + written.length;
    const frame = stack.at(-1);
    const secret = frame?.secret === true || (key !== null && isSecretKey(key));
    if (written === '{' || written === '[') {
      stack.push({ secret, name: null, value: null });
    } else if (written === '}' || written === ']') {
      stack.pop();
      if (frame !== undefined) edits.push(...pairEdits(frame));
    } else if (written.startsWith('"') && isName(text, to)) {
      key = textOf(written);
      continue;
    } else {
      const scalar = { from: match.index, to, written };
      const edit = editOf(scalar, secret, inside);
      if (edit !== null) edits.push(edit);
      else if (frame !== undefined) rememberPair(frame, key, scalar);
    }
    key = null;
  }
  for (const frame of stack) edits.push(...pairEdits(frame));
  return applied(text, edits);
}

function isName(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}

function editOf({ from, to, written }: Scalar, secret: boolean, inside: number): Edit | null {
  if (!written.startsWith('"')) return secret && /^-?\d/.test(written) ? hide(from, to, written) : null;
  const text = textOf(written);
  if (secret ? !HARMLESS.test(text) : isSecretText(text)) return hide(from, to, text);
  if (inside >= DEEPEST_TEXT || !/^\s*[{[]/.test(text)) return null;
  const inner = masked(text, inside + 1);
  return inner === text ? null : { from, to, text: JSON.stringify(inner) };
}

function hide(from: number, to: number, text: string): Edit {
  return { from, to, text: JSON.stringify(hiddenText(text.length)) };
}

function rememberPair(frame: Frame, key: string | null, scalar: Scalar): void {
  const plain = key?.toLowerCase() ?? '';
  if (PAIR_NAMES.has(plain)) frame.name = textOf(scalar.written);
  else if (PAIR_VALUES.has(plain)) frame.value = scalar;
}

function pairEdits({ name, value }: Frame): Edit[] {
  if (name === null || value === null || !isSecretKey(name)) return [];
  const edit = editOf(value, true, DEEPEST_TEXT);
  return edit === null ? [] : [edit];
}

function applied(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, edit.from), edit.text);
    at = edit.to;
  }
  return pieces.join('') + text.slice(at);
}

/** A string as it is meant; as it is written where it is broken or cut off. */
function textOf(written: string): string {
  if (!written.startsWith('"')) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : written;
  } catch {
    return written.replace(/^"|"$/g, '');
  }
}
