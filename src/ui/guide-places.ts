/** Places in the user guide that the program leads to, each a page and perhaps a heading of it. A test looks that they are there. */
export const GUIDE_PLACES = [
  'index',
  'first-five-minutes',
  'screen-overview',
  'screen-events',
  'search',
  'event-detail#comparing-events',
  'screen-principals',
  'screen-principals#what-is-new',
  'timeline',
  'sessions',
  'screen-spikes',
  'spikes',
  'screen-data',
  'load-from-s3',
  'load-from-s3#the-bucket-must-let-this-page-read',
  'links#when-a-link-is-opened',
  'messages',
  'keys',
] as const;

export type GuidePlace = (typeof GUIDE_PLACES)[number];

/** Beside the page, wherever that lies. */
export function guideAddress(place: GuidePlace): string {
  const [page = '', heading] = place.split('#');
  return `./guide/${page}.html${heading === undefined ? '' : `#${heading}`}`;
}
