/** Long work in slices, so that a page can paint and a worker can hear its messages in between. */

export class TimeSlice {
  private readonly milliseconds: number;
  private until = 0;
  private readonly channel = new MessageChannel();
  private resume: (() => void) | null = null;

  /** `milliseconds`: the longest time to work without looking up. */
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
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
    this.until = performance.now() + this.milliseconds;
  }

  close(): void {
    this.channel.port1.close();
  }
}

/** Works in slices of so many ms; what the slices need is put away however the work ends. */
export async function inSlices<T>(milliseconds: number, work: (slice: TimeSlice) => Promise<T>): Promise<T> {
  const slice = new TimeSlice(milliseconds);
  try {
    return await work(slice);
  } finally {
    slice.close();
  }
}
