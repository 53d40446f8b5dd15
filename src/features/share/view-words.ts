/** What a view holds, in words: for those who share it, and for those who open a link before they have its data. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { LOCAL } from '#lib/zone-time.ts';
import { describeFilter } from '#query/describe-filter.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { sameSort } from '#query/sort.ts';
import { countOf } from '#ui/number-text.ts';
import type { Period } from '#view-state/link-time.ts';
import { DEFAULT_VIEW, sameColumns } from '#view-state/view-state.ts';
import type { Against, ViewState } from '#view-state/view-state.ts';

/** Every word may come out of a link: shown as text that cannot deceive. */
export interface ViewWords {
  readonly label: string;
  readonly words: string;
}

const SCREENS = {
  events: 'Events',
  compare: 'Compare',
  data: 'Data',
  principals: 'Principals',
  sessions: 'Sessions',
  timeline: 'Timeline',
  new: 'What is new',
  overview: 'Overview',
  spikes: 'Spikes',
} as const satisfies Record<ViewState['screen'], string>;

type WriteTime = (ms: number) => string;

/** One entry for each piece of the view that is not as at the start; filter, time and screen always. */
export function viewWords(view: ViewState, writeTime: WriteTime): readonly ViewWords[] {
  const { filter, zone } = view;
  const off = filter.clauses.filter((clause) => clause.disabled).length;
  const conditions = describeFilter({ ...filter, from: null, to: null });
  const time = describeFilter({ clauses: [], from: filter.from, to: filter.to }, writeTime);
  const entries: (ViewWords | null)[] = [
    { label: 'Screen', words: SCREENS[view.screen] },
    { label: 'Filter', words: `${conditions === '' ? 'none' : conditions}${offWords(off)}` },
    { label: 'Time', words: time === '' ? 'all' : time.replace(/^time is /, '') },
    view.event === null ? null : { label: 'Open event', words: eventWords(view.event) },
    sameSort(view.sort, DEFAULT_VIEW.sort) ? null : { label: 'Order', words: sortWords(view.sort) },
    fieldWords('Columns', view.columns, DEFAULT_VIEW.columns),
    fieldWords('Pinned columns', view.pinned, DEFAULT_VIEW.pinned),
    fieldWords('Values counted', view.facets, DEFAULT_VIEW.facets),
    view.runs ? { label: 'Runs', words: 'alike events shown as one line' } : null,
    view.stack === 'verb' ? { label: 'Bars', words: 'divided by verb' } : null,
    view.against === null ? null : { label: 'Compared', words: againstWords(view.against, writeTime) },
    view.compare.length === 0
      ? null
      : { label: 'Side by side', words: countOf(view.compare.length, 'event') },
    ...peopleWords(view, writeTime),
    ...spikeWords(view, writeTime),
    view.sources.length === 0 ? null : { label: 'Offers', words: sourceWords(view.sources) },
    zone === DEFAULT_VIEW.zone
      ? null
      : { label: 'Times shown in', words: zone === LOCAL ? 'the zone of whoever reads' : zone },
  ];
  return entries.filter((entry) => entry !== null);
}

/** What the screens about people show. */
function peopleWords(view: ViewState, writeTime: WriteTime): (ViewWords | null)[] {
  const entry = (label: string, words: string | null): ViewWords | null =>
    words === null || words === '' ? null : { label, words };
  const period = (given: Period | null): string | null =>
    given === null ? null : `${writeTime(given.from)} to ${writeTime(given.to)}`;
  const { listOrder, versus } = view;
  const against = versus === null || !('search' in versus) ? period(versus) : versus.search;
  return [
    entry('Listed by', view.group === DEFAULT_VIEW.group ? null : view.group),
    entry(
      'List sorted by',
      listOrder === null ? null : `${listOrder.column}, ${listOrder.descending ? 'greatest' : 'least'} first`,
    ),
    entry('Searched in the list', view.find),
    entry('Lanes', view.lanes),
    entry('Time shown', period(view.zoom)),
    entry('Below the lanes', view.tab),
    entry('Compared with', against),
    entry('Touched within', period(view.touched)),
    entry('Chain of session', view.chain),
    entry('New in', period(view.newIn)),
    entry('Not in', period(view.newAgainst)),
  ];
}

/** What the screen of spikes shows, and how they are looked for. */
function spikeWords(view: ViewState, writeTime: WriteTime): (ViewWords | null)[] {
  const entry = (label: string, words: string | null): ViewWords | null =>
    words === null ? null : { label, words };
  const usual = DEFAULT_VIEW;
  const { spike, expected, families, bucket } = view;
  const named =
    spike === null ? null : [spike.series.name, spike.series.account].filter((one) => one !== null);
  return [
    entry('Spikes as', view.spikeTab === usual.spikeTab ? null : view.spikeTab),
    entry('Sensitivity', view.sensitivity === usual.sensitivity ? null : view.sensitivity),
    entry('Counted too', view.countReads ? 'management calls that only read' : null),
    entry('Kinds of series', families?.join(', ') ?? null),
    entry(
      'Spike',
      spike === null || named === null
        ? null
        : `${[spike.series.family, ...named].join(' ')} at ${writeTime(spike.at)}`,
    ),
    entry('Insights event', view.insight),
    entry('Counted in', bucket === null ? null : `buckets of ${countOf(bucket, 'minute')}`),
    entry('Marked as expected', expected.length === 0 ? null : countOf(expected.length, 'spike')),
    entry('Series side by side', view.seriesOrder === usual.seriesOrder ? null : `${view.seriesOrder} first`),
    entry('Series on the page', view.seriesCount === null ? null : String(view.seriesCount)),
    entry('Scale of the series', view.sameScale ? 'the same for all' : null),
    entry('Line of errors', view.errorLine ? null : 'not drawn'),
    entry('Hours by', view.hoursBy === usual.hoursBy ? null : view.hoursBy),
  ];
}

/** Whether the link says anything that stands in the logs: such names go wherever the link goes. */
export function holdsNames(view: ViewState): boolean {
  const { filter, event, compare, find, chain, versus, spike, expected } = view;
  const isSpike = spike !== null || expected.length > 0;
  const isNamed = isSpike || find !== '' || chain !== null || (versus !== null && 'search' in versus);
  return filter.clauses.length > 0 || event !== null || compare.length > 0 || isNamed;
}

function offWords(off: number): string {
  return off === 0 ? '' : ` (and ${countOf(off, 'condition')} switched off)`;
}

function eventWords(event: EventAddress): string {
  return 'eventId' in event ? event.eventId : `byte ${event.offset} of ${event.fileName}`;
}

export function sortWords({ field, descending }: ViewState['sort']): string {
  if (field === 'eventTime') return descending ? 'newest first' : 'oldest first';
  return `by ${FIELDS[field].label}, ${descending ? 'Z to A' : 'A to Z'}`;
}

function fieldWords(
  label: string,
  fields: readonly FieldKey[],
  usual: readonly FieldKey[],
): ViewWords | null {
  if (sameColumns(fields, usual)) return null;
  return { label, words: fields.length === 0 ? 'none' : fields.map((key) => FIELDS[key].label).join(', ') };
}

/** Their hosts; whoever opens the link sees them whole before anything is fetched. */
function sourceWords(sources: readonly string[]): string {
  const hosts = [...new Set(sources.map((source) => new URL(source).host))];
  return `${countOf(sources.length, 'public address', 'public addresses')} to load from ${hosts.join(', ')}, after a click`;
}

function againstWords(against: Against, writeTime: WriteTime): string {
  if (against === 'rest') return 'with all other events';
  if (against === 'before') return 'with as long a time just before';
  return `with ${writeTime(against.from)} to ${writeTime(against.to)}`;
}
