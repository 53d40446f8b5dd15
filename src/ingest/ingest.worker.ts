/** Entry of an ingest worker: wiring only. It reads what it is given and has no way to the outside. */
import '#lib/enter-jail.ts';
import { holdLock } from '#lib/life-lock.ts';
import { IngestRun } from './ingest-run.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { warmUp } from './warm-up.ts';

/** The part of a worker's global scope that is used here (the DOM library types `self` as a window). */
interface WorkerScope {
  onmessage: ((message: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
}
declare const self: WorkerScope;

let current: IngestRun | null = null;
let isWanted = false;

self.onmessage = ({ data }) => {
  switch (data.type) {
    case 'hold-lock':
      void holdLock(data.lockName).then((held) => held && self.postMessage({ type: 'lock-held' }, []));
      return;
    case 'end-warm-up':
      isWanted = true;
      return;
    case 'start':
      isWanted = true;
      current = new IngestRun(data.run, data.hashKey, (message, transfer) =>
        self.postMessage(message, transfer),
      );
      return;
    case 'work':
      if (data.run === current?.run) current.add(data.work);
      return;
    case 'rest':
      if (data.run === current?.run) current.rest();
      return;
    case 'no-more':
      if (data.run === current?.run) current.finish();
      return;
    case 'batch-done':
      if (data.run === current?.run) current.batchDone();
      return;
    case 'ping':
      self.postMessage({ type: 'alive' }, []);
      return;
    case 'cancel':
      if (data.run === current?.run) current.cancel();
      return;
  }
};

// Whoever chooses files sooner does not wait for it.
void warmUp(() => isWanted).then(() => self.postMessage({ type: 'ready' }, []));
