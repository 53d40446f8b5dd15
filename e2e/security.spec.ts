/** What the built files themselves promise: the policy in the page, and the licences beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST, fromRoot } from '../scripts/project.mjs';
import { expect, test } from './support/test.ts';

const directivesOf = (policy: string): Map<string, readonly string[]> =>
  new Map(
    policy.split(';').map((line) => {
      const [name = '', ...values] = line.trim().split(/\s+/);
      return [name, values] as const;
    }),
  );

test('the built page allows no inline script, no eval and one policy for Trusted Types', async () => {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const policies = Array.from(
    html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/g),
    ([, policy = '']) => directivesOf(policy.replaceAll('&#39;', "'")),
  );
  expect(policies).toHaveLength(1);
  const [policy] = policies;
  expect(policy?.get('default-src')).toEqual(["'none'"]);
  expect(policy?.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(policy?.get('connect-src')).toEqual(["'self'"]);
  expect(policy?.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(policy?.get('trusted-types')).toEqual(['default']);
  // Such a script would not run, and would be a mistake of ours.
  const scripts = Array.from(html.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g));
  expect(scripts.length).toBeGreaterThan(0);
  for (const [, attributes, body] of scripts) {
    expect(attributes).toContain('src="./assets/');
    expect(body).toBe('');
  }
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style)=|="javascript:/i);
});

test('a running page makes code from no text', async ({ page, trailscope }) => {
  await trailscope.open();
  const outcomes = await page.evaluate(async () => {
    // In a turn of its own: what a debugger evaluates is free of the page's policy.
    await new Promise((later) => setTimeout(later, 0));
    const attempt = (act: () => unknown): string => {
      try {
        act();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    };
    // oxlint-disable-next-line no-implied-eval, no-new-func -- that they are refused is what is tested
    const made = attempt(() => new Function('return 1'));
    const script = document.createElement('script');
    attempt(() => (script.textContent = 'window.ran = true'));
    document.head.append(script);
    const second = attempt(() =>
      window.trustedTypes?.createPolicy('other', { createHTML: String, createScriptURL: String }),
    );
    const link = document.createElement('a');
    link.href = 'javascript:window.ran = true';
    document.body.append(link);
    link.click();
    await new Promise((later) => setTimeout(later, 50));
    return { made, second, ran: Reflect.has(window, 'ran') };
  });
  expect(outcomes.ran).toBe(false);
  expect(outcomes.made).not.toBe('done');
  expect(outcomes.second).toBe('TypeError');
});

test('the licences of what is built in lie beside the page', async ({ page }) => {
  const text = await (await page.request.get('./THIRD-PARTY-NOTICES.txt')).text();
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(fromRoot('package.json'), 'utf8'),
  );
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
  expect(text).toContain('Stichting DuckDB Foundation');
});
