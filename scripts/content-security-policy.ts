/**
 * What a page of the build may do, as a <meta> in it: docs/decisions/0001-content-security-policy.md says why each line
 * is there. Not in the dev server, whose hot reloading needs more.
 */
import type { Plugin } from 'vite';

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  // `src/lib/page-policy.ts` narrows this to styles that carry a nonce.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/**
 * The same as a header, for hosts that can send one. A header also binds the workers, and the one that fetches what the user
 * has pasted (docs/decisions/0015) must reach other hosts; the page itself stays under the line above, since policies add up.
 */
export const HEADER_POLICY = `${CONTENT_SECURITY_POLICY.replace(
  "connect-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
)}; frame-ancestors 'none'`;

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'trailscope-content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        // Before everything: a policy binds only what comes after it.
        injectTo: 'head-prepend',
      },
    ],
  };
}
