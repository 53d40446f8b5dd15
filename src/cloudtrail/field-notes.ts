/**
 * What a reader of the table of fields wants to know besides the catalogue: what a field is, in one line, a value as it
 * may look, and which records have it. Only for `docs/fields.md`; nothing of it is in the page.
 */
import type { FieldKey } from './fields.ts';

export interface FieldNote {
  readonly about: string;
  readonly example: string;
  /** Which records have it. */
  readonly records: string;
}

const note = (about: string, example: string, records = 'all calls'): FieldNote => ({
  about,
  example,
  records,
});

export const FIELD_NOTES: Readonly<Record<FieldKey, FieldNote>> = {
  eventTime: note(
    'When the call was completed, to the second, in UTC; of Insights events the minute at which the unusual began or ended',
    '2025-10-10T18:42:07Z',
    'all',
  ),
  eventName: note('The API action, or what happened besides calls, such as `ConsoleLogin`', 'DeleteBucket'),
  eventSource: note('The service that answered', 's3.amazonaws.com'),
  principal: note('Who acted, in one name', 'role/deploy'),
  sourceIPAddress: note(
    'Where the call came from: an address; of services their host name or `AWS Internal`',
    '203.0.113.7',
  ),
  awsRegion: note('The region that the call was made to', 'eu-central-1', 'all'),
  outcome: note('How the call ended', 'denied'),
  resource: note('What was acted on', 'arn:aws:s3:::invoices'),
  verb: note('What sort of act the call is', 'destructive'),
  errorCode: note(
    'The error as AWS names it',
    'AccessDenied',
    'failed calls; not sign-ins, which have a message alone',
  ),
  errorMessage: note(
    'The error in words',
    'User … is not authorized to perform …',
    'failed calls, failed sign-ins',
  ),
  principalKind: note('What the principal is', 'role'),
  userIdentityType: note(
    'The type of identity, as recorded',
    'AssumedRole',
    'nearly all calls; some of services have none',
  ),
  userName: note(
    'Name of the user, as the type of identity has it',
    'alice',
    'IAM users, federated sign-ins, sometimes root',
  ),
  roleName: note('Name of the role behind a session', 'deploy', 'assumed roles'),
  sessionName: note('Name given to the role session', 'build-4711', 'assumed roles'),
  accessKeyId: note(
    'Access key of the credentials with which the call was signed',
    'AKIAIOSFODNN7EXAMPLE',
    'most signed calls; not console sign-ins, nor calls from other accounts',
  ),
  userIdentityArn: note(
    'ARN of the caller',
    'arn:aws:iam::111122223333:user/alice',
    'most calls; not those by services, from other accounts, or of federated sign-ins',
  ),
  userIdentityAccountId: note(
    'Account of the caller',
    '111122223333',
    'most calls; few of those by services',
  ),
  principalId: note('Unique ID of the caller', 'AIDAEXAMPLE0000000001', 'most calls; not those by services'),
  sourceIdentity: note(
    'Identity that a session carries through all roles',
    'alice',
    'sessions that were given one',
  ),
  person: note('The human over several identities', 'alice', 'calls that go back to a human'),
  sessionId: note(
    'One set of temporary credentials',
    'ASIAIOSFODNN7EXAMPLE',
    'calls with temporary credentials',
  ),
  rootPrincipal: note('Where the chain of sessions begins', 'alice', 'calls with temporary credentials'),
  blastRadius: note('Key or principal from which it all came', 'AKIAIOSFODNN7EXAMPLE'),
  invokedBy: note(
    'Service that made the call for somebody',
    'cloudformation.amazonaws.com',
    'calls by services, and through them',
  ),
  mfaAuthenticated: note(
    'Whether the session began with MFA at AWS; `false` where another provider asked for it',
    'true',
    'temporary credentials',
  ),
  sessionCreated: note('When the session was created', '2025-10-10T18:00:00Z', 'temporary credentials'),
  identityProvider: note(
    'Provider of a federated identity',
    'accounts.google.com',
    'federated sign-ins (`AssumeRoleWithSAML`, `AssumeRoleWithWebIdentity`)',
  ),
  onBehalfOf: note(
    'Identity Center user for whom it was done',
    '906786fc-30f1-70f9-1d2e-8a6b4c5d7e9f',
    'IAM Identity Center',
  ),
  credentialId: note(
    'ID of a bearer token or of a portal session',
    'EXAMPLEcredential',
    'IAM Identity Center',
  ),
  inScopeOf: note(
    'Resource to which a service gave the credentials',
    'arn:aws:lambda:…:function:etl',
    'calls with credentials that a service gave to a resource',
  ),
  ec2RoleDelivery: note(
    'Version of the instance metadata service that gave out the credentials',
    '2.0',
    'EC2 instance roles',
  ),
  userIdentity: note('All of the identity, as JSON', '{"type":"Root",…}'),
  userAgent: note(
    'Program that made the call, as it calls itself',
    'aws-cli/2.15.0 …',
    'nearly all calls; not all network activity events',
  ),
  userAgentFamily: note('Kind of that program', 'AWS CLI v2', 'calls with a user agent'),
  recipientAccountId: note(
    'Account in whose trail the event is',
    '111122223333',
    'all, from version 1.02 on',
  ),
  vpcEndpointId: note(
    'VPC endpoint that the call went through',
    'vpce-0a1b2c3d',
    'calls through VPC endpoints',
  ),
  vpcEndpointAccountId: note(
    'Account that owns the endpoint',
    '111122223333',
    'calls through VPC endpoints, from version 1.09 on',
  ),
  sessionCredentialFromConsole: note(
    '`true` where the credentials came from a console session; absent otherwise',
    'true',
    'calls from the console',
  ),
  tlsDetails: note(
    'TLS version, cipher, host and key exchange, as JSON',
    '{"tlsVersion":"TLSv1.3",…}',
    'most calls that no service made',
  ),
  readOnly: note(
    'Whether the action only reads',
    'true',
    'most calls; not all data, service and network activity events',
  ),
  managementEvent: note(
    'Whether it is a management event',
    'true',
    'all calls but network activity events, from version 1.06 on',
  ),
  eventType: note('What caused the event', 'AwsApiCall', 'all, from version 1.02 on'),
  eventCategory: note('Category of the event', 'Management', 'all, from version 1.07 on'),
  requestParameters: note(
    'Parameters of the call, as JSON',
    '{"bucketName":"invoices"}',
    'calls with parameters',
  ),
  responseElements: note(
    'What the call answered, as JSON',
    '{"user":{…}}',
    'calls that change something, new sessions of STS, sign-ins',
  ),
  resources: note(
    'Resources as the record lists them, as JSON',
    '[{"ARN":"arn:aws:s3:::invoices"}]',
    'data events; some others, as of KMS, S3 and STS',
  ),
  additionalEventData: note(
    'What the service adds, as JSON',
    '{"MFAUsed":"Yes"}',
    'sign-ins, S3, STS and some other services',
  ),
  mfaUsed: note(
    'Whether a sign-in used MFA at AWS; `No` where another provider asked for it',
    'Yes',
    'console sign-ins',
  ),
  serviceEventDetails: note('What a service did by itself, as JSON', '{"keyId":"…"}', 'some service events'),
  otherFields: note(
    'Parts of the record without a column, as JSON',
    '{"edgeDeviceDetails":…}',
    'records with such parts, Insights among them',
  ),
  addendumReason: note(
    'Why a record was delivered late or once more, corrected',
    'DELIVERY_DELAY',
    'late or corrected records',
  ),
  eventID: note('ID of the event', 'f9d3c1b2-0000-4000-8000-000000000001', 'all, from version 1.01 on'),
  requestID: note('ID of the request', '79104EXAMPLEB723', 'most calls'),
  sharedEventID: note(
    'ID shared by the copies in several accounts; of Insights events by beginning and end',
    'f9d3c1b2-…',
    'some calls that several accounts see, Insights',
  ),
  eventVersion: note('Version of the record format', '1.11', 'all'),
  apiVersion: note('Version of the API', '2012-08-10', 'calls of some services'),
  partial: note('What a record that is not whole was made of', 'table row', 'rows of tables, OCSF'),
  fileName: note('The file that the record came from', '111122223333_CloudTrail_….json.gz', 'all'),
};
