/** One ingest worker after another: when one is gone, its successor takes its place. */
import { WorkerWatch } from '#lib/worker-watch.ts';
import type { FromWorker, ToWorker, WorkItem } from './protocol.ts';

interface RunHandlers {
  readonly onMessage: (message: FromWorker) => void;
  /** The worker is gone, and another one in its place; it knows nothing of the run. */
  readonly onLoss: () => void;
}

export class Lane {
  readonly index: number;
  /** Items given out and not yet answered. */
  readonly open = new Map<number, WorkItem>();
  /** It has nothing to do and was told to send what it has. */
  resting = false;
  bytesRead = 0;
  events = 0;
  private readonly createWorker: () => Worker;
  private worker: Worker;
  private watch: WorkerWatch;
  private run: RunHandlers | null = null;
  /** It ended while nothing was to be done. A successor is started when there is: perhaps none can be, and it would end again. */
  private isGone = false;

  constructor(index: number, createWorker: () => Worker) {
    this.index = index;
    this.createWorker = createWorker;
    [this.worker, this.watch] = this.start();
  }

  /** It takes no part in a run, or no longer. */
  get finished(): boolean {
    return this.run === null;
  }

  send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  begin(run: RunHandlers): void {
    if (this.isGone) this.replace();
    this.run = run;
    this.resting = false;
    this.bytesRead = 0;
    this.events = 0;
    this.watch.expectWords();
  }

  finish(): void {
    this.run = null;
    this.watch.rest();
  }

  close(): void {
    this.watch.end();
    this.worker.terminate();
  }

  private start(): [Worker, WorkerWatch] {
    const worker = this.createWorker();
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      // Nothing counts that comes of one after it was given up.
      if (worker === this.worker) this.run?.onMessage(data);
    };
    return [worker, new WorkerWatch({ worker, what: 'ingest', onLoss: () => this.lose() })];
  }

  private lose(): void {
    this.worker.terminate();
    this.isGone = true;
    if (this.run === null) return;
    this.replace();
    this.run.onLoss();
  }

  private replace(): void {
    this.isGone = false;
    [this.worker, this.watch] = this.start();
  }
}
