/** A few records with everything in them that a filter could trip over. */
import { log, record } from '#session/testing/workbench.ts';
import type { SourceFile } from '#session/session.ts';

const role = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:alice',
  arn: 'arn:aws:sts::444455556666:assumed-role/Deploy/alice',
  accountId: '444455556666',
  accessKeyId: 'ASIAEXAMPLE1',
  sessionContext: {
    sessionIssuer: { type: 'Role', userName: 'Deploy', arn: 'arn:aws:iam::444455556666:role/Deploy' },
    attributes: { creationDate: '2025-10-01T00:00:00Z', mfaAuthenticated: 'true' },
    sourceIdentity: 'Alice',
    ec2RoleDelivery: '2.0',
  },
};

const MEMBERS: readonly Readonly<Record<string, unknown>>[] = [
  { userIdentity: role, recipientAccountId: '111122223333', readOnly: false, managementEvent: true },
  { userIdentity: role, recipientAccountId: '444455556666', readOnly: true, vpcEndpointId: 'vpce-1' },
  { errorCode: 'AccessDenied', errorMessage: 'User: x is not authorized to perform: s3:GetObject "why?"\n' },
  { errorCode: 'Client.UnauthorizedOperation', sharedEventID: 'AAAAAAAA-0000-4000-8000-00000000000F' },
  { requestParameters: { 'aws:SourceIp': '10.1.2.3', 'a.b': 'dotted', a: { b: 'nested' } } },
  {
    requestParameters: { items: [{ size: 5 }, { size: 50.5 }, [{ size: '500' }]], Host: 'S3.amazonaws.com' },
  },
  {
    requestParameters: {
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}',
      path: '/a/b\\c',
    },
  },
  { requestParameters: {}, responseElements: null, resources: [] },
  { resources: [{ ARN: 'arn:aws:s3:::bucket-9/key', accountId: '111122223333', type: 'AWS::S3::Object' }] },
  { responseElements: { ConsoleLogin: 'Failure' }, eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' },
  { additionalEventData: { MFAUsed: 'No', bytesTransferredOut: 12345, 'x-amz-id-2': 'abc/def+==' } },
  { addendum: { reason: 'DELIVERY_DELAY', updatedFields: 'x' }, eventContext: { tags: ['é', 'Ω', '😀'] } },
  { tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' }, apiVersion: '2015-03-31' },
  { serviceEventDetails: { account_id: '1', role_name: '<b>%_' }, sessionCredentialFromConsole: 'true' },
  { sourceIPAddress: '10.1.2.3', userAgent: 'aws-cli/2.1 (Linux) *?\\"' },
  {
    sourceIPAddress: '10.200.0.1',
    userAgent: '[S3Console/0.4]',
    userIdentity: { type: 'Root', accountId: '1' },
  },
  {
    sourceIPAddress: 's3.amazonaws.com',
    userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' },
  },
  { eventName: 'GetSecretValue', eventSource: 'secretsmanager.amazonaws.com', eventCategory: 'Management' },
  { userIdentity: null, eventID: 'not a uuid', requestID: 'REQ-1', awsRegion: undefined },
];

export function fixtureFiles(): SourceFile[] {
  const texts = MEMBERS.map((members, n) => record(n, members));
  const escaped = record(90, { requestParameters: { bucketName: 'ESC', k: 'slash/slash' } })
    .replace('"ESC"', '"\\u0065sc-bucket"')
    .replace('slash/slash', 'slash\\/Sl\\u0061sh');
  return [
    log('fixtures/one.json.gz', [...texts, escaped]),
    log('fixtures/Two (2).json.gz', [record(91), record(92)]),
  ];
}
