import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, HEADER_POLICY } from './content-security-policy.ts';

it('is what the README tells hosts to send', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`add_header Content-Security-Policy "${HEADER_POLICY}" always;`);
});

it('lets the page itself reach no other host', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'self';");
});
