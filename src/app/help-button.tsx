import { Suspense, useState } from 'react';
import { useKeys } from '#ui/use-keys.ts';
import { HelpDialog } from './later.ts';
import { RailButton } from './rail-button.tsx';

/** Opens the help: the user guide, and the list of keys. */
export function HelpButton() {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const show = (): void => {
    setOpen(true);
    setWasOpen(true);
  };
  useKeys({ '?': show });
  return (
    <>
      <RailButton icon="help" label="Help" title="Help: user guide and keys (?)" onClick={show} />
      {wasOpen && (
        <Suspense>
          <HelpDialog opened={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
