/** Links that were handed out once, and what they meant. Added to, never edited: each must be read for ever. */
import type { ViewState } from './view-state.ts';

interface OldLink {
  readonly link: string;
  readonly means: Partial<ViewState>;
}

export const OLD_LINKS: readonly OldLink[] = [
  { link: '', means: { screen: 'events', event: null } },
  { link: 'screen=data&v=1', means: { screen: 'data' } },
  {
    link: 'e=3f9c1f5e-0c7f-4d0e-9a62-7d2a4f1f7a10&v=1',
    means: { screen: 'events', event: { eventId: '3f9c1f5e-0c7f-4d0e-9a62-7d2a4f1f7a10' } },
  },
  {
    link: 'columns=time%2Cname%2Cwho%2Cerror&v=1',
    means: { columns: ['eventTime', 'eventName', 'principal', 'errorCode'] },
  },
  {
    link: 'at=514202%3AAWSLogs%2F111122223333%2FCloudTrail%2Feu-west-1%2Ffile.json.gz&v=1',
    means: {
      event: { offset: 514202, fileName: 'AWSLogs/111122223333/CloudTrail/eu-west-1/file.json.gz' },
    },
  },
];
