/** Moments as CloudTrail writes them inside records: three ways of one service. Not for what people type. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Feb 12, 2025, 11:16:48 PM`, older without the second comma; the blank may be a narrow no-break one. Always UTC. */
const US_TEXT = /^([a-z]{3})[a-z]* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s?([ap])\.?m\.?$/iu;

/** `20131102T010628Z`, as records before 2015 write it. */
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** ms since 1970 UTC; null when it is none of them. */
export function momentOf(text: string | null): number | null {
  if (text === null) return null;
  const trimmed = text.trim();
  const iso = trimmed.replace(BASIC, '$1-$2-$3T$4:$5:$6Z');
  if (ISO.test(iso)) return finite(Date.parse(iso));
  const us = US_TEXT.exec(trimmed);
  if (us === null) return null;
  const [, month = '', day, year, hour, minute, second, half = ''] = us;
  const at = MONTHS.indexOf(month.toLowerCase());
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return at === -1
    ? null
    : finite(Date.UTC(Number(year), at, Number(day), hours, Number(minute), Number(second)));
}

const finite = (time: number): number | null => (Number.isFinite(time) ? time : null);
