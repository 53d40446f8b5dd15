/** What the search text can say, one example each; a test reads them all. */

export interface SearchForm {
  readonly example: string;
  readonly meaning: string;
}

export const SEARCH_FORMS: readonly SearchForm[] = [
  { example: 'eventName:DeleteBucket', meaning: 'a field has this value, in upper or lower case' },
  { example: 'eventName:Delete*', meaning: '* stands for any characters, ? for one' },
  { example: 'user:"Mary Major"', meaning: 'quotes around spaces, and around * or ? meant as such' },
  { example: 'finance-exports', meaning: 'anywhere in the record, in names and in values' },
  { example: '-userAgent:*.amazonaws.com', meaning: 'not; NOT does the same' },
  { example: 'errorCode:*', meaning: 'the field is there, whatever its value' },
  { example: 'region:(eu-west-1 OR us-east-1)', meaning: 'one of several values' },
  {
    example: 'user:alice (error:* OR verb:destructive)',
    meaning: 'side by side: both; OR: either; brackets group',
  },
  { example: 'ip:10.0.0.0/8', meaning: 'a block of addresses, IPv6 too' },
  { example: 'time:2025-10-10', meaning: 'a year, month, day, hour, minute or second, in UTC' },
  {
    example: 'time:[2025-10-10T21:00Z TO 2025-10-10T22:00Z]',
    meaning: 'from, to; { and } leave the ends out',
  },
  {
    example: 'requestParameters.bucketName:finance-*',
    meaning: 'inside the request; in lists one match is enough',
  },
  { example: 'requestParameters.maxResults:>=100', meaning: 'numbers and times: > >= < <= and ranges' },
  {
    example: '-userIdentityAccountId:@recipientAccountId',
    meaning: '@ is what another field of the event holds',
  },
  { example: '~region:eu-west-1', meaning: 'set aside: kept, without effect' },
];
