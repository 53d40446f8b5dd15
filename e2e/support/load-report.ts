/** The load report as a user has it: a JSON file, downloaded and read again. */
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { LoadReport } from '../../src/session/session.ts';
import type { TrailscopePage } from './page.ts';

export type FileInReport = LoadReport['files'][number];

export async function downloadedReport(trailscope: TrailscopePage): Promise<LoadReport> {
  const download = await trailscope.downloadReport();
  const report: LoadReport = JSON.parse(await readFile(await download.path(), 'utf8'));
  return report;
}

/** The file of that name, whatever folder it came in. */
export function fileIn(report: LoadReport, name: string): FileInReport {
  const file = report.files.find((entry) => entry.name === name || entry.name.endsWith(`/${name}`));
  expect(file, `${name} is in the report`).toBeDefined();
  if (file === undefined) throw new Error(`${name} is not in the report`);
  return file;
}

/** Each record found is somewhere, in every file and in the whole. */
export function expectSums(report: LoadReport): void {
  for (const file of report.files) {
    expect(file.records, file.name).toBe(file.loaded + file.duplicates + file.rejectedCount);
  }
  const sum = (count: (file: FileInReport) => number): number =>
    report.files.reduce((total, file) => total + count(file), 0);
  expect(report.found).toBe(report.events + report.duplicates + report.rejected);
  expect(report.found).toBe(sum((file) => file.records));
  expect(report.events).toBe(sum((file) => file.loaded));
  expect(report.duplicates).toBe(sum((file) => file.duplicates));
  expect(report.rejected).toBe(sum((file) => file.rejectedCount));
}
