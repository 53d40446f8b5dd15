/** The whole run: series, ours, the alternatives at equal false alarms, the tables. `run.mjs` bundles and starts it. */
import { type CellSpike, chooseSpikes, LINES, scaleOf } from '../../src/query/spike-judge.ts';
import type { Sensitivity } from '../../src/query/spike-names.ts';
import { ALTERNATIVES, type Alternative, type Scored, scoreSeries, USUAL_THRESHOLD } from './alternatives.ts';
import { alarmOf, judge, type Judged, minuteOfDetection } from './ours.ts';
import { DAY, type Kind, type Label, makeSeries } from './series.ts';
import { alarmsAbove, compare, JUDGED_DAYS, type Outcome, WARM_UP_DAYS } from './tally.ts';
import type { Alarm } from './ours.ts';

export interface RunOptions {
  readonly series: number;
  readonly seed: number;
  readonly sensitivity: Sensitivity;
  readonly withAlternatives: boolean;
}

interface Kept {
  readonly kind: Kind;
  readonly rate: number;
  readonly labels: readonly Label[];
  readonly judged: Judged;
  readonly scored: Readonly<Record<'up' | 'down', Record<Alternative, Scored[]> | null>>;
}

/** One spike or drop that was put in, and how each method fared. */
export interface Case {
  readonly kind: Kind;
  readonly rate: number;
  readonly label: Label;
  readonly minutesToDetection: number | null;
  readonly found: Readonly<Record<string, boolean>>;
}

export interface MethodFigures {
  readonly threshold: number | null;
  readonly falseAlarms: number;
  readonly trueAlarms: number;
}

export interface Results {
  readonly options: RunOptions;
  readonly seriesDays: number;
  readonly cases: readonly Case[];
  readonly methods: Readonly<Record<'up' | 'down', Readonly<Record<string, MethodFigures>>>>;
  /** Ours, by kind of series; and in the days before a week was known. */
  readonly falseByKind: Readonly<Record<string, number>>;
  readonly falseBeforeAWeek: number;
  readonly falseList: readonly string[];
  readonly secondsOfJudging: number;
}

export const OURS = 'Trailscope';

export function runBenchmark(options: RunOptions): Results {
  let judging = 0;
  const kept: Kept[] = [];
  for (let index = 0; index < options.series; index++) {
    const { kind, rate, minutes, labels } = makeSeries(options.seed, index);
    const before = process.cpuUsage();
    const judged = judge(minutes);
    const { user } = process.cpuUsage(before);
    judging += user / 1e6;
    const leastExtra = LINES[options.sensitivity].leastExtra;
    const scoring = (direction: 'up' | 'down'): Record<Alternative, Scored[]> | null =>
      options.withAlternatives ? sorted(scoreSeries(minutes, { direction, leastExtra })) : null;
    kept.push({ kind, rate, labels, judged, scored: { up: scoring('up'), down: scoring('down') } });
  }
  return { ...figures(kept, options), secondsOfJudging: judging };
}

function sorted(scored: Record<Alternative, Scored[]>): Record<Alternative, Scored[]> {
  for (const list of Object.values(scored)) list.sort((a, b) => a.start - b.start);
  return scored;
}

type Figures = Omit<Results, 'secondsOfJudging'>;

function figures(kept: readonly Kept[], options: RunOptions): Figures {
  const { limit, bySeries } = chooseSpikes(
    kept.map(({ judged }) => judged.judgement),
    options.sensitivity,
  );
  const cases = new Map<Label, Case>();
  for (const { kind, rate, labels } of kept)
    for (const label of labels) cases.set(label, { kind, rate, label, minutesToDetection: null, found: {} });
  const falseByKind: Record<string, number> = {};
  const falseList: string[] = [];
  const methods: { up: Record<string, MethodFigures>; down: Record<string, MethodFigures> } = {
    up: {},
    down: {},
  };
  let falseBeforeAWeek = 0;
  for (const direction of ['up', 'down'] as const) {
    const total = { falseAlarms: 0, trueAlarms: 0 };
    kept.forEach((one, at) => {
      const spikes = (bySeries[at] ?? []).filter((spike) => spike.direction === direction);
      const alarms = new Map<Alarm, CellSpike>(spikes.map((spike) => [alarmOf(spike, one.judged), spike]));
      const outcome = outcomeOf([...alarms.keys()], one.labels, direction);
      note(cases, one.labels, direction, outcome, OURS);
      total.falseAlarms += outcome.falseAlarms.length;
      total.trueAlarms += outcome.trueAlarms;
      falseByKind[`${one.kind} ${direction}`] =
        (falseByKind[`${one.kind} ${direction}`] ?? 0) + outcome.falseAlarms.length;
      for (const alarm of outcome.falseAlarms) falseList.push(describe(one, alarm, alarms.get(alarm)));
      falseBeforeAWeek += [...alarms.keys()].filter(({ end }) => end <= WARM_UP_DAYS * DAY).length;
      noteTimes(cases, one, direction, limit, options.sensitivity);
    });
    methods[direction][OURS] = { threshold: null, ...total };
    if (!options.withAlternatives) continue;
    for (const method of ALTERNATIVES) {
      const threshold = thresholdFor(kept, method, direction, total.falseAlarms);
      const { falseAlarms, trueAlarms } = applyThreshold(kept, method, direction, threshold, cases, method);
      methods[direction][method] = { threshold, falseAlarms, trueAlarms };
      const name = `${method} (${USUAL_THRESHOLD[method]})`;
      const usual = applyThreshold(kept, method, direction, USUAL_THRESHOLD[method], cases, name);
      methods[direction][name] = { threshold: USUAL_THRESHOLD[method], ...usual };
    }
  }
  const seriesDays = kept.length * JUDGED_DAYS;
  return {
    options,
    seriesDays,
    cases: [...cases.values()],
    methods,
    falseByKind,
    falseBeforeAWeek,
    falseList,
  };
}

function outcomeOf(alarms: readonly Alarm[], labels: readonly Label[], direction: 'up' | 'down'): Outcome {
  const isOwn = ({ factor }: Label): boolean => (direction === 'up' ? factor > 0 : factor === 0);
  return compare(alarms, labels.filter(isOwn), []);
}

function note(
  cases: Map<Label, Case>,
  labels: readonly Label[],
  direction: 'up' | 'down',
  outcome: Outcome,
  method: string,
): void {
  const own = labels.filter(({ factor }) => (direction === 'up' ? factor > 0 : factor === 0));
  own.forEach((label, at) => {
    const one = cases.get(label);
    if (one !== undefined)
      cases.set(label, { ...one, found: { ...one.found, [method]: outcome.found[at] ?? false } });
  });
}

function noteTimes(
  cases: Map<Label, Case>,
  { judged, labels }: Kept,
  direction: 'up' | 'down',
  limit: number,
  sensitivity: Sensitivity,
): void {
  const { leastExtra, leastRatio } = LINES[sensitivity];
  for (const label of labels) {
    const one = cases.get(label);
    if (one === undefined || one.found[OURS] !== true) continue;
    if ((direction === 'up') !== label.factor > 0) continue;
    const times = judged.judgement.candidates
      .filter(
        (candidate) =>
          candidate.direction === direction &&
          candidate.logP <= limit &&
          (direction === 'down' ||
            (candidate.count - candidate.baseline.mean >= leastExtra &&
              candidate.count >= candidate.baseline.mean * leastRatio)) &&
          (candidate.cell + 1) * 60 > label.start &&
          (candidate.cell + 1) * 60 - Math.max(60, scaleOf(candidate)) < label.end,
      )
      .map((candidate) => Math.max(1, minuteOfDetection(candidate, limit, judged) - label.start));
    if (times.length > 0) cases.set(label, { ...one, minutesToDetection: Math.min(...times) });
  }
}

function applyThreshold(
  kept: readonly Kept[],
  method: Alternative,
  direction: 'up' | 'down',
  threshold: number,
  cases: Map<Label, Case> | null,
  name: string,
): { falseAlarms: number; trueAlarms: number } {
  const total = { falseAlarms: 0, trueAlarms: 0 };
  for (const one of kept) {
    const alarms = alarmsAbove(one.scored[direction]?.[method] ?? [], threshold);
    const outcome = outcomeOf(alarms, one.labels, direction);
    if (cases !== null) note(cases, one.labels, direction, outcome, name);
    total.falseAlarms += outcome.falseAlarms.length;
    total.trueAlarms += outcome.trueAlarms;
  }
  return total;
}

/** The lowest threshold that raises no more false alarms than ours. */
function thresholdFor(
  kept: readonly Kept[],
  method: Alternative,
  direction: 'up' | 'down',
  most: number,
): number {
  let [low, high] = [0, 1e6];
  for (let round = 0; round < 40 && high / Math.max(low, 1e-3) > 1.005; round++) {
    const middle = Math.sqrt(Math.max(low, 0.1) * high);
    const { falseAlarms } = applyThreshold(kept, method, direction, middle, null, '');
    if (falseAlarms > most) low = middle;
    else high = middle;
  }
  return high;
}

function describe({ kind, rate }: Kept, alarm: Alarm, spike: CellSpike | undefined): string {
  const best = spike?.best;
  const stretch =
    best === undefined
      ? ''
      : `${best.count} for ${best.baseline.mean.toFixed(2)} ± ${Math.sqrt(best.baseline.variance).toFixed(1)} in ${scaleOf(best)} min, ln p ${best.logP.toFixed(1)}`;
  return `${kind} ${rate}/min day ${(alarm.start / DAY).toFixed(2)} ${alarm.end - alarm.start} min: ${stretch}`;
}
