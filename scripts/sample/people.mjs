// @ts-check
// Working days: people sign in through Identity Center in the morning, look around, change a little, and go home.
// Also the few who still sign in as IAM users, by SAML from a partner, or as root.

import { READS, SECURITY_READS, WRITES, resourceId } from './actions.mjs';
import { iamUser, iamUserSession } from './identities.mjs';
import { createRandom } from './random.mjs';
import { consoleLogin, enterAccount, portalSignIn } from './sessions.mjs';
import { addObjectCall, denied } from './trail.mjs';
import {
  AGENTS,
  DAYS,
  EU,
  FINANCE_BUCKET,
  OFFICE,
  PEOPLE,
  PROD,
  SECURITY,
  STAGING,
  US,
  at,
  isWorkday,
  time,
} from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {number} when */
function change(trail, random, actor, when) {
  const action = random.pick(Object.keys(WRITES));
  const request = WRITES[action]?.(random, actor.account, actor.region) ?? null;
  if (action === 'ec2:StopInstances' && random.chance(0.6)) {
    const message = 'Request would have succeeded, but DryRun flag is set.';
    trail.add(actor, action, when - 20, { request, error: ['Client.DryRunOperation', message] });
  }
  trail.add(actor, action, when, { request, response: action.startsWith('ec2:') ? { _return: true } : null });
}

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {number} when */
function refused(trail, random, actor, when) {
  const [action, permission, resource, request] = random.pick([
    ['ce:GetCostAndUsage', 'ce:GetCostAndUsage', '*', null],
    [
      'secretsmanager:GetSecretValue',
      'secretsmanager:GetSecretValue',
      'shop/payment-gateway',
      { secretId: 'shop/payment-gateway' },
    ],
    ['iam:ListUsers', 'iam:ListUsers', `arn:aws:iam::${actor.account}:user/`, null],
    ['kms:ListAliases', 'kms:ListAliases', '*', null],
  ]);
  trail.add(actor, action, when, {
    request,
    error: ['AccessDenied', denied(actor, permission, resource)],
  });
}

/** @param {Trail} trail @param {Random} random @param {Actor} actor @param {number} when @param {string} set */
function lookAround(trail, random, actor, when, set) {
  const reads = set === 'SecurityResponder' ? SECURITY_READS : READS;
  const names = Object.keys(reads);
  // The console asks the same few questions again and again on one page.
  const page = [random.pick(names), random.pick(names), random.pick(names)];
  let clock = when;
  for (let i = random.int(5, 11); i > 0; i--) {
    const action = random.pick(page);
    trail.add(actor, action, clock, {
      request: reads[action]?.(random, actor.account, actor.region) ?? null,
    });
    clock += random.int(0, 25);
  }
  if (set === 'FinanceAnalyst') {
    for (let i = random.int(2, 6); i > 0; i--) {
      const key = `ledger/2025/09/ledger-${String(random.int(1, 1900)).padStart(5, '0')}.csv`;
      addObjectCall(trail, actor, 'GetObject', clock, {
        bucket: FINANCE_BUCKET,
        key,
        bytes: random.int(200, 900) * 128,
      });
      clock += random.int(20, 200);
    }
  }
  if (set !== 'ReadOnlyAccess' && set !== 'FinanceAnalyst' && random.chance(0.35))
    change(trail, random, actor, clock + 30);
  if (random.chance(set === 'DeveloperAccess' ? 0.12 : 0.03)) refused(trail, random, actor, clock + 45);
}

/** @param {Trail} trail @param {Random} random @param {import('./world.mjs').Person} person @param {number} day */
function workday(trail, random, person, day) {
  const home = random.chance(0.35);
  const ip = home ? person.home : random.pick(OFFICE);
  const start = time(day, 6.2 + random.next() * 2);
  const wish = { person, ip, by: /** @type {const} */ ('console'), account: random.pick(person.accounts) };
  portalSignIn(trail, wish, start, `${random.hex(8)}-0000-4000-8000-000000000000`);
  let actor = enterAccount(trail, wish, start + 20);
  const bouts = Math.round((3 + random.int(0, 4)) * person.activity);
  for (let i = 0; i < bouts; i++) {
    const when = start + 120 + Math.floor(((i + random.next() * 0.8) / bouts) * 8.3 * 3600);
    if (i > 0 && random.chance(0.25)) {
      const by = random.chance(0.5) ? /** @type {const} */ ('cli') : /** @type {const} */ ('console');
      actor = enterAccount(trail, { ...wish, by, account: random.pick(person.accounts) }, when - 30);
    }
    if (when < start + 28000) lookAround(trail, random, actor, when, person.set);
  }
}

/** @param {Trail} trail @param {string} seed */
export function addPeople(trail, seed) {
  const random = createRandom(`${seed}/people`);
  for (let day = 0; day < DAYS; day++) {
    for (const person of PEOPLE) {
      // The weekend belongs to whoever is on call.
      if (isWorkday(day) ? random.chance(0.88) : random.chance(0.06)) workday(trail, random, person, day);
    }
  }
}

/** @param {string} account @param {string} name @param {string} ip @returns {Actor} */
const beforeSignIn = (account, name, ip) => ({
  account,
  region: US,
  ip,
  agent: AGENTS.firefox,
  identity: { ...iamUser(account, name, ''), accessKeyId: undefined },
});

/** @param {Trail} trail @param {string} account @param {string} name @param {string} ip @param {number} when */
function failedSignIn(trail, account, name, ip, when) {
  const unknown = name === 'HIDDEN_DUE_TO_SECURITY_REASONS';
  const actor = beforeSignIn(account, name, ip);
  const identity = {
    type: 'IAMUser',
    ...(unknown ? {} : { principalId: actor.identity['principalId'] }),
    accountId: account,
    accessKeyId: '',
    userName: name,
  };
  const message = unknown ? 'No username found in supplied account' : 'Failed authentication';
  trail.add({ ...actor, identity }, 'signin:ConsoleLogin', when, {
    error: ['', message],
    response: { ConsoleLogin: 'Failure' },
    more: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
  });
}

/** @param {Trail} trail @param {Random} random @param {string} account @param {string} name @param {string} ip @param {number} when @param {boolean} mfa */
function iamUserDay(trail, random, account, name, ip, when, mfa) {
  const actor = beforeSignIn(account, name, ip);
  consoleLogin(trail, actor, when, { mfa });
  const identity = iamUserSession(account, name, trail.temporaryKey(), { created: when, mfa });
  const reads = Object.keys(READS).slice(0, 9);
  for (let i = 0; i < 14; i++) {
    const action = random.pick(reads);
    trail.add({ ...actor, identity, region: EU, console: true }, action, when + 15 + i * random.int(8, 40), {
      request: READS[action]?.(random, account, EU) ?? null,
    });
  }
}

/** Root signs in once, with MFA, to change the billing contact. @param {Trail} trail */
function rootSignIn(trail) {
  const when = at('2025-10-06T10:12:03Z');
  const identity = { type: 'Root', principalId: PROD, arn: `arn:aws:iam::${PROD}:root`, accountId: PROD };
  const actor = { account: PROD, region: US, ip: '203.0.113.10', agent: AGENTS.chrome, identity };
  trail.add({ ...actor, identity: { ...identity, accessKeyId: '' } }, 'signin:CheckMfa', when - 14, {
    response: { CheckMfa: 'Success' },
    more: { MfaType: 'U2F MFA' },
  });
  trail.add({ ...actor, identity: { ...identity, accessKeyId: '' } }, 'signin:ConsoleLogin', when, {
    response: { ConsoleLogin: 'Success' },
    more: {
      LoginTo: 'https://console.aws.amazon.com/console/home?region=us-east-1',
      MobileVersion: 'No',
      MFAIdentifier: `arn:aws:iam::${PROD}:u2f/root/break-glass-key-1`,
      MFAUsed: 'Yes',
    },
  });
  const session = {
    ...identity,
    accessKeyId: trail.temporaryKey(),
    sessionContext: { attributes: { creationDate: '2025-10-06T10:12:03Z', mfaAuthenticated: 'true' } },
  };
  const signedIn = { ...actor, identity: session, console: true };
  trail.add(signedIn, 'account:GetAlternateContact', when + 61, {
    request: { alternateContactType: 'BILLING' },
  });
  trail.add(signedIn, 'account:PutAlternateContact', when + 148, {
    request: {
      alternateContactType: 'BILLING',
      emailAddress: 'billing@example.com',
      name: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
  });
  trail.add(signedIn, 'iam:GetAccountSummary', when + 170);
}

/** Partner auditors come by SAML. @param {Trail} trail @param {Random} random */
function partnerAudit(trail, random) {
  const wish = {
    person: {
      mail: 'auditor@example.org',
      set: 'ReadOnlyAccess',
      accounts: [SECURITY],
      home: '198.51.100.20',
      agent: AGENTS.edge,
      cli: AGENTS.cliMac,
      activity: 1,
    },
    ip: '198.51.100.20',
    by: /** @type {const} */ ('console'),
    account: SECURITY,
  };
  for (const day of [1, 8]) {
    const actor = enterAccount(trail, wish, time(day, 12.3));
    lookAround(trail, random, actor, time(day, 12.35), 'ReadOnlyAccess');
    lookAround(trail, random, actor, time(day, 12.8), 'ReadOnlyAccess');
  }
}

/** @param {Trail} trail @param {string} seed */
export function addRareSignIns(trail, seed) {
  const random = createRandom(`${seed}/rare`);
  rootSignIn(trail);
  partnerAudit(trail, random);
  for (const day of [0, 2, 6, 8, 13]) {
    iamUserDay(trail, random, STAGING, 'm.novak', '192.0.2.145', time(day, 9.4), true);
  }
  for (const day of [1, 7])
    iamUserDay(trail, random, STAGING, 'reporting-viewer', '203.0.113.11', time(day, 13.1), false);
  const typo = at('2025-10-09T07:31:40Z');
  for (const second of [0, 16, 41]) failedSignIn(trail, STAGING, 'm.novak', '192.0.2.145', typo + second);
  iamUserDay(trail, random, STAGING, 'm.novak', '192.0.2.145', typo + 95, true);
  for (const second of [0, 4, 9, 15]) {
    failedSignIn(
      trail,
      PROD,
      'HIDDEN_DUE_TO_SECURITY_REASONS',
      '198.51.100.203',
      at('2025-10-04T03:17:22Z') + second,
    );
  }
  unknownAtThePortal(trail);
  const mapping = resourceId('sg', `${STAGING} temporary`);
  const opener = enterAccount(
    trail,
    { person: personOf('hugo'), ip: '192.0.2.58', by: 'cli', account: STAGING },
    time(7, 9.1),
  );
  const permission = {
    ipProtocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    groups: {},
    ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
  };
  const request = { groupId: mapping, ipPermissions: { items: [permission] } };
  trail.add(opener, 'ec2:AuthorizeSecurityGroupIngress', time(7, 9.2), {
    request,
    response: { _return: true },
  });
  trail.add(opener, 'ec2:RevokeSecurityGroupIngress', time(7, 9.32), {
    request,
    response: { _return: true },
  });
}

/** A wrong password at the portal: Identity Center does not say who. @param {Trail} trail */
function unknownAtThePortal(trail) {
  const actor = {
    account: SECURITY,
    region: EU,
    identity: { type: 'Unknown' },
    ip: '192.0.2.31',
    agent: AGENTS.firefox,
  };
  for (const second of [0, 21]) {
    trail.add(actor, 'signin:CredentialVerification', at('2025-10-02T06:04:10Z') + second, {
      more: {
        AuthWorkflowID: 'badbad00-0000-4000-8000-000000000000',
        CredentialType: 'PASSWORD',
        UserName: 'ben.keller@example.com',
      },
      service: { CredentialVerification: 'Failure' },
    });
  }
}

/** @param {string} first */
function personOf(first) {
  const found = PEOPLE.find(({ mail }) => mail.startsWith(`${first}.`));
  if (!found) throw new Error(`no such person: ${first}`);
  return found;
}
