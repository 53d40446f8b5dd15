/**
 * Costly pictures one after another, so that many of them never hold up a page: between two frames only as many are
 * drawn as take a few milliseconds together, at least one. Whoever waits may step back.
 */

/** ms of drawing between two frames. */
const SHARE = 12;

export class Turns {
  private readonly waiting = new Set<() => void>();
  private readonly nextFrame: (go: () => void) => void;
  private isDue = false;

  /** `nextFrame`: calls back when the page has been painted. */
  constructor(nextFrame: (go: () => void) => void) {
    this.nextFrame = nextFrame;
  }

  /** `draw` is called in its turn, unless what is answered is called before. */
  ask(draw: () => void): () => void {
    this.waiting.add(draw);
    this.schedule();
    return () => void this.waiting.delete(draw);
  }

  private schedule(): void {
    if (this.isDue || this.waiting.size === 0) return;
    this.isDue = true;
    this.nextFrame(() => {
      this.isDue = false;
      this.drawSome();
      this.schedule();
    });
  }

  private drawSome(): void {
    const until = performance.now() + SHARE;
    for (const draw of this.waiting) {
      this.waiting.delete(draw);
      draw();
      if (performance.now() >= until) return;
    }
  }
}
