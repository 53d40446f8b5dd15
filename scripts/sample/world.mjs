// @ts-check
// Who and what exists in the made-up organisation. Account ids, addresses and domains come from the ranges
// that are set aside for documentation; keys and ids carry the word EXAMPLE.

import { hexOf } from './random.mjs';

export const SEED = 'trailscope-sample-1';
export const DAYS = 14;
export const FIRST_DAY = Date.UTC(2025, 9, 1) / 1000;
/** Nothing happens after this second: the last files are delivered a few minutes later. */
export const LAST_SECOND = FIRST_DAY + DAYS * 86400 - 601;

export const PROD = '111122223333';
export const STAGING = '444455556666';
export const SECURITY = '777788889999';
export const ACCOUNTS = [PROD, STAGING, SECURITY];

export const EU = 'eu-west-1';
export const US = 'us-east-1';
export const WEST = 'us-west-2';

/**
 * @param {number} day 0 = 2025-10-01
 * @param {number} [hour] may have a fraction
 */
export const time = (day, hour = 0) => Math.floor(FIRST_DAY + day * 86400 + hour * 3600);

/** @param {string} text e.g. `2025-10-10T19:02:11Z` */
export const at = (text) => Date.parse(text) / 1000;

/** @param {number} seconds */
export const iso = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** @param {number} day */
export function isWorkday(day) {
  const weekday = new Date(time(day) * 1000).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

export const OFFICE = ['203.0.113.10', '203.0.113.11'];
export const CI_RUNNERS = ['203.0.113.50', '203.0.113.51', '203.0.113.52'];
export const BACKUP_SERVER = '203.0.113.60';
export const ATTACKER = '198.51.100.77';

export const CI_KEY = 'AKIAEXAMPLECIDEPLOY1';
export const CI_NEW_KEY = 'AKIAEXAMPLECIDEPLOY2';
export const BACKUP_KEY = 'AKIAEXAMPLEBACKUP001';
export const INTRUDER = 'ops-helper';
export const OPS_KEY = 'AKIAEXAMPLEOPSHELP01';

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';

export const AGENTS = {
  chrome: CHROME,
  edge: EDGE,
  firefox: FIREFOX,
  cliMac:
    'aws-cli/2.31.2 md/awscrt#0.27.6 ua/2.1 os/macos#24.6.0 md/arch#arm64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off',
  cliLinux:
    'aws-cli/2.28.9 md/awscrt#0.27.4 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off',
  ci: 'aws-sdk-js/3.888.0 ua/2.1 os/linux#6.1.147 lang/js md/nodejs#22.19.0 api/cloudformation#3.888.0 m/E,b',
  backup: 'Boto3/1.17.112 Python/3.6.8 Linux/4.18.0-553.el8_10.x86_64 Botocore/1.20.112',
  inventory:
    'Boto3/1.40.36 md/Botocore#1.40.36 ua/2.1 os/linux#5.10.240 md/arch#aarch64 lang/python#3.13.5 exec-env/AWS_Lambda_python3.13',
  lambda:
    'aws-sdk-nodejs/3.888.0 exec-env/AWS_Lambda_nodejs22.x ua/2.1 os/linux#5.10.240 lang/js md/nodejs#22.18.0',
  java: 'aws-sdk-java/2.33.4 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.147 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM',
  ssmAgent: 'aws-sdk-go/1.55.5 (go1.23.8; linux; amd64) amazon-ssm-agent/3.3.2746.0',
  ecsAgent: 'Amazon ECS Agent - v1.98.0 (+http://aws.amazon.com/ecs/)',
  oidc: 'aws-actions/configure-aws-credentials@v5 aws-sdk-js/3.888.0 os/linux#6.11.0 lang/js md/nodejs#20.19.4',
  attackerBoto: 'Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.6.15 md/arch#x86_64 lang/python#3.11.8',
  attackerCli: 'aws-cli/2.15.30 Python/3.11.8 Linux/6.6.15-amd64 exe/x86_64.debian.12 prompt/off',
  attackerBrowser:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36',
};

/**
 * @typedef {{ mail: string, set: string, accounts: string[], home: string, agent: string, cli: string, activity: number }} Person
 */

/** @type {Person[]} */
export const PEOPLE = [
  {
    mail: 'ana.silva@example.com',
    set: 'PlatformAdmin',
    accounts: [PROD, STAGING],
    home: '192.0.2.14',
    agent: CHROME,
    cli: AGENTS.cliMac,
    activity: 1.3,
  },
  {
    mail: 'ben.keller@example.com',
    set: 'DeveloperAccess',
    accounts: [STAGING, STAGING, PROD],
    home: '192.0.2.31',
    agent: FIREFOX,
    cli: AGENTS.cliLinux,
    activity: 1,
  },
  {
    mail: 'chloe.martin@example.com',
    set: 'DeveloperAccess',
    accounts: [STAGING],
    home: '2001:db8:51:3::a4',
    agent: CHROME,
    cli: AGENTS.cliMac,
    activity: 1,
  },
  {
    mail: 'dmitri.volkov@example.com',
    set: 'DeveloperAccess',
    accounts: [STAGING, PROD],
    home: '192.0.2.77',
    agent: EDGE,
    cli: AGENTS.cliLinux,
    activity: 0.8,
  },
  {
    mail: 'elena.rossi@example.com',
    set: 'PlatformAdmin',
    accounts: [PROD],
    home: '2001:db8:7a:11::2f',
    agent: CHROME,
    cli: AGENTS.cliMac,
    activity: 1.1,
  },
  {
    mail: 'farid.haddad@example.com',
    set: 'SecurityResponder',
    accounts: [SECURITY, PROD],
    home: '192.0.2.120',
    agent: FIREFOX,
    cli: AGENTS.cliLinux,
    activity: 0.8,
  },
  {
    mail: 'grace.lind@example.com',
    set: 'SecurityResponder',
    accounts: [SECURITY],
    home: '192.0.2.133',
    agent: CHROME,
    cli: AGENTS.cliMac,
    activity: 0.9,
  },
  {
    mail: 'hugo.brandt@example.com',
    set: 'DeveloperAccess',
    accounts: [STAGING],
    home: '192.0.2.58',
    agent: CHROME,
    cli: AGENTS.cliLinux,
    activity: 0.7,
  },
  {
    mail: 'ines.costa@example.com',
    set: 'ReadOnlyAccess',
    accounts: [PROD, STAGING],
    home: '192.0.2.92',
    agent: EDGE,
    cli: AGENTS.cliMac,
    activity: 0.6,
  },
  {
    mail: 'jonas.weber@example.com',
    set: 'FinanceAnalyst',
    accounts: [PROD],
    home: '192.0.2.201',
    agent: EDGE,
    cli: AGENTS.cliMac,
    activity: 0.5,
  },
];

/** @param {string} mail */
export function person(mail) {
  const found = PEOPLE.find((one) => one.mail === mail);
  if (!found) throw new Error(`no such person: ${mail}`);
  return found;
}

/** @param {string} set @param {string} account the role of a permission set, as Identity Center names it */
export const ssoRole = (set, account) => `AWSReservedSSO_${set}_${hexOf(`${set}/${account}`, 16)}`;

/** @type {Record<string, { id: string, ip: string }[]>} */
export const INSTANCES = {
  [PROD]: ['10.20.1.21', '10.20.1.22', '10.20.2.23'].map((ip, i) => ({
    id: `i-${hexOf(`prod instance ${i}`, 17)}`,
    ip,
  })),
  [STAGING]: [{ id: `i-${hexOf('staging instance 0', 17)}`, ip: '10.30.1.21' }],
};

export const LOG_BUCKET = 'example-org-cloudtrail-logs';
export const FINANCE_BUCKET = 'finance-exports';
export const TRAIL_ARN = `arn:aws:cloudtrail:${EU}:${SECURITY}:trail/org-trail`;
