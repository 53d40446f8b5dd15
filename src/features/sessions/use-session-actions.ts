import { useCallback } from 'react';
import { isSession } from '#cloudtrail/credential-words.ts';
import type { Credential } from '#cloudtrail/lineage.ts';
import { useEventAddress } from '#session/use-event-address.ts';
import { copyText } from '#ui/copy-text.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { blastRadiusOf, eventsOf, subjectOfCredential, timelineOf } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidView } from '#view-state/view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';

/** What a session or a key leads to. */
export function useSessionActions(): (credential: Credential) => readonly HandleAction[] {
  const [view, change] = useViewState();
  const addressOf = useEventAddress();
  return useCallback(
    (credential) => {
      const { id, issue, arn, accessKeyId } = credential;
      const { subject, accountId } = subjectOfCredential(credential);
      const go = (label: string, to: Partial<ViewState>, group = 'go'): HandleAction[] =>
        isValidView({ ...view, ...to }) ? [{ label, group, run: () => change(to) }] : [];
      const copy = (what: string, text: string | null): HandleAction[] =>
        text === null || text === id
          ? []
          : [{ label: `Copy ${what}`, group: 'copy', run: () => void copyText(text) }];
      const calls =
        issue === null ? [] : go(callLabel(credential), { event: addressOf(issue.event) }, 'call');
      const half = issue?.otherHalf ?? null;
      return [
        ...go('Show its chain', { chain: id, event: null }),
        ...go('Open its timeline', timelineOf(subject, accountId)),
        ...go('What came from it (blast radius)', blastRadiusOf(id)),
        ...go('Show its events', eventsOf(subject, accountId)),
        ...calls,
        ...(half === null
          ? []
          : go('Open the same call in the other account', { event: addressOf(half) }, 'call')),
        ...copy('ARN', arn),
        ...copy('access key', accessKeyId),
      ];
    },
    [view, change, addressOf],
  );
}

function callLabel(credential: Credential): string {
  return isSession(credential) ? 'Open the call that issued it' : 'Open the call that created it';
}
