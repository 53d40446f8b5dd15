import { Suspense } from 'react';
import { ThemeMenu } from './later.ts';
import { RailButton } from './rail-button.tsx';

/** In its place from the start; what opens it comes after the first picture. */
export function ThemeButton() {
  return (
    <Suspense fallback={<RailButton icon="theme" label="Theme" />}>
      <ThemeMenu />
    </Suspense>
  );
}
