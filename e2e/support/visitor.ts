/** A browser as the smoke walk needs it: little enough that whatever can be driven at all can be driven so. */

/** `text` is anything that shows exactly this text; the others are ARIA's. */
export type Role =
  | 'button'
  | 'complementary'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'main'
  | 'menuitem'
  | 'radio'
  | 'row'
  | 'searchbox'
  | 'status'
  | 'tab'
  | 'text';

export interface Visitor {
  /** Opens an address of the site from nothing, with what comes after `#`; what was loaded is gone. */
  open(hash: string): Promise<void>;
  back(): Promise<void>;
  address(): Promise<string>;
  /** Clicks the first thing of this role whose name holds this text. */
  click(role: Role, name: string): Promise<void>;
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape' | 'Home'): Promise<void>;
  chooseFiles(paths: readonly string[]): Promise<void>;
  /** The text of the first thing of this role and name; null while there is none. */
  text(role: Role, name: string): Promise<string | null>;
  /** The answer of an expression, evaluated in the page. */
  ask(expression: string): Promise<unknown>;
  /** Clicks, and answers the text of the file that is saved; null in a browser whose downloads cannot be watched. */
  save(role: Role, name: string): Promise<string | null>;
  /** Mistakes, refusals of the page's policy, and requests to other places. */
  troubles(): Promise<readonly string[]>;
}

/** Notes what goes wrong in the page from now on, where `TROUBLES` finds it. Runs in the page. */
export function watchTroubles(): void {
  const troubles: string[] = [];
  Object.assign(window, { troublesSeen: troubles });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    troubles.push(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
  });
  window.addEventListener('error', ({ message }) => void troubles.push(`error: ${message}`));
  window.addEventListener('unhandledrejection', ({ reason }) => void troubles.push(`rejected: ${reason}`));
  const { error } = console;
  console.error = (...values: unknown[]) => {
    troubles.push(`console: ${values.join(' ')}`);
    error(...values);
  };
}

export const TROUBLES = `[
  ...window.troublesSeen,
  ...performance.getEntriesByType('resource').map(({ name }) => name)
    .filter((name) => !name.startsWith(location.origin) && !name.startsWith('blob:' + location.origin)),
]`;
