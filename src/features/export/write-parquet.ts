import { exportKind } from '#query/export-rows.ts';
import type { ExportCell } from '#query/export-rows.ts';
import { cellWindows } from './masked-cells.ts';
import type { FromParquet, ToParquet } from './parquet-protocol.ts';
import type { Writing } from './writing.ts';

/** Rows of one message: copying them holds up the page. */
const MESSAGE_ROWS = 1_000;

/** The worker and its library are fetched from our own host when the first Parquet file is written. */
export async function writeParquet({
  plan,
  rows,
  total,
  statement,
  out,
  slice,
  signal,
  progress,
}: Writing): Promise<void> {
  const { fields } = plan;
  const worker = new Worker(new URL('./parquet.worker.ts', import.meta.url), {
    type: 'module',
    name: 'parquet',
  });
  const say = async (message: ToParquet): Promise<void> => {
    const bytes = await answerOf(worker, message, signal);
    if (bytes.length > 0) await out.write(bytes);
  };
  try {
    const head = fields.map((name) => ({ name, kind: exportKind(name) }));
    const metadata = [{ key: 'trailscope', value: JSON.stringify(statement) }];
    await say({ type: 'start', head: { columns: head, metadata } });
    for await (const window of cellWindows(rows, plan, total)) {
      let columns = fields.map((): ExportCell[] => []);
      let gathered = 0;
      const send = async (): Promise<void> => {
        await say({ type: 'rows', cells: columns });
        progress(gathered);
        columns = fields.map(() => []);
        gathered = 0;
      };
      for (const cells of window) {
        for (const [at, cell] of cells.entries()) columns[at]?.push(cell);
        gathered += 1;
        if (gathered >= MESSAGE_ROWS) await send();
        if (slice.isOver()) await slice.next();
      }
      await send();
    }
    await say({ type: 'end' });
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, message: ToParquet, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    worker.onmessage = ({ data }: MessageEvent<FromParquet>) => {
      signal.removeEventListener('abort', stop);
      if (data.type === 'bytes') resolve(data.bytes);
      else reject(new Error(data.message));
    };
    worker.onerror = () =>
      reject(new Error('The part of the program that writes Parquet could not be started.'));
    worker.postMessage(message);
  });
}
