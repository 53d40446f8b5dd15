/**
 * Named filters for the questions that are asked of every trail. Each is only a search text, which one can edit.
 * Sources: CIS AWS Foundations monitoring patterns (4.1–4.15), AWS's CloudTrail Lake sample queries. Where those patterns
 * err, the reason stands beside the preset. None of them asks whether the event succeeded, unless it says so: a refused
 * attempt is worth seeing, and “outcome:success” is one more word.
 */
import { PROTECTION, SECRETS } from '#cloudtrail/protection.ts';
import type { NamesBySource } from '#cloudtrail/protection.ts';
import type { Filter } from './filter.ts';
import { parseSearch } from './search-syntax.ts';

export interface Preset {
  readonly id: string;
  readonly label: string;
  /** A sentence: what it shows, and what it leaves out. */
  readonly about: string;
  readonly search: string;
}

const oneOf = (field: string, names: string): string =>
  `${field}:(${names.trim().split(/\s+/).join(' OR ')})`;

const CHANGES = 'verb:(write OR destructive)';

/**
 * In EC2 alone: CreateRoute is a call of API Gateway too, CreateVpcEndpoint one of OpenSearch. Rules of groups (CIS
 * 4.10), network ACLs (4.11), gateways (4.12), routes (4.13), VPCs (4.14), and what came after the lists.
 */
const NETWORK = `
  AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress
  CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules
  UpdateSecurityGroupRuleDescriptionsIngress UpdateSecurityGroupRuleDescriptionsEgress
  CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry
  ReplaceNetworkAclAssociation
  CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway
  DetachInternetGateway CreateNatGateway DeleteNatGateway CreateEgressOnlyInternetGateway
  CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute
  DisassociateRouteTable AssociateRouteTable
  CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection
  DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc
  DisableVpcClassicLink EnableVpcClassicLink CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints`;

/** CIS 4.8 predates the public access blocks. The names are those that the log writes, which differ from the IAM actions. */
const S3_ACCESS = `
  PutBucketAcl PutBucketPolicy DeleteBucketPolicy PutBucketCors DeleteBucketCors PutBucketLifecycle
  PutBucketLifecycleConfiguration DeleteBucketLifecycle PutBucketReplication DeleteBucketReplication
  PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock
  PutBucketOwnershipControls DeleteBucketOwnershipControls PutBucketWebsite PutObjectAcl
  PutAccessPointPolicy DeleteAccessPointPolicy CreateAccessPoint`;

const bySource = (list: NamesBySource): string =>
  list.map(([source, names]) => `(eventSource:${source} ${oneOf('eventName', names)})`).join(' OR ');

export const PRESETS: readonly Preset[] = [
  {
    id: 'writes',
    label: 'Writes only',
    about:
      'Everything that changes or deletes something, or tried to. Reads and the use of keys are left out.',
    search: CHANGES,
  },
  {
    id: 'denied',
    label: 'Denied',
    about: 'Every request that was refused: no permission, no valid credentials, or a sign-in that failed.',
    search: 'outcome:denied',
  },
  {
    id: 'sign-ins',
    label: 'Console sign-ins',
    about: 'Sign-ins to the AWS console, successful or not.',
    search: 'eventName:ConsoleLogin',
  },
  {
    id: 'sign-in-failures',
    label: 'Sign-in failures',
    about: 'Sign-ins to the console, and steps of a sign-in through Identity Center, that did not succeed.',
    search: `${oneOf('eventName', 'ConsoleLogin CredentialChallenge CredentialVerification UserAuthentication')} -outcome:success`,
  },
  {
    id: 'sign-ins-without-mfa',
    label: 'Sign-ins without MFA',
    about:
      'Successful console sign-ins of users and root without MFA. Federated sign-ins prove it elsewhere and are left out.',
    // CIS 4.2 alone would list every federated sign-in, and those that failed.
    search: 'eventName:ConsoleLogin outcome:success userIdentityType:(IAMUser OR Root) -mfaUsed:Yes',
  },
  {
    id: 'root',
    label: 'Root activity',
    about: 'What somebody did as root; what AWS services did in its name is left out.',
    search: 'userIdentityType:Root -invokedBy:* -eventType:AwsServiceEvent',
  },
  {
    id: 'iam-changes',
    label: 'IAM changes',
    about: 'Users, keys, roles, groups and policies that were created, changed or deleted in IAM.',
    // The service is named because CreatePolicy exists in Organizations too (CIS 4.4 does not).
    search: `eventSource:iam.amazonaws.com ${CHANGES}`,
  },
  {
    id: 'network-changes',
    label: 'Security groups and network',
    about: 'Changes of security groups, network ACLs, gateways, routes, VPCs and their endpoints.',
    search: `eventSource:ec2.amazonaws.com ${oneOf('eventName', NETWORK)}`,
  },
  {
    id: 's3-access',
    label: 'S3 policies and public access',
    about: 'Changes of bucket policies, ACLs, public access blocks, ownership, replication and lifecycle.',
    // EFS has access points too.
    search: `${oneOf('eventSource', 's3.amazonaws.com s3express.amazonaws.com')} ${oneOf('eventName', S3_ACCESS)}`,
  },
  {
    id: 'protection-off',
    label: 'Logging and protection switched off',
    about:
      'Calls that stop, delete or weaken CloudTrail, Config, GuardDuty, Security Hub, flow logs, alarms and keys.',
    search: bySource(PROTECTION),
  },
  {
    id: 'by-hand',
    label: 'By hand in the console',
    about:
      'Changes made with credentials of a console session, or by the console itself in records that do not say so.',
    search: `${CHANGES} (sessionCredentialFromConsole:true OR userAgent:(console.amazonaws.com OR console.*.amazonaws.com OR *S3Console*)) -eventType:AwsConsoleSignIn`,
  },
  {
    id: 'cross-account',
    label: 'Across accounts',
    about: 'The caller belongs to another account than the one that received the event.',
    search: 'userIdentityAccountId:* recipientAccountId:* -userIdentityAccountId:@recipientAccountId',
  },
  {
    id: 'secrets',
    label: 'Secrets read',
    about: 'Calls that hand out secrets, parameters, passwords, certificates or database credentials.',
    search: bySource(SECRETS),
  },
];

export function presetFilter(preset: Preset): Filter {
  return parseSearch(preset.search).filter;
}
