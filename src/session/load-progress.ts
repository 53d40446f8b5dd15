/** How far a load is, how fast it goes and how long it will take. */
import type { LoadProgress } from './session.ts';

/** The speed is an average over the last so many ms: steady to read, yet true when it changes. */
const WINDOW_MS = 3_000;
/** Before this the time left would only be a guess. */
const SETTLE_MS = 600;

/** ms between two pictures of the growing table, at least; the first comes with the first batch. */
const PICTURE_MS = 800;
/** The longer a load takes, the more rows each picture is made of: at most every eighth part of it gives one. */
const PICTURE_SHARE = 8;

/** Whether the growing table is to be shown anew. `last`: when it was shown. All in ms. */
export function isPictureDue(now: number, started: number, last: number): boolean {
  return now - last >= Math.max(PICTURE_MS, (now - started) / PICTURE_SHARE);
}

interface Sample {
  readonly at: number;
  readonly bytes: number;
  readonly events: number;
}

export class ProgressMeter {
  activity = 'Reading';
  filesDone = 0;
  /** Grows while the files are still being asked for their sizes. */
  bytesTotal = 0;
  isMeasured = false;
  /** Grows when files are found in archives. */
  filesTotal: number;
  private readonly samples: Sample[];
  private readonly startedAt: number;

  constructor(filesTotal: number, now: number) {
    this.filesTotal = filesTotal;
    this.startedAt = now;
    this.samples = [{ at: now, bytes: 0, events: 0 }];
  }

  /** Sums so far. They never fall: a worker that was lost takes its share of them with it. */
  saw(bytes: number, events: number, now: number): void {
    const last = this.samples.at(-1);
    this.samples.push({
      at: now,
      bytes: Math.max(bytes, last?.bytes ?? 0),
      events: Math.max(events, last?.events ?? 0),
    });
    while ((this.samples[1]?.at ?? now) < now - WINDOW_MS) this.samples.shift();
  }

  read(): LoadProgress {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
    const bytesRead = Math.min(last?.bytes ?? 0, this.bytesTotal);
    const bytesPerSecond = seconds > 0 ? (bytesRead - (first?.bytes ?? 0)) / seconds : 0;
    const known = this.isMeasured && bytesPerSecond > 0 && (last?.at ?? 0) - this.startedAt > SETTLE_MS;
    return {
      bytesRead,
      bytesTotal: this.bytesTotal,
      filesDone: this.filesDone,
      filesTotal: this.filesTotal,
      events: last?.events ?? 0,
      eventsPerSecond: seconds > 0 ? ((last?.events ?? 0) - (first?.events ?? 0)) / seconds : 0,
      secondsLeft: known ? (this.bytesTotal - bytesRead) / bytesPerSecond : null,
      activity: this.activity,
    };
  }
}
