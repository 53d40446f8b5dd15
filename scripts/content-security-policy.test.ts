import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, HEADER_POLICY } from './content-security-policy.ts';

it('is, as a header, the same but for where workers may connect to and who may frame the page', () => {
  const lines = new Set(CONTENT_SECURITY_POLICY.split('; '));
  const more = HEADER_POLICY.split('; ').filter((line) => !lines.has(line));
  expect(more).toEqual([
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    "frame-ancestors 'none'",
  ]);
});

it('lets the page itself reach no other host', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'self';");
});
