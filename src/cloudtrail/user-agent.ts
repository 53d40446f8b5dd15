/**
 * What made a call, from its user agent: one word for the hundreds of versions and platforms that one program writes.
 * A user agent is written by the caller and can say anything: a family is a way to sort, not a proof.
 * Sources: CloudTrail User Guide, userAgent element; AWS SDKs and Tools Reference Guide, user agent header; public logs.
 */

/** Agents are cut before they are looked at: the program's name stands at the beginning. */
const LOOKED_AT = 1_000;

/** The most telling name wins, so programs stand before the libraries that they are made with. */
const FAMILIES: readonly (readonly [family: string, pattern: RegExp])[] = [
  ['Stratus Red Team', /\bstratus-red-team/i],
  ['Pacu', /\bpacu\b/i],
  ['S3 Browser', /\bs3 ?browser\b/i],
  ['Cloud Custodian', /\b(?:cloud ?custodian|c7n)\b/i],
  ['Prowler', /\bprowler\b/i],
  ['ScoutSuite', /\bscout ?suite\b/i],
  ['TruffleHog', /\btrufflehog\b/i],
  ['Terraform', /\bterraform\b/i],
  ['Pulumi', /\bpulumi\b/i],
  ['Ansible', /\bansible\b/i],
  ['AWS CDK', /\baws-cdk\b/i],
  ['CloudFormation', /^cloudformation\.amazonaws\.com(?:\.cn)?$/i],
  ['GitHub Actions', /\b(?:aws-actions|configure-aws-credentials|github-actions)\b/i],
  ['CloudShell', /\bexec-env\/cloudshell\b/i],
  ['SSM agent', /\bamazon-ssm-agent\b/i],
  ['ECS agent', /\bamazon[ -]ecs[ -]agent\b/i],
  ['Kubernetes', /\b(?:kubernetes|k8s|kubelet|karpenter|cluster-autoscaler|eksctl)\b/i],
  ['S3 console', /^(?:s3console\b|aws console s3\b)/i],
  ['Console', /^(?:console|signin)(?:\.[\w-]+)*\.amazonaws\.com(?:\.cn)?$/i],
  ['Console', /^[\w ]*console(?:frontend|backend)?(?:$|[,/ ])/i],
  ['AWS service', /^[\w.-]+\.amazonaws\.com(?:\.cn)?$/i],
  ['AWS Internal', /^aws internal\b|\baws-internal\//i],
  ['AWS CLI v1', /\baws-cli\/1\./i],
  ['AWS CLI v2', /\baws-cli\/2\./i],
  ['AWS CLI', /\baws-cli\b/i],
  ['Tools for PowerShell', /\b(?:awspowershell|aws-?tools-?powershell)/i],
  ['Boto3', /\bboto3\//i],
  ['Botocore', /\bbotocore\//i],
  ['SDK for Java', /\baws-sdk-java\//i],
  ['SDK for JavaScript', /\baws-sdk-(?:js|nodejs|react-native)\//i],
  ['SDK for Go', /\baws-sdk-go(?:-v2)?\//i],
  ['SDK for .NET', /\baws-sdk-(?:dotnet|net)/i],
  ['SDK for Ruby', /\baws-sdk-ruby/i],
  ['SDK for PHP', /\baws-sdk-php/i],
  ['SDK for Rust', /\baws-sdk-rust|\brusoto\//i],
  ['SDK for C++', /\baws-sdk-cpp/i],
  ['SDK for Kotlin', /\baws-sdk-kotlin/i],
  ['SDK for Swift', /\baws-sdk-swift/i],
  ['Browser', /^(?:mozilla\b|opera\/|chrome\b)/i],
  ['HTTP client', /^(?:curl|wget|python-requests|python-urllib3?|go-http-client|apache-httpclient)\b/i],
  ['HTTP client', /^(?:okhttp|jersey|java|axios|node-fetch|postmanruntime|coral|rclone|minio)\b/i],
];

/** For agents of no family that is known here. */
export const OTHER_FAMILY = 'Other';

/** Null where there is no agent. S3 writes its agents in square brackets. */
export function userAgentFamily(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const agent = userAgent.slice(0, LOOKED_AT).trim().replace(/^\[/, '').replace(/\]$/, '').trim();
  return FAMILIES.find(([, pattern]) => pattern.test(agent))?.[0] ?? OTHER_FAMILY;
}
