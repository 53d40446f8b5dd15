/**
 * Calls by what is at stake: what watches over an account, and what hands out its secrets. Only names: whether a call
 * went through, and whether it weakened or strengthened, is for the reader to see.
 * Sources: as of the presets (`query/presets.ts`); GuardDuty and Security Hub API references.
 */

export type NamesBySource = readonly (readonly [source: string, names: string])[];

/** Calls that stop, delete or weaken what watches. By service, since names such as DeleteDetector or Disable mean other things elsewhere. */
export const PROTECTION: NamesBySource = [
  [
    'cloudtrail.amazonaws.com',
    `StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors DeleteEventDataStore UpdateEventDataStore
     StopEventDataStoreIngestion DeregisterOrganizationDelegatedAdmin`,
  ],
  [
    'config.amazonaws.com',
    `StopConfigurationRecorder DeleteConfigurationRecorder PutConfigurationRecorder DeleteDeliveryChannel
     PutDeliveryChannel DeleteConfigRule DeleteRetentionConfiguration`,
  ],
  [
    'guardduty.amazonaws.com',
    `DeleteDetector UpdateDetector StopMonitoringMembers DeleteMembers DisassociateMembers
     DisassociateFromMasterAccount DisassociateFromAdministratorAccount DeletePublishingDestination CreateIPSet
     UpdateIPSet CreateFilter ArchiveFindings DisableOrganizationAdminAccount`,
  ],
  [
    'securityhub.amazonaws.com',
    `DisableSecurityHub BatchDisableStandards DeleteMembers DisassociateMembers DisassociateFromMasterAccount
     DisassociateFromAdministratorAccount UpdateStandardsControl`,
  ],
  ['ec2.amazonaws.com', 'DeleteFlowLogs DisableEbsEncryptionByDefault'],
  [
    'logs.amazonaws.com',
    'DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteSubscriptionFilter DeleteDestination',
  ],
  ['monitoring.amazonaws.com', 'DeleteAlarms DisableAlarmActions'],
  ['events.amazonaws.com', 'DeleteRule DisableRule RemoveTargets'],
  ['kms.amazonaws.com', 'DisableKey ScheduleKeyDeletion'],
  ['wafv2.amazonaws.com', 'DeleteWebACL DisassociateWebACL DeleteLoggingConfiguration'],
  ['macie2.amazonaws.com', 'DisableMacie DisassociateFromAdministratorAccount'],
  ['inspector2.amazonaws.com', 'Disable'],
  ['access-analyzer.amazonaws.com', 'DeleteAnalyzer'],
  ['s3.amazonaws.com', 'PutBucketLogging'],
];

export const SECRETS: NamesBySource = [
  ['secretsmanager.amazonaws.com', 'GetSecretValue BatchGetSecretValue'],
  ['ssm.amazonaws.com', 'GetParameter GetParameters GetParametersByPath GetParameterHistory'],
  ['ec2.amazonaws.com', 'GetPasswordData GetLaunchTemplateData'],
  ['acm.amazonaws.com', 'ExportCertificate'],
  [
    'lightsail.amazonaws.com',
    'DownloadDefaultKeyPair GetInstanceAccessDetails GetRelationalDatabaseMasterUserPassword',
  ],
  ['redshift.amazonaws.com', 'GetClusterCredentials GetClusterCredentialsWithIAM'],
];

/** Guards of one thing: worth telling, and too many for a preset about what watches over the whole account. */
const GUARDS: NamesBySource = [
  [
    's3.amazonaws.com',
    `DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock PutBucketVersioning DeleteBucketEncryption
     PutBucketLifecycle PutBucketLifecycleConfiguration`,
  ],
  ['iam.amazonaws.com', 'DeactivateMFADevice DeleteVirtualMFADevice DeleteAccountPasswordPolicy'],
  ['organizations.amazonaws.com', 'LeaveOrganization DetachPolicy DisablePolicyType DisableAWSServiceAccess'],
];

function keysOf(lists: readonly NamesBySource[]): ReadonlySet<string> {
  return new Set(
    lists.flat().flatMap(([source, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => `${source} ${name}`),
    ),
  );
}

const PROTECTION_KEYS = keysOf([PROTECTION, GUARDS]);
const SECRET_KEYS = keysOf([SECRETS]);

/** Whether a call touches what protects: logging, detection, alarms, public access blocks, MFA. */
export function touchesProtection(eventSource: string, eventName: string): boolean {
  return PROTECTION_KEYS.has(`${eventSource} ${eventName}`);
}

/** Whether a call hands out a secret. */
export function handsOutSecret(eventSource: string, eventName: string): boolean {
  return SECRET_KEYS.has(`${eventSource} ${eventName}`);
}
