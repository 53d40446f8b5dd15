import { useCallback } from 'react';
import { useEventAddress } from '#session/use-event-address.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { visibleText } from '#ui/visible-text.ts';
import type { Subject } from '#query/subject.ts';
import { blastRadiusOf, chainOfSession, lifeLineOf, timelineOf } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidView } from '#view-state/view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import type { ReachThing } from './reach-things.ts';

/** What a created thing leads to: its creation and deletion, its timeline or life line. */
export function useThingActions(): (thing: ReachThing) => readonly HandleAction[] {
  const [view, change] = useViewState();
  const addressOf = useEventAddress();
  return useCallback(
    (thing) => {
      const { created, credential } = thing;
      const go = (label: string, to: Partial<ViewState>, group: string): HandleAction[] =>
        isValidView({ ...view, ...to }) ? [{ label, group, run: () => change(to) }] : [];
      const subject = actorOf(thing);
      const account = subject?.field === 'principal' ? created.accountId : null;
      const { deleted } = created;
      return [
        ...go('Open the call that made it', { event: addressOf(created.event) }, 'call'),
        ...(deleted === null
          ? []
          : go('Open the call that deleted it', { event: addressOf(deleted.event) }, 'call')),
        ...(subject === null ? [] : go('Open its timeline', timelineOf(subject, account), 'go')),
        ...(subject === null ? [] : go('What came from it', blastRadiusOf(subject.value), 'go')),
        ...(credential === null ? [] : go('Show its chain', chainOfSession(credential.id), 'go')),
        ...namesIn(thing).flatMap((name) => go(`Life line of ${visibleText(name)}`, lifeLineOf(name), 'go')),
      ];
    },
    [view, change, addressOf],
  );
}

/** As whom it makes calls; null for what makes none. */
function actorOf({ created, credential }: ReachThing): Subject | null {
  const { kind, name } = created;
  if (kind === 'session') return { field: 'sessionId', value: credential?.id ?? name };
  if (kind === 'access key') return { field: 'accessKeyId', value: name };
  if (kind === 'user' || kind === 'login profile') return { field: 'principal', value: name };
  return kind === 'role' ? { field: 'roleName', value: name } : null;
}

/** An attachment is named after both of its ends. */
function namesIn({ created: { kind, name } }: ReachThing): readonly string[] {
  if (kind === 'session') return [];
  return kind === 'policy attachment' || kind === 'inline policy' ? name.split(' → ') : [name];
}
