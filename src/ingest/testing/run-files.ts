/** Runs a whole load in this thread, for tests: files in, batches and results out. */
import type { IngestSizes } from '../batch-writer.ts';
import { IngestRun } from '../ingest-run.ts';
import type { EventBatch, FileResult } from '../protocol.ts';
import { looseSource } from '../source.ts';

export interface LoadedFiles {
  readonly batches: readonly EventBatch[];
  readonly results: readonly FileResult[];
}

/** File ids are the places in `files`. Results come in that order. `together`: files in one piece of work. */
export async function runFiles(
  files: readonly File[],
  sizes: IngestSizes = {},
  together = 1,
): Promise<LoadedFiles> {
  const batches: EventBatch[] = [];
  const results: FileResult[] = [];
  await new Promise<void>((resolve) => {
    const run = new IngestRun(
      1,
      [0x12345677, 0x7654321],
      (message) => {
        if (message.type === 'batch') {
          batches.push(message.batch);
          queueMicrotask(() => run.batchDone());
        } else if (message.type === 'item-done') results.push(...message.results);
        else if (message.type === 'done') resolve();
      },
      sizes,
    );
    for (let at = 0; at < files.length; at += together) {
      const own = files.slice(at, at + together);
      run.add({
        item: at,
        ids: own.map((_, k) => at + k),
        sources: own.map((file) => looseSource(file, file.size)),
      });
    }
    run.finish();
  });
  return { batches, results };
}

export function fileOf(content: string | Uint8Array, name = 'log.json'): File {
  return new File([typeof content === 'string' ? content : content.slice()], name);
}
