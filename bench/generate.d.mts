export interface Totals {
  events: number;
  /** records with an errorCode */
  errors: number;
  /** of the text, before compression */
  bytes: number;
  gzipBytes: number;
  files: number;
}

/** Writes the logs into `directory` and the totals into `expected.json` beside them, unless they are there already. */
export function generate(options: {
  directory: string;
  events?: number;
  files?: number;
  seed?: number;
}): Promise<Totals>;
