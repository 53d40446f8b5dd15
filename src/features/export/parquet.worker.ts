/** Entry of the worker that writes Parquet: wiring only. Packing 50,000 rows takes a second, which the page has not. */
import '#lib/enter-jail.ts';
import { ParquetFile } from './parquet-file.ts';
import type { FromParquet, ToParquet } from './parquet-protocol.ts';

interface WorkerScope {
  onmessage: ((message: MessageEvent<ToParquet>) => void) | null;
  postMessage(message: FromParquet, transfer: Transferable[]): void;
}
declare const self: WorkerScope;

let file: ParquetFile | null = null;

function answer(message: ToParquet): Uint8Array<ArrayBuffer> {
  if (message.type === 'start') file = new ParquetFile(message.head);
  if (file === null) throw new Error('The file has not been started.');
  if (message.type === 'rows') return file.add(message.cells);
  return message.type === 'end' ? file.end() : new Uint8Array(0);
}

self.onmessage = ({ data }) => {
  try {
    const bytes = answer(data);
    self.postMessage({ type: 'bytes', bytes }, [bytes.buffer]);
  } catch (error) {
    self.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
  }
};
