/** How much more, or less, than was to be expected: one text for lists, tiles and charts. */
import { exactTimesText, rateText, timesText } from './number-text.ts';

interface Size {
  readonly direction: 'up' | 'down';
  readonly observed: number;
  readonly expected: number;
  /** Null where nothing at all was to be expected. */
  readonly ratio: number | null;
}

/** `×35`; `new` where nothing was to be expected; of a drop how far down. */
export function sizeWords({ direction, observed, expected, ratio }: Size): string {
  if (direction === 'down') return observed === 0 ? '↓ silence' : `↓ to ${percentOf(observed, expected)}`;
  return ratio === null ? 'new' : timesText(ratio);
}

/** The same for a tooltip and for those who hear it; here the number is told whole. */
export function sizeSentence({ direction, observed, expected, ratio }: Size): string {
  if (direction === 'down')
    return observed === 0
      ? 'Silence where calls were expected'
      : `Far fewer than expected: ${percentOf(observed, expected)} of them`;
  return ratio === null
    ? 'Nothing at all was to be expected'
    : `${exactTimesText(ratio)} times what was to be expected`;
}

const percentOf = (observed: number, expected: number): string =>
  `${rateText((100 * observed) / Math.max(expected, observed))} %`;
