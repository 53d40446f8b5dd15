/**
 * Fetched files on their way to the session: the first at once, so that the table fills, then whatever has come while the
 * one before was being read. Each load ends with a search for duplicates, so they must not be too many.
 */
import type { Session, SourceFile } from '../session.ts';

/** ms between the beginnings of two loads while more is coming, unless many files wait. */
const PACE = 1_500;
const MANY = 200;

export class HandOver {
  private readonly session: Pick<Session, 'addFiles'>;
  private readonly waiting: SourceFile[] = [];
  private readonly paths = new Set<string>();
  private running: Promise<void> | null = null;
  private hurry: (() => void) | null = null;
  private complete = false;

  constructor(session: Pick<Session, 'addFiles'>) {
    this.session = session;
  }

  /** `place` tells objects of one key in different buckets apart. */
  add(blob: Blob, path: string, place: string): void {
    let own = path;
    for (let n = 1; this.paths.has(own); n++) own = n === 1 ? `${place}/${path}` : `${place}/${n}/${path}`;
    this.paths.add(own);
    this.complete = false;
    const name = own.slice(own.lastIndexOf('/') + 1);
    this.waiting.push({ file: new File([blob], name === '' ? own : name), path: own });
    this.running ??= this.run();
    if (this.waiting.length >= MANY) this.hurry?.();
  }

  /** Nothing more is coming; resolves when all has been read. */
  async finish(): Promise<void> {
    this.complete = true;
    this.hurry?.();
    await this.running;
  }

  /** What waits is let go. */
  drop(): void {
    this.waiting.length = 0;
    this.paths.clear();
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const pace = this.pause();
      await this.session.addFiles(this.waiting.splice(0));
      await pace;
    }
    this.running = null;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      if (this.complete) resolve();
      this.hurry = resolve;
      setTimeout(resolve, PACE);
    });
  }
}
