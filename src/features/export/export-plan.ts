/** What is to be written: chosen once, before the first row is read. */
import type { Filter } from '#query/filter.ts';
import type { ExportField } from '#query/export-rows.ts';
import type { Sort } from '#query/sort.ts';

export const FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

export interface ExportPlan {
  readonly format: Format;
  readonly filter: Filter;
  readonly sort: Sort;
  /** Not for JSON lines, which are whole records. */
  readonly fields: readonly ExportField[];
  /** Write credentials as they are, instead of `hidden, 356 characters`. */
  readonly secrets: boolean;
}

interface FormatFacts {
  readonly label: string;
  readonly extension: string;
  readonly type: string;
  /** For whom it is, in a sentence. */
  readonly words: string;
}

export const FORMAT_FACTS: Readonly<Record<Format, FormatFacts>> = {
  csv: {
    label: 'CSV',
    extension: 'csv',
    type: 'text/csv',
    words:
      'A line for each event, for spreadsheets. Cells that begin like a formula get an apostrophe in front.',
  },
  jsonl: {
    label: 'JSON lines',
    extension: 'jsonl',
    type: 'application/x-ndjson',
    words: 'The whole records as delivered, read from your files again, one on each line.',
  },
  parquet: {
    label: 'Parquet',
    extension: 'parquet',
    type: 'application/vnd.apache.parquet',
    words: 'All fields with their types, for DuckDB, Athena, pandas and the like.',
  },
};
