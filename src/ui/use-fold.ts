import { useState } from 'react';
import { type PreferenceName, readPreference, writePreference } from './preferences.ts';

/** Whether a part of the screen is open, and what folds or unfolds it: a preference of this browser. */
export function useFold(preference: PreferenceName): readonly [boolean, () => void] {
  const [open, setOpen] = useState(() => readPreference(preference) !== 'folded');
  const fold = (): void => {
    writePreference(preference, open ? 'folded' : null);
    setOpen(!open);
  };
  return [open, fold];
}
