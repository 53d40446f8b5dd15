import { useState } from 'react';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { GuideLink } from '#ui/guide-link.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';

const problemOf = (state: SessionState): string | null => state.problem;

/** What concerns the whole set, on every screen: out of memory, counts that disagree. */
export function ProblemNotice() {
  const problem = useSessionState(problemOf);
  const [seen, setSeen] = useState<string | null>(null);
  if (problem === null || problem === seen) return null;
  return (
    <Notice tone="attention" title="Not everything went well" onDismiss={() => setSeen(problem)}>
      {visibleText(problem)} <GuideLink to="messages">What messages mean</GuideLink>
    </Notice>
  );
}
