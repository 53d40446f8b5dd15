/** What the settings mean, in a sentence each. The numbers are those that the judge goes by. */
import { LINES } from '#query/spike-judge.ts';
import type { Sensitivity, Family } from '#query/spike-names.ts';
import { countText } from '#ui/number-text.ts';

const STEPS: Readonly<Record<Sensitivity, string>> = {
  plain: 'Only what nobody would miss',
  normal: 'What is worth a look',
  fine: 'Also what might be chance',
};

/** `What is worth a look: at least 1.6 × and 10 calls more than expected; of 1,000 at most one should be none.` */
export function stepSentence(step: Sensitivity): string {
  const { leastRatio, leastExtra, falseShare } = LINES[step];
  return `${STEPS[step]}: at least ${leastRatio} × and ${leastExtra} calls more than expected; of ${countText(Math.round(1 / falseShare))} at most one should be none.`;
}

export const FAMILY_CHOICES: Readonly<Record<Family, { readonly label: string; readonly about: string }>> = {
  call: { label: 'Call rates', about: 'One API in one region of one account' },
  error: { label: 'Error rates', about: 'One error code in one region of one account' },
  denied: { label: 'Refusals', about: 'Everything that was refused in one account, whatever the code' },
  principal: { label: 'Principals', about: 'All calls of one principal in one account' },
  address: { label: 'Addresses', about: 'All calls from one source address in one account' },
  trail: {
    label: 'Whole trails',
    about: 'All calls of one account in one region: silence may be the logging itself',
  },
};
