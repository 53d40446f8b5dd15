import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import { readLink, writeLink } from './link.ts';
import {
  blastRadiusOf,
  chainOfSession,
  credentialsTogether,
  eventsOf,
  lifeLineOf,
  timelineOf,
} from './subject-view.ts';
import { DEFAULT_VIEW, isValidView } from './view-state.ts';
import type { ViewState } from './view-state.ts';

const left: ViewState = {
  ...DEFAULT_VIEW,
  screen: 'sessions',
  find: 'is:chained',
  listOrder: { column: 'calls', descending: true },
  event: { eventId: 'e' },
};

const who = { accessKeyId: null, principal: 'role/x', accountId: '111122223333' };

describe('ways from somebody or something', () => {
  it('begin a filter of their own and leave what belongs to the list', () => {
    const view = { ...left, ...timelineOf({ field: 'principal', value: 'ops-helper' }, '111122223333') };
    expect(view).toMatchObject({ screen: 'timeline', find: '', listOrder: null, event: null });
    expect(formatFilter(view.filter)).toBe('principal:ops-helper userIdentityAccountId:111122223333');
  });

  it('stand in a link, whatever the names', () => {
    const hostile = '<b>x</b>" OR \u202E*:(';
    const ways = [
      timelineOf({ field: 'person', value: hostile }),
      eventsOf({ field: 'sessionId', value: hostile }),
      blastRadiusOf(`${hostile}@2025-10-10T18:42:07Z`),
      lifeLineOf(hostile),
      credentialsTogether([
        { ...who, id: hostile, kind: 'console' },
        { ...who, id: 'ASIAONE', kind: 'assumed role' },
        { ...who, id: 'AKIAONE', kind: 'access key' },
        { ...who, id: 'nobody', kind: 'principal' },
      ]),
      chainOfSession(hostile),
    ];
    expect(formatFilter(ways[4]?.filter ?? EMPTY_FILTER)).toMatch(
      /^accessKeyId:AKIAONE OR sessionId:\(.* OR ASIAONE\)$/u,
    );
    for (const way of ways) {
      const view = { ...left, ...way };
      expect(isValidView(view)).toBe(true);
      const { view: back, dropped } = readLink(writeLink(view));
      expect(dropped).toEqual([]);
      expect(back).toEqual(view);
    }
  });
});
