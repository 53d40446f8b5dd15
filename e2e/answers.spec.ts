/**
 * The questions that the explorer is for, answered with search and clicks alone, over made-up and real logs. What is right
 * is found out beforehand from the files themselves. Each answer's link gives it again in another browser.
 */
import { existsSync } from 'node:fs';
import { expect as expectValue } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { generate } from '../bench/generate.mjs';
import { fromRoot } from '../scripts/project.mjs';
import { counted, factsOf } from './support/facts.ts';
import type { Fact } from './support/facts.ts';
import { TrailscopePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

interface Logs {
  readonly name: string;
  readonly folder: string;
  /** Somebody's address. */
  readonly address: string;
  /** As it is typed, UTC. */
  readonly outage: string;
}

const SAMPLE: Logs = {
  name: 'the sample',
  folder: fromRoot('public/sample/AWSLogs'),
  address: '198.51.100.77',
  outage: '2025-10-10 19:10',
};

const RANSOMWARE: Logs = {
  name: 'real logs of a ransom of S3 data',
  folder: fromRoot('../shared/data/sans504-s3-ransomware'),
  address: '',
  outage: '',
};

const searchBar = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search events' });
const summary = (page: Page): Locator => page.getByRole('status', { name: 'Matching events' });
const facet = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const values = (page: Page, name: string): Locator => facet(page, name).getByRole('checkbox');

const events = (count: number): RegExp =>
  new RegExp(`(?<![\\d,])${count.toLocaleString('en-US')} events?(?![a-z])`);

/** One visit: questions are asked one after another, from a clear page each. */
class Visit {
  readonly page: Page;
  readonly trailscope: TrailscopePage;
  readonly facts: readonly Fact[];
  readonly logs: Logs;

  constructor(page: Page, logs: Logs, facts: readonly Fact[]) {
    this.page = page;
    this.trailscope = new TrailscopePage(page);
    this.logs = logs;
    this.facts = facts;
  }

  async search(text: string): Promise<void> {
    await searchBar(this.page).fill(text);
    await searchBar(this.page).press('Enter');
    await this.trailscope.settled();
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    await this.trailscope.settled();
  }

  /** The facet's first values, which are the most frequent. */
  async expectTop(name: string, expected: readonly (readonly [string, number])[]): Promise<void> {
    for (const [at, [value, count]] of expected.slice(0, 3).entries()) {
      const line = values(this.page, name).nth(at);
      await expect(line).toContainText(count.toLocaleString('en-US'));
      // Values of equal count stand in no order that we know.
      if (expected.filter(([, other]) => other === count).length === 1)
        await expect(line).toContainText(value);
    }
  }

  async expectCount(count: number): Promise<void> {
    await expect(summary(this.page)).toContainText(events(count));
  }
}

interface Question {
  readonly asked: string;
  readonly answer: (visit: Visit) => Promise<void>;
}

const QUESTIONS: readonly Question[] = [
  {
    asked: 'who deleted objects, and from where',
    answer: async (visit) => {
      const deletions = visit.facts.filter(({ name }) => /^DeleteObjects?$/.test(name));
      await visit.search('eventName:(DeleteObject OR DeleteObjects)');
      await visit.expectCount(deletions.length);
      await visit.expectTop('Source address', counted(deletions.map(({ address }) => address)));
      await visit.expectTop('Principal', counted(deletions.map(({ who }) => who)));
    },
  },
  {
    asked: 'which principal has most denied calls, and for which actions',
    answer: async (visit) => {
      const denied = visit.facts.filter((fact) => fact.denied);
      await visit.click(facet(visit.page, 'Outcome').getByRole('checkbox', { name: /denied/ }));
      await visit.expectCount(denied.length);
      const [top] = counted(denied.map(({ who }) => who));
      await visit.expectTop('Principal', top === undefined ? [] : [top]);
      await visit.click(values(visit.page, 'Principal').first());
      const own = denied.filter(({ who }) => who === top?.[0]);
      await visit.expectCount(own.length);
      await visit.expectTop('Event', counted(own.map(({ name }) => name)));
    },
  },
  {
    asked: 'everything from one address',
    answer: async (visit) => {
      const own = visit.facts.filter(({ address }) => address === visit.logs.address);
      expectValue(own.length).toBeGreaterThan(0);
      await visit.search(`ip:${visit.logs.address}`);
      await visit.expectCount(own.length);
      await visit.expectTop('Event', counted(own.map(({ name }) => name)));
    },
  },
  {
    asked: 'console sign-ins without MFA',
    answer: async (visit) => {
      await visit.page.getByRole('button', { name: 'Presets' }).click();
      await visit.click(visit.page.getByRole('menuitem', { name: /^Sign-ins without MFA/ }));
      await visit.expectCount(visit.facts.filter((fact) => fact.signInWithoutMfa).length);
    },
  },
  {
    asked: 'what changed in the ten minutes before a given time',
    answer: async (visit) => {
      const end = Date.parse(`${visit.logs.outage.replace(' ', 'T')}:00Z`);
      const then = visit.facts.filter(({ time }) => time >= end - 600_000 && time < end);
      expectValue(then.length).toBeGreaterThan(0);
      await visit.page.getByRole('button', { name: /^Time range/ }).click();
      const form = visit.page.getByRole('form', { name: 'Leading up to a time' });
      await form.getByLabel('Time (UTC)').fill(visit.logs.outage);
      await visit.click(form.getByRole('button', { name: 'Show' }));
      await visit.expectCount(then.length);
      await visit.click(visit.page.getByRole('button', { name: 'Writes only' }));
      const names = await values(visit.page, 'Event').allTextContents();
      for (const name of names) expectValue(name).not.toMatch(/^(Get|List|Describe|Head)/);
      const changed = then.filter(({ name }) => /^(Create|Delete|Put|Attach|Update)/.test(name));
      expectValue(changed.length).toBeGreaterThan(0);
      for (const [name] of counted(changed.map((fact) => fact.name)).slice(0, 2))
        await expect(values(visit.page, 'Event').filter({ hasText: name }).first()).toBeVisible();
    },
  },
];

/** What the page says of the matching events, to be found again. */
async function told(page: Page): Promise<readonly string[]> {
  await expect(summary(page)).toBeVisible();
  const addresses = await values(page, 'Source address').allTextContents();
  return [(await summary(page).textContent()) ?? '', ...addresses];
}

async function openElsewhere(browser: Browser, site: string, link: string, folder: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site });
  const page = await context.newPage();
  await page.goto(link);
  const trailscope = new TrailscopePage(page);
  await trailscope.chooseFolder(folder);
  await expect(trailscope.status).toBeVisible();
  await trailscope.settled();
  return page;
}

async function loaded(page: Page, logs: Logs, facts: readonly Fact[]): Promise<Visit> {
  const visit = new Visit(page, logs, facts);
  await visit.trailscope.open();
  await visit.trailscope.chooseFolder(logs.folder);
  await visit.trailscope.expectDataSet({ events: facts.length });
  return visit;
}

/** An address that occurs often, and a time with changes before it, where they are not known beforehand. */
function completed(logs: Logs, facts: readonly Fact[]): Logs {
  const [often] = counted(facts.flatMap(({ address }) => (/^[\d.]+$/.test(address) ? [address] : [])));
  const change = facts.find(({ name }) => /^(Create|Put|Delete)/.test(name));
  const minute = new Date((change?.time ?? 0) + 120_000).toISOString().slice(0, 16).replace('T', ' ');
  return {
    ...logs,
    address: logs.address === '' ? (often?.[0] ?? '') : logs.address,
    outage: logs.outage === '' ? minute : logs.outage,
  };
}

/** All questions over one load; then all links in another browser, the first of them before it has any data. */
async function answerAll(page: Page, browser: Browser, site: string, given: Logs): Promise<void> {
  const facts = await factsOf(given.folder);
  const visit = await loaded(page, completed(given, facts), facts);
  const answers: { link: string; said: readonly string[] }[] = [];
  for (const { asked, answer } of QUESTIONS) {
    await test.step(asked, async () => {
      await page.goto('./#');
      await visit.trailscope.settled();
      await answer(visit);
      answers.push({ link: page.url(), said: await told(page) });
    });
  }
  const elsewhere = await openElsewhere(browser, site, answers[0]?.link ?? '', given.folder);
  for (const { link, said } of answers) {
    await elsewhere.goto(link);
    await expect(searchBar(elsewhere)).toBeVisible();
    await new TrailscopePage(elsewhere).settled();
    await expect.poll(() => told(elsewhere)).toEqual(said);
  }
  await elsewhere.context().close();
}

for (const logs of [SAMPLE, RANSOMWARE]) {
  test(`${logs.name}: all five questions`, async ({ page, browser, site }) => {
    test.skip(!existsSync(logs.folder), 'The real logs are not here.');
    test.slow();
    await answerAll(page, browser, site, logs);
  });
}

test('a million events: all five questions @slow', async ({ page, browser, site }) => {
  const directory = fromRoot('bench/data/1000000-events');
  await generate({ directory, events: 1_000_000, files: 100 });
  await answerAll(page, browser, site, {
    name: '',
    folder: `${directory}/AWSLogs`,
    address: '',
    outage: '',
  });
});
