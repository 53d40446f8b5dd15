/** The spikes of the list as a file: the shape is a promise (docs/spikes-export.md). Pure. */
import { csvLine } from '#lib/csv.ts';
import type { CsvCell } from '#lib/csv.ts';
import type { Spike, SpikeReport } from '#query/find-spikes.ts';
import { seriesText } from '#query/series-words.ts';
import { ATTRIBUTES } from '#query/spike-attribution.ts';
import type { Attribute, AttributionList, Cause, Explained } from '#query/spike-attribution.ts';
import { foundIn, historyInWords } from '#query/spike-words.ts';

/** A spike of the list with who and what made its calls. */
export interface SpikeEntry {
  readonly spike: Spike;
  readonly isExpected: boolean;
  readonly explained: Explained;
}

/** What the file says of where it came from. */
export interface SpikesSource {
  readonly dataSet: string | null;
  readonly fingerprint: string | null;
  /** As the search bar writes it. */
  readonly filter: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly sensitivity: string;
  readonly reads: boolean;
  readonly kinds: readonly string[];
}

const FORMAT = 'trailscope-spikes';
const VERSION = 1;
const MINUTE = 60_000;

export function spikesJson(
  entries: readonly SpikeEntry[],
  report: SpikeReport,
  source: SpikesSource,
): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    ...source,
    method: 'docs/spikes.md: Trailscope’s own definition; AWS publishes none',
    firstEvent: timeText(report.range?.from ?? null),
    lastEvent: timeText(report.range?.to ?? null),
    hours: report.hours,
    unbrokenHours: report.unbroken,
    history: historyInWords(report.unbroken),
    series: report.series,
    seriesNotLookedAt: report.left,
    eventsNotLookedAt: report.outside,
    spikesFound: foundIn(report) + report.others,
    listed: entries.length,
    spikes: entries.map(jsonEntry),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function jsonEntry({ spike, isExpected, explained }: SpikeEntry, at: number) {
  const { series } = spike;
  return {
    rank: at + 1,
    series: seriesText(series),
    kind: series.family,
    eventSource: series.eventSource,
    name: series.name,
    identityAccount: series.ownAccount,
    region: series.region,
    account: series.account,
    direction: spike.direction,
    start: timeText(spike.start),
    end: timeText(spike.end),
    peak: timeText(spike.peak.at),
    peakCount: spike.peak.count,
    observed: spike.observed,
    expected: spike.expected,
    ratio: spike.ratio,
    surprise: spike.surprise,
    logP: spike.logP,
    minutesJudged: spike.scale,
    daysBefore: spike.days,
    markedAsExpected: isExpected,
    silentTogether: spike.together,
    cause: causeEntry(explained.cause),
    onResource: causeEntry(explained.onResource),
    attributions: explained.attributions.map((one) => ({
      attribute: one.attribute,
      spike: listEntry(one.spike),
      baseline: listEntry(one.baseline),
    })),
  };
}

function causeEntry(cause: Cause | null) {
  if (cause === null) return null;
  const { attribute, value, share, within, before } = cause;
  return { attribute, value, share, within, before };
}

function listEntry({ values, other }: AttributionList) {
  return { values, other };
}

/** As CloudTrail writes it. Beyond the year 275,760 there is no date. */
export function timeText(ms: number | null): string | null {
  if (ms === null) return null;
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
}

type CellOf = (entry: SpikeEntry) => CsvCell;

const OWN_COLUMNS: Readonly<Record<string, CellOf>> = {
  series: ({ spike }) => seriesText(spike.series),
  kind: ({ spike }) => spike.series.family,
  eventSource: ({ spike }) => spike.series.eventSource,
  name: ({ spike }) => spike.series.name,
  identityAccount: ({ spike }) => spike.series.ownAccount,
  region: ({ spike }) => spike.series.region,
  account: ({ spike }) => spike.series.account,
  direction: ({ spike }) => spike.direction,
  start: ({ spike }) => timeText(spike.start),
  end: ({ spike }) => timeText(spike.end),
  minutes: ({ spike }) => (spike.end - spike.start) / MINUTE,
  peak: ({ spike }) => timeText(spike.peak.at),
  peakCount: ({ spike }) => spike.peak.count,
  observed: ({ spike }) => spike.observed,
  expected: ({ spike }) => spike.expected,
  ratio: ({ spike }) => spike.ratio,
  surprise: ({ spike }) => spike.surprise,
  daysBefore: ({ spike }) => spike.days,
  markedAsExpected: ({ isExpected }) => isExpected,
  causeAttribute: ({ explained }) => explained.cause?.attribute ?? null,
  causeValue: ({ explained }) => explained.cause?.value ?? null,
  causeShare: ({ explained }) => explained.cause?.share ?? null,
  causeBefore: ({ explained }) => explained.cause?.before ?? null,
};

/** Of each attribute the value with most calls within the spike, and its share of them. */
const TOP_COLUMNS: Readonly<Record<string, CellOf>> = Object.fromEntries(
  ATTRIBUTES.flatMap((attribute): [string, CellOf][] => [
    [`top_${attribute}`, (entry) => topOf(entry, attribute)?.value ?? null],
    [`top_${attribute}_share`, (entry) => topOf(entry, attribute)?.share ?? null],
  ]),
);

const CSV_COLUMNS = { ...OWN_COLUMNS, ...TOP_COLUMNS };

export const SPIKE_CSV_COLUMNS = Object.keys(CSV_COLUMNS);

function topOf({ explained }: SpikeEntry, attribute: Attribute) {
  const list = explained.attributions.find((one) => one.attribute === attribute)?.spike;
  const [top] = list?.values ?? [];
  if (list === undefined || top === undefined) return null;
  const all = list.values.reduce((sum, { count }) => sum + count, list.other.count);
  return { value: top.value, share: top.count / all };
}

/** Cells that a spreadsheet would run as a formula are made harmless (`lib/csv.ts`). */
export function spikesCsv(entries: readonly SpikeEntry[]): string {
  const columns = Object.values(CSV_COLUMNS);
  const lines = entries.map((entry) => csvLine(columns.map((cellOf) => cellOf(entry))));
  return [csvLine(SPIKE_CSV_COLUMNS), ...lines].join('');
}
