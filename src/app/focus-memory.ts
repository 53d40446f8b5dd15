/**
 * Where the focus was, and who is to have it when that is taken away. It knows no page, only how to ask about what is on
 * it: `keep-focus.ts` listens to the page and moves the focus.
 */

/** What is to be known of a thing on the page. */
export interface Look<Thing> {
  readonly isThere: (thing: Thing) => boolean;
  /** It is there, in sight, and not switched off. */
  readonly canHaveFocus: (thing: Thing) => boolean;
  /** A part of the page that a reader knows by its name or role. */
  readonly isPart: (thing: Thing) => boolean;
  /** It lies over the page, and is gone when it is closed. */
  readonly isLayer: (thing: Thing) => boolean;
}

export class FocusMemory<Thing> {
  private readonly look: Look<Thing>;
  /** What had the focus, and all it lay in. */
  private path: readonly Thing[] = [];
  /** The same, of the last time that it was in the page itself and not in what lies over it. */
  private below: readonly Thing[] = [];

  constructor(look: Look<Thing>) {
    this.look = look;
  }

  /** `path`: what has the focus now, and all it lies in, from the inside. */
  note(path: readonly Thing[]): void {
    this.path = path;
    if (!path.some(this.look.isLayer)) this.below = path;
  }

  /** The reader gave the focus up: that is no loss. What was taken away is missed all the same. */
  giveUp(): void {
    const [last] = this.path;
    if (last !== undefined && this.look.isThere(last)) this.path = [];
  }

  /** What had the focus cannot have it any more. */
  get isTaken(): boolean {
    const [last] = this.path;
    return last !== undefined && !this.look.canHaveFocus(last);
  }

  /**
   * Who is to have it: behind a layer that was closed what opened it, else the nearest part that is still there. Null where
   * no such part is left.
   */
  get heir(): Thing | null {
    const { isThere, canHaveFocus, isPart, isLayer } = this.look;
    const wasAbove = this.path.some((thing) => isLayer(thing) && !isThere(thing));
    const [opener] = this.below;
    if (wasAbove && opener !== undefined && canHaveFocus(opener)) return opener;
    return (wasAbove ? this.below : this.path).find((thing) => isThere(thing) && isPart(thing)) ?? null;
  }
}
