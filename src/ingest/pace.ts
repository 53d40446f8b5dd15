/** Keeping a busy worker listening: time slices, and files read piece by piece. */

/** Longest time in ms that a worker works without looking at its messages (cancel must be heard at once). */
const SLICE_MS = 40;

export class TimeSlice {
  private until = 0;
  private readonly channel = new MessageChannel();
  private resume: (() => void) | null = null;

  constructor() {
    this.channel.port1.onmessage = () => {
      this.resume?.();
      this.resume = null;
    };
  }

  isOver(): boolean {
    return performance.now() > this.until;
  }

  /** Lets waiting messages in. A message of our own comes behind them; a timer would be held back by 4 ms. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.resume = resolve;
      this.channel.port2.postMessage(null);
    });
    this.until = performance.now() + SLICE_MS;
  }

  close(): void {
    this.channel.port1.close();
  }
}

const READ_BYTES = 4 * 1024 * 1024;

/** By slices rather than `file.stream()`: the same speed, and an error names the file, not the stream. */
export async function* readInPieces(file: File): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += READ_BYTES) {
    yield new Uint8Array(await file.slice(at, at + READ_BYTES).arrayBuffer());
  }
}
