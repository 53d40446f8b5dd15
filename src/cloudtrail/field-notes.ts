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
  eventTime: note('When the call was made, to the second, in UTC', '2025-10-10T18:42:07Z', 'all'),
  eventName: note('The API action', 'DeleteBucket'),
  eventSource: note('The service that answered', 's3.amazonaws.com'),
  principal: note('Who acted, in one name', 'role/deploy'),
  sourceIPAddress: note('Where the call came from; for services their host name', '203.0.113.7'),
  awsRegion: note('The region that answered', 'eu-central-1', 'all'),
  outcome: note('How the call ended', 'denied'),
  resource: note('What was acted on', 'arn:aws:s3:::invoices'),
  verb: note('What sort of act the call is', 'destructive'),
  errorCode: note('The error as AWS names it', 'AccessDenied', 'failed calls'),
  errorMessage: note('The error in words', 'User … is not authorized to perform …', 'failed calls'),
  principalKind: note('What the principal is', 'role'),
  userIdentityType: note('The type of identity, as recorded', 'AssumedRole'),
  userName: note('Name of the IAM user', 'alice', 'IAM users, sign-ins'),
  roleName: note('Name of the role behind a session', 'deploy', 'assumed roles'),
  sessionName: note('Name given to the role session', 'build-4711', 'assumed roles'),
  accessKeyId: note('Access key that signed the call', 'AKIAIOSFODNN7EXAMPLE', 'signed calls'),
  userIdentityArn: note(
    'ARN of the caller',
    'arn:aws:iam::111122223333:user/alice',
    'all but services and foreign accounts',
  ),
  userIdentityAccountId: note('Account of the caller', '111122223333', 'all but services'),
  principalId: note('Unique ID of the caller', 'AIDAEXAMPLE0000000001'),
  sourceIdentity: note(
    'Identity that a session carries through all roles',
    'alice',
    'sessions that were given one',
  ),
  person: note('The human over several identities', 'alice'),
  sessionId: note('One set of temporary credentials', 'ASIAIOSFODNN7EXAMPLE', 'sessions'),
  rootPrincipal: note('Where the chain of sessions begins', 'alice', 'sessions'),
  blastRadius: note('Key or principal from which it all came', 'AKIAIOSFODNN7EXAMPLE'),
  invokedBy: note(
    'Service that made the call for somebody',
    'cloudformation.amazonaws.com',
    'calls by services',
  ),
  mfaAuthenticated: note('Whether the session began with MFA', 'true', 'temporary credentials'),
  sessionCreated: note('When the session was created', '2025-10-10T18:00:00Z', 'temporary credentials'),
  identityProvider: note('Provider of a federated identity', 'accounts.google.com', 'federated sign-ins'),
  onBehalfOf: note(
    'Identity Center user for whom it was done',
    '94482488-3041-7005-8bb1-example',
    'IAM Identity Center',
  ),
  credentialId: note('ID of a bearer token', 'EXAMPLEcredential', 'IAM Identity Center'),
  inScopeOf: note(
    'Resource to which a service gave the credentials',
    'arn:aws:lambda:…:function:etl',
    'calls from services',
  ),
  ec2RoleDelivery: note('Version of the instance metadata service', '2.0', 'EC2 instance roles'),
  userIdentity: note('All of the identity, as JSON', '{"type":"Root",…}'),
  userAgent: note('Program that made the call, as it calls itself', 'aws-cli/2.15.0 …'),
  userAgentFamily: note('Kind of that program', 'AWS CLI v2'),
  recipientAccountId: note('Account in whose trail the event is', '111122223333', 'all'),
  vpcEndpointId: note(
    'VPC endpoint that the call went through',
    'vpce-0a1b2c3d',
    'calls through VPC endpoints',
  ),
  vpcEndpointAccountId: note('Account that owns the endpoint', '111122223333', 'calls through VPC endpoints'),
  sessionCredentialFromConsole: note(
    'Whether it came from a console session',
    'true',
    'calls from the console',
  ),
  tlsDetails: note(
    'TLS version, cipher and host, as JSON',
    '{"tlsVersion":"TLSv1.3",…}',
    'most signed calls',
  ),
  readOnly: note('Whether the action only reads', 'true'),
  managementEvent: note('Whether it is a management event', 'true'),
  eventType: note('What caused the event', 'AwsApiCall', 'all'),
  eventCategory: note('Category of the event', 'Management', 'all'),
  requestParameters: note(
    'Parameters of the call, as JSON',
    '{"bucketName":"invoices"}',
    'calls with parameters',
  ),
  responseElements: note(
    'What a changing call answered, as JSON',
    '{"user":{…}}',
    'calls that change something',
  ),
  resources: note(
    'Resources as the record lists them, as JSON',
    '[{"ARN":"arn:aws:s3:::invoices"}]',
    'mostly data events',
  ),
  additionalEventData: note('What the service adds, as JSON', '{"MFAUsed":"Yes"}', 'some services, sign-ins'),
  mfaUsed: note('Whether a sign-in used MFA', 'Yes', 'console sign-ins'),
  serviceEventDetails: note('What a service did by itself, as JSON', '{"keyId":"…"}', 'service events'),
  otherFields: note(
    'Parts of the record without a column, as JSON',
    '{"edgeDeviceDetails":…}',
    'records with such parts',
  ),
  addendumReason: note(
    'Why a record was delivered late or again',
    'DELIVERY_DELAY',
    'late or corrected records',
  ),
  eventID: note('ID of the event', 'f9d3c1b2-0000-4000-8000-000000000001', 'all'),
  requestID: note('ID of the request', '79104EXAMPLEB723', 'most calls'),
  sharedEventID: note(
    'ID shared by the copies in several accounts',
    'f9d3c1b2-…',
    'calls across accounts, Insights',
  ),
  eventVersion: note('Version of the record format', '1.11', 'all'),
  apiVersion: note('Version of the API', '2012-08-10', 'some services'),
  partial: note('What a record that is not whole was made of', 'table row', 'rows of tables, OCSF'),
  fileName: note('The file that the record came from', '111122223333_CloudTrail_….json.gz', 'all'),
};
