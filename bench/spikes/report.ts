/** The results as Markdown. */
import { ALTERNATIVES } from './alternatives.ts';
import { type Case, OURS, type Results } from './main.ts';
import { DROP_LENGTHS, FACTORS, KINDS, LENGTHS, RATES } from './series.ts';

const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);
const whole = (share: number): string => (Number.isNaN(share) ? '–' : `${Math.round(share * 100)}`);

function recall(cases: readonly Case[], method: string): number {
  return cases.length === 0
    ? Number.NaN
    : cases.filter(({ found }) => found[method] === true).length / cases.length;
}

/** What the target speaks of: five times and more, with at least 20 calls added. */
export const isTarget = ({ label }: Case): boolean => label.factor >= 5 && label.calls >= 20;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function report(results: Results): string {
  const { options, cases, seriesDays, methods } = results;
  const spikes = cases.filter(({ label }) => label.factor > 0);
  const drops = cases.filter(({ label }) => label.factor === 0);
  return [
    `${options.series.toLocaleString('en')} series × 28 days, seed ${options.seed}, step “${options.sensitivity}”: ${spikes.length.toLocaleString('en')} spikes and ${drops.length.toLocaleString('en')} drops put in, judged over ${seriesDays.toLocaleString('en')} series-days.`,
    '',
    '### All together',
    '',
    summary(results, spikes, methods.up, seriesDays),
    '',
    `Recall of Trailscope for spikes of 5 × and more with at least 20 added calls, by kind of series: ${byKind(spikes.filter(isTarget))}. False alarms by kind: ${Object.entries(
      results.falseByKind,
    )
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')}. In the days before a week was known: ${results.falseBeforeAWeek}.`,
    '',
    '### By factor, base rate and length',
    '',
    cellTable(spikes),
    '',
    worse(spikes),
    '',
    '### Drops to silence',
    '',
    summary(results, drops, methods.down, seriesDays),
    '',
    dropTable(drops),
    '',
  ].join('\n');
}

function summary(
  { options }: Results,
  cases: readonly Case[],
  methods: Results['methods']['up'],
  seriesDays: number,
): string {
  const targets = cases.filter(isTarget);
  const rows = Object.entries(methods).map(([method, { threshold, falseAlarms, trueAlarms }]) => [
    method === OURS ? `**${OURS}** (${options.sensitivity})` : method.replace(/ \(.*/, ''),
    threshold === null ? '' : threshold.toPrecision(3),
    ((falseAlarms / seriesDays) * 1_000).toFixed(2),
    percent(trueAlarms / Math.max(1, trueAlarms + falseAlarms)),
    percent(recall(cases, method)),
    ...(targets.length === 0 ? [] : [percent(recall(targets, method))]),
  ]);
  const head = ['method', 'threshold', 'false alarms per 1,000 series-days', 'precision', 'recall, all'];
  return table(targets.length === 0 ? head : [...head, 'recall, ≥ 5 × with ≥ 20 calls'], rows);
}

function byKind(cases: readonly Case[]): string {
  return KINDS.map(
    (kind) =>
      `${kind} ${percent(
        recall(
          cases.filter((one) => one.kind === kind),
          OURS,
        ),
      )}`,
  ).join(', ');
}

const length = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`);

interface Group {
  readonly name: readonly string[];
  readonly cases: readonly Case[];
}

function groups(cases: readonly Case[]): Group[] {
  return RATES.flatMap((rate) =>
    LENGTHS.flatMap((minutes) =>
      FACTORS.map((factor) => ({
        name: [String(rate), length(minutes), `${factor} ×`],
        cases: cases.filter(
          (one) => one.rate === rate && one.label.length === minutes && one.label.factor === factor,
        ),
      })),
    ),
  ).filter((group) => group.cases.length > 0);
}

function cellTable(cases: readonly Case[]): string {
  const rows = groups(cases).map(({ name, cases: own }) => [
    ...name,
    String(own.length),
    Math.round(medianOf(own.map(({ label }) => label.calls))).toLocaleString('en'),
    `**${whole(recall(own, OURS))}**`,
    time(own),
    ...ALTERNATIVES.map((method) => whole(recall(own, method))),
  ]);
  return table(
    [
      'calls a minute',
      'length',
      'factor',
      'spikes',
      'calls added',
      'recall %',
      'minutes to detection',
      ...ALTERNATIVES.map((method) => `${method} %`),
    ],
    rows,
  );
}

function worse(cases: readonly Case[]): string {
  const all = groups(cases);
  const compared = all.filter(({ cases: own }) => ALTERNATIVES.some((method) => recall(own, method) > 0));
  const behind = compared.flatMap(({ name, cases: own }) =>
    ALTERNATIVES.filter((method) => recall(own, method) > recall(own, OURS)).map(
      (method) =>
        `${name.join(', ')}: ${whole(recall(own, OURS))} against ${whole(recall(own, method))} (${method})`,
    ),
  );
  return `Cells in which any alternative finds something at equal false alarms: ${compared.length} of ${all.length}. In ${behind.length === 0 ? 'none' : behind.length} of them an alternative finds more${behind.length === 0 ? '.' : `: ${behind.join('; ')}.`}`;
}

function dropTable(cases: readonly Case[]): string {
  const rows = RATES.flatMap((rate) =>
    DROP_LENGTHS.map((minutes) => {
      const own = cases.filter((one) => one.rate === rate && one.label.length === minutes);
      return [
        String(rate),
        length(minutes),
        String(own.length),
        `**${whole(recall(own, OURS))}**`,
        time(own),
        ...ALTERNATIVES.map((method) => whole(recall(own, method))),
      ];
    }),
  );
  return table(
    [
      'calls a minute',
      'length',
      'drops',
      'recall %',
      'minutes to detection',
      ...ALTERNATIVES.map((method) => `${method} %`),
    ],
    rows,
  );
}

function time(cases: readonly Case[]): string {
  const times = cases.flatMap(({ minutesToDetection }) =>
    minutesToDetection === null ? [] : [minutesToDetection],
  );
  return times.length === 0 ? '–' : String(Math.round(medianOf(times)));
}

function medianOf(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  return ordered[ordered.length >> 1] ?? Number.NaN;
}
