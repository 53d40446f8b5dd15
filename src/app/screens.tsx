import { Suspense, useState } from 'react';
import { DropAnywhere } from '#features/load-logs/drop-anywhere.tsx';
import { StartScreen } from '#features/load-logs/start-screen.tsx';
import { IntakeContext, useNewIntake } from '#features/load-logs/use-intake.ts';
import { UrlsContext, useNewUrls } from '#features/load-logs/use-urls.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { EngineLost } from './engine-lost.tsx';
import { Frame, UrlDialog } from './later.ts';
import { StartFrame } from './start-frame.tsx';
import { usePageTitle } from './use-page-title.ts';

/** Which of the three faces: nothing loaded, the explorer, or the engine lost. */
export function Screens() {
  usePageTitle();
  const phase = useSessionState(phaseOf);
  const urls = useNewUrls();
  const intake = useNewIntake(urls.takeLists);
  const [wereUrlsOpen, setWereUrlsOpen] = useState(false);
  if (urls.isOpen && !wereUrlsOpen) setWereUrlsOpen(true);
  return (
    <UrlsContext value={urls}>
      <IntakeContext value={intake}>
        <DropAnywhere />
        {phase === 'failed' && <EngineLost />}
        {phase === 'empty' && (
          <StartFrame>
            <StartScreen />
          </StartFrame>
        )}
        {phase !== 'failed' && phase !== 'empty' && (
          <Suspense>
            <Frame />
          </Suspense>
        )}
        {wereUrlsOpen && (
          <Suspense>
            <UrlDialog />
          </Suspense>
        )}
      </IntakeContext>
    </UrlsContext>
  );
}
