/** What an exported file is called (docs/decisions/0011). */
import { fileNameOf } from '#query/file-name.ts';
import type { FileOrigin } from '#query/file-name.ts';
import type { Filter } from '#query/filter.ts';
import { FORMAT_FACTS } from './export-plan.ts';
import type { Format } from './export-plan.ts';

/** `trailscope-logs-3f9c1f5e-312-events-outcome-denied.csv` */
export function exportName(format: Format, origin: FileOrigin, events: number, filter: Filter): string {
  return fileNameOf(
    origin,
    `${events}-event${events === 1 ? '' : 's'}`,
    filter,
    FORMAT_FACTS[format].extension,
  );
}

/** Beside the file: `….about.json`. */
export function aboutName(fileName: string): string {
  return `${fileName}.about.json`;
}
