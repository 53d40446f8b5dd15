/**
 * What a browser must have for the program to run at all, and the page for one that has not. The list names what came last to
 * browsers; whatever has these has the rest (docs/browsers.md). A browser too old even to read the program shows the sentence in
 * `index.html`. WebAssembly exceptions can only be tried by compiling, which the engine's start does.
 */

/** The parts of the page's world that are looked at. */
export interface World {
  readonly WebAssembly?: unknown;
  readonly DecompressionStream?: unknown;
  readonly Worker?: unknown;
  readonly CSS?: { supports(property: string, value: string): boolean } | undefined;
  readonly Array: { readonly prototype: object };
}

const NEEDS: readonly { readonly what: string; readonly has: (world: World) => boolean }[] = [
  { what: 'WebAssembly, in which its database runs', has: (world) => world.WebAssembly !== undefined },
  { what: 'workers, in which logs are read', has: (world) => world.Worker !== undefined },
  {
    what: 'unpacking of gzip (DecompressionStream)',
    has: (world) => world.DecompressionStream !== undefined,
  },
  { what: 'JavaScript of 2023 (Array.toSorted)', has: (world) => 'toSorted' in world.Array.prototype },
  {
    what: 'colours made of others (color-mix)',
    has: (world) => world.CSS?.supports('color', 'color-mix(in srgb, red, blue)') === true,
  },
];

export const RUNS_IN = 'Chrome and Edge 111, Firefox 121, Safari 16.4, and whatever is newer';

/** In words; empty where everything is there. */
export function missingNeeds(world: World): readonly string[] {
  return NEEDS.filter(({ has }) => !has(world)).map(({ what }) => what);
}

/** Says so in place of the program: by plain elements, for what draws the program may not run here. */
export function showUnfit(root: Element, missing: readonly string[]): void {
  const page = root.ownerDocument;
  const add = (name: string, text: string): void => {
    const element = page.createElement(name);
    element.textContent = text;
    main.append(element);
  };
  const main = page.createElement('main');
  main.className = 'unfit';
  add('h1', 'This browser cannot run Trailscope');
  add('p', `It lacks ${missing.join('; ')}. Trailscope runs in ${RUNS_IN}.`);
  add('p', 'Nothing has been read, and nothing has been sent anywhere.');
  root.replaceChildren(main);
}
