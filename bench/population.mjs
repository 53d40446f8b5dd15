// @ts-check
// The made-up world of the benchmark: numbers drawn fast, actions and callers. Text, not objects: a record is
// put together from prepared pieces of JSON, because a million of them must be written in a minute.

/** @typedef {ReturnType<typeof createDice>} Dice */

const HEX4 = Array.from({ length: 65536 }, (_, i) => i.toString(16).padStart(4, '0'));
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_PAIRS = Array.from({ length: 4096 }, (_, i) => BASE64.charAt(i >> 6) + BASE64.charAt(i & 63));
const UPPER_PAIRS = Array.from({ length: 1024 }, (_, i) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return letters.charAt(i >> 5) + letters.charAt(i & 31);
});

/** xoshiro128**, seeded through splitmix32. @param {number} seed */
export function createDice(seed) {
  let s = seed >>> 0;
  const mix = () => {
    s = (s + 0x9e3779b9) | 0;
    let t = Math.imul(s ^ (s >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix();

  /** @returns {number} 32 bits */
  function bits() {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  /** @param {number} count @returns {number} 0 … count − 1 */
  const below = (count) => Math.floor((bits() / 4294967296) * count);
  const hex8 = () => {
    const word = bits();
    return (HEX4[word >>> 16] ?? '') + (HEX4[word & 65535] ?? '');
  };
  /** @param {readonly string[]} pairs @param {number} mask @param {number} length */
  const letters = (pairs, mask, length) => {
    let text = '';
    for (let i = 0; i < length; i += 2) text += pairs[bits() & mask] ?? '';
    return text;
  };

  return {
    below,
    hex8,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick(list) {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('pick: the list is empty');
      return item;
    },
    /** Small numbers far more often than large ones, as callers and buckets are. @param {number} count */
    skewed(count) {
      const x = bits() / 4294967296;
      return Math.floor(x * x * x * count);
    },
    uuid() {
      const one = bits();
      const two = bits();
      const variant = 0x8000 | (two & 0x3fff);
      const middle = `${HEX4[one >>> 16]}-4${(HEX4[one & 65535] ?? '').slice(1)}-${HEX4[variant]}`;
      return `${hex8()}-${middle}-${HEX4[two >>> 16]}${hex8()}`;
    },
    /** @param {number} length even */
    base64: (length) => letters(BASE64_PAIRS, 4095, length),
    /** @param {number} length even */
    upper: (length) => letters(UPPER_PAIRS, 1023, length),
  };
}

export const ACCOUNTS = ['111122223333', '444455556666', '777788889999', '123456789012'];
export const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1'];

/**
 * @typedef {object} Action
 * @property {string} source without `.amazonaws.com`
 * @property {string} name
 * @property {boolean} read
 * @property {boolean} data
 */

/** Service, how often (parts of 1,000), its actions from frequent to rare. `!` in front: a data event. */
const SERVICES = `
s3 330 !GetObject !PutObject !HeadObject !ListObjects !DeleteObject GetBucketAcl GetBucketLocation ListBuckets GetBucketPolicy GetBucketVersioning PutBucketPolicy DeleteBucketPolicy PutBucketLifecycle CreateBucket
kms 130 Decrypt GenerateDataKey Encrypt DescribeKey ListAliases CreateGrant ListKeys ScheduleKeyDeletion
sts 110 AssumeRole GetCallerIdentity AssumeRoleWithWebIdentity AssumeRoleWithSAML GetSessionToken
ec2 120 DescribeInstances DescribeSecurityGroups DescribeVolumes DescribeSubnets DescribeVpcs DescribeNetworkInterfaces DescribeTags DescribeSnapshots DescribeImages CreateTags CreateSnapshot DeleteSnapshot RunInstances TerminateInstances StopInstances StartInstances AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress CreateNetworkInterface DeleteNetworkInterface
dynamodb 70 !GetItem !PutItem !Query !UpdateItem DescribeTable ListTables UpdateTable
logs 55 CreateLogStream DescribeLogGroups DescribeLogStreams FilterLogEvents CreateLogGroup PutRetentionPolicy DeleteLogGroup
lambda 45 !Invoke GetFunction20150331v2 ListFunctions20150331 UpdateFunctionCode20150331v2 UpdateFunctionConfiguration20150331v2 CreateFunction20150331
ssm 40 UpdateInstanceInformation GetParameters GetParametersByPath GetParameter DescribeParameters PutParameter StartSession SendCommand
iam 30 GetRole ListRoles ListAttachedRolePolicies GetPolicyVersion ListUsers ListAccessKeys GetUser PutRolePolicy CreateRole AttachRolePolicy CreateAccessKey CreateUser DeleteRole UpdateAssumeRolePolicy
secretsmanager 20 GetSecretValue DescribeSecret ListSecrets PutSecretValue
cloudformation 16 DescribeStacks DescribeStackEvents ListStacks CreateChangeSet ExecuteChangeSet DescribeChangeSet
monitoring 12 DescribeAlarms GetMetricData ListMetrics PutMetricAlarm
ecs 10 DescribeTasks ListTasks DescribeServices UpdateService RegisterTaskDefinition RunTask
rds 6 DescribeDBInstances DescribeDBSnapshots CreateDBSnapshot ModifyDBInstance
config 3 DescribeConfigRules PutEvaluations
cloudtrail 2 DescribeTrails GetTrailStatus LookupEvents StopLogging
organizations 1 ListAccounts DescribeOrganization`;

/** One entry per part of a thousand and action: picking one at random gives the shares above. */
export const ACTIONS = (() => {
  /** @type {Action[]} */
  const table = [];
  for (const line of SERVICES.trim().split('\n')) {
    const [source = '', share = '0', ...names] = line.split(' ');
    const weights = names.map((_, i) => 1 / (i + 1) ** 1.4);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, written] of names.entries()) {
      const name = written.replace('!', '');
      const read =
        /^(Get|List|Head|Describe|Decrypt|Encrypt|GenerateDataKey|AssumeRole|Query|Filter|Lookup)/.test(name);
      const parts = Math.max(1, Math.round((Number(share) * 10 * (weights[i] ?? 0)) / total));
      for (let j = 0; j < parts; j++) table.push({ source, name, read, data: written.startsWith('!') });
    }
  }
  return table;
})();

/** @param {number} number */
const agentOf = (number) => {
  const patch = Math.floor(number / 6);
  return [
    `aws-cli/2.${15 + (patch % 17)}.${patch % 31} md/awscrt#0.27.${patch % 9} ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.${patch % 8} md/prompt#off`,
    `Boto3/1.${26 + (patch % 15)}.${patch % 160} md/Botocore#1.${29 + (patch % 12)}.${patch % 160} ua/2.0 os/linux#5.10.240 md/arch#aarch64 lang/python#3.11.${patch % 9}`,
    `aws-sdk-java/2.${20 + (patch % 14)}.${patch % 160} md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.147 lang/java#21.0.${patch % 9} md/OpenJDK_64-Bit_Server_VM`,
    `aws-sdk-go-v2/1.${patch % 40}.0 ua/2.1 os/linux lang/go#1.${20 + (patch % 6)} md/GOOS#linux md/GOARCH#amd64 api/s3#1.${patch % 90}.0`,
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (patch % 41)}.0.0.0 Safari/537.36`,
    `APN/1.0 HashiCorp/1.0 Terraform/1.${patch % 14}.${patch % 7} (+https://www.terraform.io) terraform-provider-aws/5.${patch % 99}.0`,
  ][number % 6];
};

export const AGENTS = Array.from({ length: 420 }, (_, i) => agentOf(i) ?? '');
