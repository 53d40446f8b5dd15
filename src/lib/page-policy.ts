/**
 * The half of the page's Content Security Policy that has to be made while the page runs: what may become markup or a
 * worker (Trusted Types), and which `<style>` elements count. The other half is the `<meta>` that the build writes; in
 * the dev server there is none, and then nothing here takes effect. See docs/decisions/0001-content-security-policy.md.
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string; createScriptURL: (url: string) => string },
  ): unknown;
}

declare global {
  interface Window {
    /** Absent in browsers that do not enforce Trusted Types. */
    readonly trustedTypes?: TrustedTypes;
  }
}

const BUILD_POLICY = 'meta[http-equiv="Content-Security-Policy"]';

/**
 * Call it once, before anything is rendered. Answers the nonce that `<style>` elements made at run time have to carry:
 * give it to `MantineProvider` as `getStyleNonce`.
 */
export function enforcePagePolicy(): string {
  window.trustedTypes?.createPolicy('default', {
    createHTML: refuseMarkup,
    createScriptURL: (url) => ownWorkerOnly(url),
  });
  // Not `randomUUID`: that exists on https and localhost only, and Trailscope is also served inside plain http networks.
  const nonce = Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('');
  if (document.querySelector(BUILD_POLICY) !== null) addStylePolicy(nonce);
  // react-remove-scroll, under Mantine's Modal, makes a <style> of its own and looks for its nonce here.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  return nonce;
}

/** Policies add up: after this one a `<style>` needs the nonce, although the build's policy would let it pass. */
function addStylePolicy(nonce: string): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = `style-src-elem 'self' 'nonce-${nonce}'; style-src-attr 'none'`;
  document.head.append(meta);
}

/** Mantine writes its CSS through innerHTML; CSS has no `<`, markup cannot do without. Throws TypeError. */
export function refuseMarkup(text: string): string {
  if (text.includes('<')) throw new TypeError('Trailscope never makes markup from text.');
  return text;
}

/**
 * Lets pass only the workers of this build: `assets/….worker-….js` beside the page, and the page's service worker. Throws
 * TypeError.
 */
export function ownWorkerOnly(url: string, page = document.baseURI): string {
  const folder = new URL('./assets/', page).href;
  const { href } = new URL(url, page);
  if (href === new URL('./service-worker.js', page).href) return href;
  const name = href.startsWith(folder) ? href.slice(folder.length) : '';
  if (!/^[\w.-]+\.worker-[\w-]+\.js$/.test(name)) throw new TypeError(`Not a worker of Trailscope: ${url}`);
  return href;
}
