/** What a link says of the spikes: how they are looked for, which is open, what was marked as expected. */
import { timeSpanOf } from '#lib/time-text.ts';
import { formatSeries, parseSeries } from '#query/series-name.ts';
import type { SpikeMark } from '#query/series-name.ts';
import { FAMILIES, SENSITIVITIES } from '#query/spike-names.ts';
import type { Family, Sensitivity } from '#query/spike-names.ts';
import { entryReader, oneOf } from './entry-reader.ts';
import type { Drop } from './entry-reader.ts';
import { isValidTime } from './link-time.ts';

/** The list with one spike's chart; many series side by side; hours and weekdays. */
export const SPIKE_TABS = ['list', 'series', 'hours'] as const;
export type SpikeTab = (typeof SPIKE_TABS)[number];

/** Minutes of one point of a chart. */
export const BUCKETS = [1, 5, 15, 60, 360, 1440] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Which series stand side by side. */
export const SERIES_ORDERS = ['unusual', 'busy'] as const;
export type SeriesOrder = (typeof SERIES_ORDERS)[number];

/** How many of them stand on the page. */
export const SERIES_COUNTS = [12, 24, 48] as const;
export type SeriesCount = (typeof SERIES_COUNTS)[number];

/** What each picture of hours and weekdays is of; `all`: one of everything. */
export const HOURS_BY = ['principal', 'eventSource', 'sourceIPAddress', 'all'] as const;
export type HoursBy = (typeof HOURS_BY)[number];

export interface SpikeView {
  readonly spikeTab: SpikeTab;
  readonly sensitivity: Sensitivity;
  /** Also management calls that only read. */
  readonly countReads: boolean;
  /** The kinds of series whose spikes are shown; null = all. */
  readonly families: readonly Family[] | null;
  /** The spike (or series) that is open; null = the first of the list. */
  readonly spike: SpikeMark | null;
  /** `sharedEventID` of AWS's own Insights event that is open. */
  readonly insight: string | null;
  /** Null = what fits the time shown. */
  readonly bucket: Bucket | null;
  /** Marked as expected by whoever looked. */
  readonly expected: readonly SpikeMark[];
  readonly seriesOrder: SeriesOrder;
  /** Null = as many as fit. */
  readonly seriesCount: SeriesCount | null;
  /** All series side by side on one scale, instead of each on its own. */
  readonly sameScale: boolean;
  readonly hoursBy: HoursBy;
  /** Whether the chart of a series of calls draws those that ended in an error. */
  readonly errorLine: boolean;
}

export const DEFAULT_SPIKE_VIEW: SpikeView = {
  spikeTab: 'list',
  sensitivity: 'normal',
  countReads: false,
  families: null,
  spike: null,
  insight: null,
  bucket: null,
  expected: [],
  seriesOrder: 'unusual',
  seriesCount: null,
  sameScale: false,
  hoursBy: 'principal',
  errorLine: true,
};

export const MOST_EXPECTED = 50;
const LONGEST_MARK = 2_500;
const LONGEST_ID = 200;

type Entry = [key: string, value: string];

export const SPIKE_KEYS =
  'spikes step reads kinds spike insight bucket expected series many scale hours errors'.split(' ');

export function writeSpikes(view: SpikeView): Entry[] {
  const usual = DEFAULT_SPIKE_VIEW;
  const entries: Entry[] = [];
  const add = (key: string, value: string | null): void => {
    if (value !== null) entries.push([key, value]);
  };
  add('spikes', view.spikeTab === usual.spikeTab ? null : view.spikeTab);
  add('step', view.sensitivity === usual.sensitivity ? null : view.sensitivity);
  add('reads', view.countReads ? '1' : null);
  add('kinds', view.families?.join(',') ?? null);
  add('spike', view.spike === null ? null : markText(view.spike));
  add('insight', view.insight);
  add('bucket', view.bucket === null ? null : String(view.bucket));
  for (const mark of view.expected) add('expected', markText(mark));
  add('series', view.seriesOrder === usual.seriesOrder ? null : view.seriesOrder);
  add('many', view.seriesCount === null ? null : String(view.seriesCount));
  add('scale', view.sameScale ? 'same' : null);
  add('hours', view.hoursBy === usual.hoursBy ? null : view.hoursBy);
  add('errors', view.errorLine ? null : 'hidden');
  return entries;
}

export function readSpikes(params: URLSearchParams, drop: Drop): SpikeView {
  const usual = DEFAULT_SPIKE_VIEW;
  const read = entryReader(params, drop);
  return {
    spikeTab: read('spikes', oneOf(SPIKE_TABS), 'There is nothing of that name.') ?? usual.spikeTab,
    sensitivity: read('step', oneOf(SENSITIVITIES), 'There is no such step.') ?? usual.sensitivity,
    countReads: read('reads', oneOf(['1']), 'It is neither 1 nor absent.') !== null,
    families: read('kinds', readFamilies, 'It does not name kinds of series.'),
    spike: read('spike', readMark, 'It does not name a spike.'),
    insight: read('insight', readId, 'It does not name an Insights event.'),
    bucket: read('bucket', readBucket, 'Nothing is counted in buckets of that length.'),
    expected: readExpected(params, drop),
    seriesOrder: read('series', oneOf(SERIES_ORDERS), 'There is no such order.') ?? usual.seriesOrder,
    seriesCount: read('many', readCount, 'So many series do not stand side by side.'),
    sameScale: read('scale', oneOf(['same']), 'It is neither “same” nor absent.') !== null,
    hoursBy: read('hours', oneOf(HOURS_BY), 'Hours are not shown by it.') ?? usual.hoursBy,
    errorLine: read('errors', oneOf(['hidden']), 'It is neither “hidden” nor absent.') === null,
  };
}

export function isValidSpikes(view: SpikeView): boolean {
  const drops: string[] = [];
  const back = readSpikes(new URLSearchParams(writeSpikes(view)), (key) => drops.push(key));
  return drops.length === 0 && JSON.stringify(back) === JSON.stringify(onlySpikes(view));
}

function onlySpikes(view: SpikeView): SpikeView {
  const { spikeTab, sensitivity, countReads, families, spike, insight, bucket } = view;
  const { expected, seriesOrder, seriesCount, sameScale, hoursBy, errorLine } = view;
  const mark = (given: SpikeMark): SpikeMark => readMark(markText(given)) ?? given;
  return {
    spikeTab,
    sensitivity,
    countReads,
    families,
    spike: spike === null ? null : mark(spike),
    insight,
    bucket,
    expected: expected.map(mark),
    seriesOrder,
    seriesCount,
    sameScale,
    hoursBy,
    errorLine,
  };
}

/** `2025-10-10T21:16:00Z~call~s3.amazonaws.com~…`. */
function markText({ series, at }: SpikeMark): string {
  return `${new Date(at).toISOString().replace('.000Z', 'Z')}~${formatSeries(series)}`;
}

function readMark(text: string): SpikeMark | null {
  const place = text.indexOf('~');
  if (place < 0 || text.length > LONGEST_MARK || /\p{Cs}/u.test(text)) return null;
  const at = timeSpanOf(text.slice(0, place))?.start ?? null;
  const series = parseSeries(text.slice(place + 1));
  return at === null || series === null || !isValidTime(at) ? null : { series, at };
}

/** In the order of `FAMILIES`, each once; a part of them, else it would say nothing. */
function readFamilies(text: string): readonly Family[] | null {
  const named = text.split(',');
  const families = FAMILIES.filter((family) => named.includes(family));
  return families.length > 0 && families.join(',') === text ? families : null;
}

function readBucket(text: string): Bucket | null {
  return BUCKETS.find((minutes) => String(minutes) === text) ?? null;
}

function readCount(text: string): SeriesCount | null {
  return SERIES_COUNTS.find((count) => String(count) === text) ?? null;
}

function readId(text: string): string | null {
  return text !== '' && text.length <= LONGEST_ID && !/\p{Cs}/u.test(text) ? text : null;
}

function readExpected(params: URLSearchParams, drop: Drop): readonly SpikeMark[] {
  const marks = new Map<string, SpikeMark>();
  for (const text of params.getAll('expected')) {
    const mark = readMark(text);
    if (mark === null) drop('expected', 'It does not name a spike.');
    else if (marks.size === MOST_EXPECTED && !marks.has(markText(mark)))
      drop('expected', `No more than ${MOST_EXPECTED} spikes are marked.`);
    else marks.set(markText(mark), mark);
  }
  return [...marks.values()];
}
