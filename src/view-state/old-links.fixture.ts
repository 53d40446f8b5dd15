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
  {
    link: 'from=2025-10-10T21%3A10%3A00Z&q=eventName%3A%28DeleteObject+OR+DeleteObjects%29+-outcome%3Adenied&to=2025-10-10T21%3A20%3A00Z&v=1',
    means: {
      filter: {
        clauses: [
          {
            condition: {
              kind: 'field',
              target: { field: 'eventName' },
              tests: [
                { kind: 'equals', text: 'DeleteObject' },
                { kind: 'equals', text: 'DeleteObjects' },
              ],
            },
            negated: false,
            disabled: false,
          },
          {
            condition: {
              kind: 'field',
              target: { field: 'outcome' },
              tests: [{ kind: 'equals', text: 'denied' }],
            },
            negated: true,
            disabled: false,
          },
        ],
        from: Date.UTC(2025, 9, 10, 21, 10),
        to: Date.UTC(2025, 9, 10, 21, 20),
      },
    },
  },
  {
    link: 'against=before&compare=e%3Aa&compare=at%3A7%3Af.json.gz&d=3f9c1f5e0c7f4d0e%2C12899%2C1919%2C1740000000000%2C1740086400000%2Csans&facets=name%2Cerror&pin=time&runs=1&sort=-error&stack=verb&v=1&zone=Europe%2FBerlin',
    means: {
      against: 'before',
      compare: [{ eventId: 'a' }, { offset: 7, fileName: 'f.json.gz' }],
      facets: ['eventName', 'errorCode'],
      pinned: ['eventTime'],
      runs: true,
      sort: { field: 'errorCode', descending: true },
      stack: 'verb',
      zone: 'Europe/Berlin',
    },
  },
  {
    link: 'd=3f9c1f5e0c7f4d0e%2C3%2C1%2C%2C%2Clogs%2C+2025&v=1',
    means: { screen: 'events', event: null },
  },
  {
    link: 'compare=e%3Aa&compare=e%3Ab&equal=hidden&screen=compare&v=1',
    means: { screen: 'compare', compare: [{ eventId: 'a' }, { eventId: 'b' }], equalRows: 'hidden' },
  },
  {
    link: 'src=https%3A%2F%2Flogs.s3.eu-west-1.amazonaws.com%2FAWSLogs%2Fa.json.gz&src=https%3A%2F%2Fexample.org%2Furls.txt&v=1',
    means: {
      sources: ['https://logs.s3.eu-west-1.amazonaws.com/AWSLogs/a.json.gz', 'https://example.org/urls.txt'],
    },
  },
];
