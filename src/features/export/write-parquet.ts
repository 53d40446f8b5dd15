import { exportKind, exportWindow } from '#query/export-rows.ts';
import type { ExportCell } from '#query/export-rows.ts';
import { cellsOf, windowRows } from './masked-cells.ts';
import type { FromParquet, ToParquet } from './parquet-protocol.ts';
import type { Writing } from './writing.ts';

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
    const columns = fields.map((name) => ({ name, kind: exportKind(name) }));
    const metadata = [{ key: 'trailscope', value: JSON.stringify(statement) }];
    await say({ type: 'start', head: { columns, metadata } });
    const ask = (order: string, offset: number, limit: number) => exportWindow(order, offset, limit, fields);
    for await (const window of rows.windows(total, windowRows(plan), ask)) {
      const cells: ExportCell[][] = fields.map(() => []);
      for (const row of window) {
        for (const [at, cell] of cellsOf(row, plan).entries()) cells[at]?.push(cell);
        if (slice.isOver()) await slice.next();
      }
      await say({ type: 'rows', cells });
      progress(window.length);
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
