/**
 * What a refusal says of itself: who was refused which action on what, by which kind of policy, and whether something
 * forbids it or nothing allows it. Forms: IAM User Guide, "Troubleshoot access denied error messages"; EC2's from public
 * samples. Total and linear; a message is written by callers too (names of resources), so it is read from its end, where
 * AWS writes the reason. Not for judging policies: the message names one of those that denied, others may as well.
 */

export const POLICY_KINDS = [
  'identity-based policy',
  'resource-based policy',
  'role trust policy',
  'service control policy',
  'resource control policy',
  'permissions boundary',
  'session policy',
  'VPC endpoint policy',
] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

export interface Refusal {
  readonly principal: string | null;
  /** `s3:GetObject` */
  readonly action: string | null;
  /** As written: an ARN, a name, `*`. */
  readonly resource: string | null;
  /** The kind of policy that decided; null where the message does not say. */
  readonly policy: PolicyKind | null;
  /** The policy itself, where AWS names it. */
  readonly policyArn: string | null;
  /** `explicit`: a policy forbids it. `implicit`: none allows it. Null where the message does not say. */
  readonly deny: 'explicit' | 'implicit' | null;
  /** A reason of another kind, in the message's own words. */
  readonly otherReason: string | null;
  /** More about the refusal, readable for those who may call sts:DecodeAuthorizationMessage (EC2 and others). */
  readonly encoded: string | null;
}

/** Longer than any message that CloudTrail keeps (1 KB, User Guide, record contents). */
const LONGEST = 8_000;

const ENCODED = 'Encoded authorization failure message:';
const REFUSED = ' is not authorized to ';

/** Null when the message is no refusal that names its parts. */
export function readRefusal(message: string): Refusal | null {
  const { text, encoded } = withoutEncoded(message.slice(0, LONGEST));
  const at = text.indexOf(REFUSED);
  if (at < 0) return byEndpoint(text) ?? (encoded === null ? null : { ...NOTHING_SAID, encoded });
  const { call, reason } = splitReason(text.slice(at + REFUSED.length));
  return { ...readReason(reason), ...readCall(call), principal: principalOf(text.slice(0, at)), encoded };
}

const NOTHING_SAID: Refusal = {
  principal: null,
  action: null,
  resource: null,
  policy: null,
  policyArn: null,
  deny: null,
  otherReason: null,
  encoded: null,
};

function withoutEncoded(message: string): { readonly text: string; readonly encoded: string | null } {
  const at = message.indexOf(ENCODED);
  if (at < 0) return { text: message, encoded: null };
  const encoded = /^\s*([\w+/=-]+)/.exec(message.slice(at + ENCODED.length))?.[1] ?? null;
  return { text: message.slice(0, at), encoded };
}

/** Endpoint events name the policy and nothing else (seen in network activity events). */
function byEndpoint(text: string): Refusal | null {
  return /\bdenied due to a VPC endpoint policy\b/i.test(text)
    ? { ...NOTHING_SAID, policy: 'VPC endpoint policy' }
    : null;
}

function principalOf(before: string): string | null {
  const at = before.lastIndexOf('User: ');
  const name = (at < 0 ? before : before.slice(at + 6)).trim();
  return name === '' || name.length > 2_000 ? null : name;
}

const REASONS = [' with an explicit deny', ' because '] as const;

/** The last of the words that begin a reason: a name before them may hold the same words. */
function splitReason(text: string): { readonly call: string; readonly reason: string } {
  const at = Math.max(...REASONS.map((words) => text.lastIndexOf(words)));
  return at < 0 ? { call: text, reason: '' } : { call: text.slice(0, at), reason: text.slice(at + 1) };
}

function readCall(call: string): Pick<Refusal, 'action' | 'resource'> {
  const [, action = null, rest = ''] = /^perform:? *([\w-]+:[\w*-]+)(.*)$/s.exec(call) ?? [];
  const resource = /^ on (?:the )?resources?:? +(.*)$/s.exec(rest)?.[1] ?? null;
  return { action, resource: resource === null ? null : plainName(resource) };
}

/** S3 puts the name in quotes; EC2 ends the sentence with a full stop. */
function plainName(text: string): string | null {
  const trimmed = text.trim().replace(/\.$/, '');
  const quoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"');
  const name = quoted ? trimmed.slice(1, -1) : trimmed;
  return name === '' ? null : name;
}

function readReason(reason: string): Refusal {
  const policy = POLICY_KINDS.find((kind) => reason.toLowerCase().includes(kind.toLowerCase())) ?? null;
  if (reason.startsWith('with an explicit deny')) {
    const policyArn = /: (arn:\S{1,2000})/.exec(reason)?.[1]?.replace(/[.,]$/, '') ?? null;
    return { ...NOTHING_SAID, deny: 'explicit', policy, policyArn };
  }
  if (/^because no .{1,60} allows\b/s.test(reason) && policy !== null)
    return { ...NOTHING_SAID, deny: 'implicit', policy };
  const otherReason = reason.replace(/^because /, '').trim();
  return { ...NOTHING_SAID, otherReason: otherReason === '' ? null : otherReason };
}

/** One sentence: what decided. */
export function refusalSentence({ action, policy, deny, otherReason }: Refusal): string {
  const what = action ?? 'the call';
  if (deny === 'implicit' && policy !== null) return `Denied because no ${policy} allows ${what}.`;
  if (deny === 'explicit')
    return `Denied by an explicit deny in ${policy === null ? 'a policy; the message does not say of which kind' : `${articleOf(policy)} ${policy}`}.`;
  if (policy !== null) return `Denied by ${articleOf(policy)} ${policy}.`;
  if (otherReason !== null) return `Denied because ${otherReason.replace(/\.$/, '')}.`;
  return 'Denied. The message does not say which policy decided.';
}

/** The two kinds of refusal in plain words (IAM User Guide, policy evaluation logic). */
export const DENY_MEANING = {
  implicit: 'Nothing forbids it, but nothing allows it either.',
  explicit: 'A Deny statement matches, and it outweighs every Allow.',
} as const;

/** Where a policy of this kind is to be found. */
export const POLICY_PLACES: Readonly<Record<PolicyKind, string>> = {
  'identity-based policy': 'attached to the user, one of its groups, or the role',
  'resource-based policy': 'attached to the resource itself, such as a bucket policy or a key policy',
  'role trust policy': 'part of the role: it says who may assume it',
  'service control policy': 'set in AWS Organizations: it limits everybody in the account, the root user too',
  'resource control policy':
    'set in AWS Organizations: it limits what may be done to the account’s resources',
  'permissions boundary': 'set on the user or role: the most it may ever be allowed',
  'session policy': 'given when the session was begun: it limits this session only',
  'VPC endpoint policy': 'attached to the VPC endpoint through which the call came',
};

function articleOf(policy: PolicyKind): string {
  return /^[aeiou]/i.test(policy) ? 'an' : 'a';
}
