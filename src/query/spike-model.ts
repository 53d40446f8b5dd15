export const DAY_HOURS = 24;
export const WEEK_DAYS = 7;

/** Settings of the model, each as tuned on other seeds than `docs/spikes.md` reports. */
export const MODEL = {
  /** Calls, in units of the dispersion, that a season must have before it outweighs the flat rate. */
  seasonPrior: 3,
  /** Scatter that is assumed before any is seen: of a count (bursts), and of a rate. */
  burstiness: 0.5,
  /** The same of the busiest minutes of an hour, of which much is known. */
  peakBurstiness: 0.2,
  rateScatter: 0.06,
  /** Variance ÷ mean of calls that are hardly ever made: they come in bundles. Calls that this is worth. */
  bundle: 4,
  bundlePrior: 10,
  /** From so many calls on the scatter of an hour's greatest is believed to be below a Poisson's. */
  manyCalls: 100,
  /** History cells that this assumption is worth. */
  scatterPrior: 10,
  /** Days after which is known how bursts come; and how far a burst then keeps to the length of time that is judged. */
  burstDays: 14,
  burstOwn: 0.5,
  /** Standard deviation of bursts, in units of a usual one. */
  burstScatter: 0.22,
  /** The part of a Poisson's variance that the biggest burst of a day has, where there is one on most days: it scatters less than a single one. */
  burstPoisson: 0.4,
  /** How much busier than a week ago a day may be for its bursts to say something of this one's. */
  alikeDays: 1.15,
  /** Of a peak two weeks ago, how many times it that of a week ago is a habit. */
  weekly: 2,
  /** Standard deviation of a rate of which one week is known rather than two. */
  youngScatter: 0.2,
  /** Calls below which the hours beside are taken as equal to the hour itself. */
  fewCalls: 20,
  /** Standard deviations of noise above which a peak on two days is a habit. */
  habit: 3,
  /** Hours that hold more than so many times as much say less of how much this one scatters. */
  muchMore: 3,
  /** Days that the assumed scatter of a habit is worth. */
  habitPrior: 3,
};
