import { useMemo, useState } from 'react';
import { readPreference, writePreference } from '#ui/preferences.ts';
import type { SingleKeys } from '#ui/single-keys.ts';

const OFF = 'off';

/** The reader's wish, kept in this browser. */
export function useSingleKeys(): SingleKeys {
  const [on, setOn] = useState(() => readPreference('singleKeys') !== OFF);
  return useMemo(
    () => ({
      on,
      set: (next) => {
        setOn(next);
        writePreference('singleKeys', next ? null : OFF);
      },
    }),
    [on],
  );
}
