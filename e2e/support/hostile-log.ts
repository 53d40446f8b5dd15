/** Records with a hostile text in every field of a record, one record for each text. */
import { HOSTILE_STRINGS } from '../../src/lib/testing/hostile-strings.ts';
import { type CloudTrailRecord, makeRecord } from './fixtures.ts';

/** The longest are shorter here: thirty of each in a record make megabytes of it. */
export const TEXTS = HOSTILE_STRINGS.map(({ kind, text }) => ({ kind, text: text.slice(0, 3_000) }));

export function hostileRecords(): readonly CloudTrailRecord[] {
  return TEXTS.map(({ text }, n) => hostileRecord(text, n));
}

function hostileRecord(text: string, n: number): CloudTrailRecord {
  const type = ['IAMUser', 'AssumedRole', 'FederatedUser', text][n % 4];
  return makeRecord(n, {
    time: new Date(Date.UTC(2025, 9, 1, 0, 0, 0) + n * 600_000).toISOString().replace('.000Z', 'Z'),
    error: n % 3 === 0 ? 'AccessDenied' : text,
    more: {
      userIdentity: {
        type,
        principalId: `AROA${n}:${text}`,
        arn: text,
        accountId: n % 2 === 0 ? '111122223333' : text,
        accessKeyId: n % 2 === 0 ? `ASIA${n}` : text,
        userName: text,
        invokedBy: text,
        identityProvider: text,
        sessionContext: {
          sessionIssuer: { type: 'Role', userName: text, arn: text, accountId: text, principalId: text },
          attributes: { creationDate: text, mfaAuthenticated: text },
          sourceIdentity: text,
        },
        [text]: text,
      },
      eventSource: n % 2 === 0 ? 'iam.amazonaws.com' : text,
      eventName:
        n % 2 === 0
          ? (['CreateUser', 'AssumeRole', 'DeleteBucket', 'CreateAccessKey'][(n / 2) % 4] ?? '')
          : text,
      awsRegion: text,
      sourceIPAddress: text,
      userAgent: text,
      errorMessage: `User: ${text} is not authorized to perform: ${text} on resource: ${text}`,
      requestParameters: {
        userName: text,
        bucketName: text,
        roleArn: text,
        roleSessionName: text,
        policyDocument: text,
        [text]: { [text]: [text] },
      },
      responseElements: {
        credentials: { accessKeyId: text, sessionToken: text, expiration: text },
        user: { userName: text, arn: text },
        [text]: text,
      },
      resources: [{ ARN: text, type: text, accountId: text }],
      additionalEventData: { [text]: text, MFAUsed: text },
      serviceEventDetails: { [text]: text },
      tlsDetails: { tlsVersion: text, cipherSuite: text, clientProvidedHostHeader: text },
      requestID: text,
      recipientAccountId: text,
      sharedEventID: text,
      vpcEndpointId: text,
      apiVersion: text,
      eventType: text,
      eventCategory: text,
      readOnly: n % 2 === 1,
      [text]: text,
    },
  });
}
