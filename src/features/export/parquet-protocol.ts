/** What the page and the worker that writes Parquet say to each other. */
import type { ExportCell, ExportKind } from '#query/export-rows.ts';

export interface ParquetColumn {
  readonly name: string;
  readonly kind: ExportKind;
}

export interface ParquetHead {
  readonly columns: readonly ParquetColumn[];
  /** What the file says of itself. */
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
}

export type ToParquet =
  | { readonly type: 'start'; readonly head: ParquetHead }
  /** One list for each column, all of the same length. */
  | { readonly type: 'rows'; readonly cells: readonly (readonly ExportCell[])[] }
  | { readonly type: 'end' };

/** Each message is answered with one; its bytes are the next of the file. */
export type FromParquet =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string };
