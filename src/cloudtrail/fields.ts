/**
 * The field catalogue: one entry per searchable field. Columns, facets, search bar, links, detail and `docs/fields.md`
 * are made from it. Adding a field is one entry here and one in `field-notes.ts`. Not a list of everything a record may hold: what
 * has no entry is still in the record's own JSON.
 * Source of the paths: CloudTrail User Guide, record contents and userIdentity element.
 */

/** How a field is compared and shown. `flag`: the column is a boolean; true/false written as text is a category. */
export type FieldKind = 'category' | 'text' | 'address' | 'time' | 'flag';

export interface Field {
  /** For people. */
  readonly label: string;
  /** Where it stands in a record; null = worked out from several places. */
  readonly path: string | null;
  /** Column of the view `events`; null = only inside a JSON text. */
  readonly column: string | null;
  readonly kind: FieldKind;
  /** Can be counted by value. */
  readonly facet: boolean;
  /** Column of the event table unless the user chose others. */
  readonly shownByDefault: boolean;
  /** Further words for it in the search bar, lower case; its key is always one. */
  readonly aliases: readonly string[];
  /** Its name in links. Links live for ever: never changed, never given to another field. */
  readonly linkKey: string;
}

type Rest = Pick<Field, 'kind' | 'linkKey'> & Partial<Pick<Field, 'facet' | 'shownByDefault' | 'aliases'>>;

function field(label: string, path: string | null, column: string | null, rest: Rest): Field {
  return { label, path, column, facet: false, shownByDefault: false, aliases: [], ...rest };
}

/** In order of importance: the default columns first. */
export const FIELDS = {
  eventTime: field('Time', 'eventTime', 'eventTime', {
    kind: 'time',
    linkKey: 'time',
    shownByDefault: true,
    aliases: ['time', 'when'],
  }),
  eventName: field('Event', 'eventName', 'eventName', {
    kind: 'category',
    linkKey: 'name',
    facet: true,
    shownByDefault: true,
    aliases: ['event', 'action', 'name'],
  }),
  eventSource: field('Service', 'eventSource', 'eventSource', {
    kind: 'category',
    linkKey: 'source',
    facet: true,
    shownByDefault: true,
    aliases: ['service', 'source'],
  }),
  principal: field('Principal', null, 'principal', {
    kind: 'category',
    linkKey: 'who',
    facet: true,
    shownByDefault: true,
    aliases: ['user', 'who', 'actor'],
  }),
  sourceIPAddress: field('Source address', 'sourceIPAddress', 'sourceIPAddress', {
    kind: 'address',
    linkKey: 'ip',
    facet: true,
    shownByDefault: true,
    aliases: ['ip', 'address', 'sourceip'],
  }),
  awsRegion: field('Region', 'awsRegion', 'awsRegion', {
    kind: 'category',
    linkKey: 'region',
    facet: true,
    shownByDefault: true,
    aliases: ['region'],
  }),
  outcome: field('Outcome', null, 'outcome', {
    kind: 'category',
    linkKey: 'outcome',
    facet: true,
    shownByDefault: true,
    aliases: ['result'],
  }),
  resource: field('Resource', null, null, {
    kind: 'text',
    linkKey: 'resource',
    shownByDefault: true,
    aliases: ['target', 'on'],
  }),
  verb: field('Verb', null, 'verb', { kind: 'category', linkKey: 'verb', facet: true, aliases: ['kind'] }),
  errorCode: field('Error code', 'errorCode', 'errorCode', {
    kind: 'category',
    linkKey: 'error',
    facet: true,
    aliases: ['error'],
  }),
  errorMessage: field('Error message', 'errorMessage', 'errorMessage', {
    kind: 'text',
    linkKey: 'message',
    aliases: ['message'],
  }),
  principalKind: field('Principal kind', null, 'principalKind', {
    kind: 'category',
    linkKey: 'whokind',
    facet: true,
    aliases: ['actorkind'],
  }),
  userIdentityType: field('Identity type', 'userIdentity.type', 'userIdentityType', {
    kind: 'category',
    linkKey: 'type',
    facet: true,
    aliases: ['type'],
  }),
  userName: field('User name', 'userIdentity.userName', 'userName', { kind: 'category', linkKey: 'user' }),
  roleName: field('Role', 'userIdentity.sessionContext.sessionIssuer.userName', 'roleName', {
    kind: 'category',
    linkKey: 'role',
    facet: true,
    aliases: ['role'],
  }),
  sessionName: field('Role session', 'userIdentity.arn', 'sessionName', {
    kind: 'category',
    linkKey: 'session',
    aliases: ['session'],
  }),
  accessKeyId: field('Access key', 'userIdentity.accessKeyId', 'accessKeyId', {
    kind: 'category',
    linkKey: 'key',
    facet: true,
    aliases: ['key'],
  }),
  userIdentityArn: field('Identity ARN', 'userIdentity.arn', 'userIdentityArn', {
    kind: 'category',
    linkKey: 'arn',
    aliases: ['arn'],
  }),
  userIdentityAccountId: field('Identity account', 'userIdentity.accountId', 'userIdentityAccountId', {
    kind: 'category',
    linkKey: 'from',
    facet: true,
    aliases: ['fromaccount'],
  }),
  principalId: field('Principal ID', 'userIdentity.principalId', null, { kind: 'text', linkKey: 'pid' }),
  sourceIdentity: field('Source identity', 'userIdentity.sessionContext.sourceIdentity', 'sourceIdentity', {
    kind: 'category',
    linkKey: 'srcid',
  }),
  person: field('Person', null, null, { kind: 'category', linkKey: 'person', aliases: ['human'] }),
  sessionId: field('Session', null, null, { kind: 'category', linkKey: 'sid', aliases: ['sid'] }),
  rootPrincipal: field('Root of the chain', null, null, {
    kind: 'category',
    linkKey: 'root',
    aliases: ['root'],
  }),
  blastRadius: field('Blast radius of', null, null, {
    kind: 'category',
    linkKey: 'blast',
    aliases: ['blast', 'reach'],
  }),
  invokedBy: field('Invoked by', 'userIdentity.invokedBy', 'invokedBy', {
    kind: 'category',
    linkKey: 'via',
    facet: true,
    aliases: ['via'],
  }),
  mfaAuthenticated: field(
    'Session with MFA',
    'userIdentity.sessionContext.attributes.mfaAuthenticated',
    'mfaAuthenticated',
    { kind: 'category', linkKey: 'mfa', facet: true, aliases: ['mfa'] },
  ),
  sessionCreated: field('Session created', 'userIdentity.sessionContext.attributes.creationDate', null, {
    kind: 'text',
    linkKey: 'since',
  }),
  identityProvider: field('Identity provider', 'userIdentity.identityProvider', null, {
    kind: 'text',
    linkKey: 'idp',
    aliases: ['idp'],
  }),
  onBehalfOf: field('On behalf of', 'userIdentity.onBehalfOf.userId', null, {
    kind: 'text',
    linkKey: 'behalf',
  }),
  credentialId: field('Credential ID', 'userIdentity.credentialId', null, { kind: 'text', linkKey: 'cred' }),
  inScopeOf: field('Credentials issued to', 'userIdentity.inScopeOf.credentialsIssuedTo', null, {
    kind: 'text',
    linkKey: 'scope',
  }),
  ec2RoleDelivery: field('Instance metadata version', 'userIdentity.sessionContext.ec2RoleDelivery', null, {
    kind: 'text',
    linkKey: 'imds',
    aliases: ['imds'],
  }),
  userIdentity: field('Whole identity', 'userIdentity', 'userIdentity', {
    kind: 'text',
    linkKey: 'identity',
    aliases: ['identity'],
  }),
  userAgent: field('User agent', 'userAgent', 'userAgent', {
    kind: 'category',
    linkKey: 'agent',
    facet: true,
    aliases: ['agent', 'tool'],
  }),
  userAgentFamily: field('User agent family', null, 'userAgentFamily', {
    kind: 'category',
    linkKey: 'agentfamily',
    facet: true,
    aliases: ['agentfamily', 'client'],
  }),
  recipientAccountId: field('Account', 'recipientAccountId', 'recipientAccountId', {
    kind: 'category',
    linkKey: 'account',
    facet: true,
    aliases: ['account'],
  }),
  vpcEndpointId: field('VPC endpoint', 'vpcEndpointId', 'vpcEndpointId', {
    kind: 'category',
    linkKey: 'vpce',
    facet: true,
    aliases: ['vpce'],
  }),
  vpcEndpointAccountId: field('VPC endpoint account', 'vpcEndpointAccountId', 'vpcEndpointAccountId', {
    kind: 'category',
    linkKey: 'vpceaccount',
  }),
  sessionCredentialFromConsole: field(
    'From the console',
    'sessionCredentialFromConsole',
    'sessionCredentialFromConsole',
    { kind: 'category', linkKey: 'console', facet: true, aliases: ['console'] },
  ),
  tlsDetails: field('TLS', 'tlsDetails', 'tlsDetails', { kind: 'text', linkKey: 'tls', aliases: ['tls'] }),
  readOnly: field('Read only', 'readOnly', 'readOnly', { kind: 'flag', linkKey: 'read', facet: true }),
  managementEvent: field('Management event', 'managementEvent', 'managementEvent', {
    kind: 'flag',
    linkKey: 'mgmt',
    facet: true,
    aliases: ['management'],
  }),
  eventType: field('Event type', 'eventType', 'eventType', {
    kind: 'category',
    linkKey: 'etype',
    facet: true,
  }),
  eventCategory: field('Event category', 'eventCategory', 'eventCategory', {
    kind: 'category',
    linkKey: 'category',
    facet: true,
    aliases: ['category'],
  }),
  requestParameters: field('Request', 'requestParameters', 'requestParameters', {
    kind: 'text',
    linkKey: 'request',
    aliases: ['request', 'parameters'],
  }),
  responseElements: field('Response', 'responseElements', 'responseElements', {
    kind: 'text',
    linkKey: 'response',
    aliases: ['response'],
  }),
  resources: field('Listed resources', 'resources', 'resources', { kind: 'text', linkKey: 'resources' }),
  additionalEventData: field('Additional data', 'additionalEventData', 'additionalEventData', {
    kind: 'text',
    linkKey: 'additional',
    aliases: ['additional'],
  }),
  mfaUsed: field('Sign-in with MFA', 'additionalEventData.MFAUsed', null, {
    kind: 'text',
    linkKey: 'mfaused',
  }),
  serviceEventDetails: field('Service event details', 'serviceEventDetails', 'serviceEventDetails', {
    kind: 'text',
    linkKey: 'details',
    aliases: ['details'],
  }),
  otherFields: field('Other fields', null, 'otherFields', {
    kind: 'text',
    linkKey: 'other',
    aliases: ['other'],
  }),
  addendumReason: field('Addendum reason', 'addendum.reason', null, {
    kind: 'text',
    linkKey: 'addendum',
    aliases: ['addendum'],
  }),
  eventID: field('Event ID', 'eventID', 'eventID', { kind: 'text', linkKey: 'id', aliases: ['id'] }),
  requestID: field('Request ID', 'requestID', 'requestID', { kind: 'text', linkKey: 'rid' }),
  sharedEventID: field('Shared event ID', 'sharedEventID', 'sharedEventID', {
    kind: 'text',
    linkKey: 'shared',
  }),
  eventVersion: field('Event version', 'eventVersion', 'eventVersion', {
    kind: 'category',
    linkKey: 'version',
  }),
  apiVersion: field('API version', 'apiVersion', 'apiVersion', { kind: 'category', linkKey: 'api' }),
  partial: field('Partial record', null, 'partial', {
    kind: 'category',
    linkKey: 'partial',
    facet: true,
  }),
  fileName: field('File', null, 'fileName', { kind: 'category', linkKey: 'file', aliases: ['file'] }),
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof FIELDS;

export function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(FIELDS, key);
}

export const FIELD_KEYS: readonly FieldKey[] = Object.keys(FIELDS).filter(isFieldKey);

export const DEFAULT_FIELD_KEYS: readonly FieldKey[] = FIELD_KEYS.filter((key) => FIELDS[key].shownByDefault);

const BY_WORD: ReadonlyMap<string, FieldKey> = new Map(
  FIELD_KEYS.flatMap((key) =>
    [key.toLowerCase(), ...FIELDS[key].aliases].map((word) => [word, key] as const),
  ),
);

const BY_LINK_KEY: ReadonlyMap<string, FieldKey> = new Map(
  FIELD_KEYS.map((key) => [FIELDS[key].linkKey, key]),
);

/** A field by its key or alias as someone typed it, in any case; null when there is none. */
export function fieldByWord(word: string): FieldKey | null {
  return BY_WORD.get(word.toLowerCase()) ?? null;
}

export function fieldByLinkKey(linkKey: string): FieldKey | null {
  return BY_LINK_KEY.get(linkKey) ?? null;
}
