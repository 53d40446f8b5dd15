/** Our own small icons, drawn on a grid of 16: no icon font, no request. Always beside a word or an accessible name. */

const PATHS = {
  overview: 'M2.5 2.5h4.6v6.2H2.5zM9 2.5h4.5v3.7H9zM2.5 10.8h4.6v2.7H2.5zM9 8.2h4.5v5.3H9z',
  events: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h7',
  spikes: 'M1.5 12.5h3l1.6-3 1.8 2.2L10.2 3l2 9.5h2.3',
  principals: 'M8 2.2a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8zM2.5 14c.4-3 2.6-4.6 5.5-4.6s5.1 1.6 5.5 4.6',
  role: 'M3 5.2h6.2M6.8 2.8l2.6 2.4-2.6 2.4M13 10.8H6.8M9.2 8.4l-2.6 2.4 2.6 2.4',
  service:
    'M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4',
  account: 'M2.5 13.5v-11h7v11M9.5 6.5h4v7M1.5 13.5h13M5 5.5h2M5 8h2M5 10.5h2',
  new: 'M8 1.8l1.7 4.5 4.5 1.7-4.5 1.7L8 14.2 6.3 9.7 1.8 8l4.5-1.7z',
  data: 'M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2',
  theme: 'M8 1.8a6.2 6.2 0 1 0 0 12.4 6.2 6.2 0 0 0 0-12.4zM8 1.8v12.4a6.2 6.2 0 0 0 0-12.4z',
  none: 'M0 0',
  help: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6.2 6.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3M8 11.3v.4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.4 3.4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  previous: 'M3.5 10L8 5.5l4.5 4.5',
  next: 'M3.5 6L8 10.5 12.5 6',
  open: 'M6 3.5L10.5 8 6 12.5',
  runs: 'M2.5 3.5h11M2.5 6.5h7M2.5 9.5h7M2.5 12.5h11',
  pin: 'M6 2h4l-.6 5 2.6 2.5H4L6.6 7zM8 9.5V14',
  time: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.4 1.6',
  zone: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM1.8 8h12.4M8 1.8c-3.2 3.4-3.2 9 0 12.4M8 1.8c3.2 3.4 3.2 9 0 12.4',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  not: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM4.5 8h7',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3L14 14',
  add: 'M8 3v10M3 8h10',
  facets: 'M2.5 3h11v10h-11zM6.5 3v10',
  unfold: 'M4.5 6L8 2.5 11.5 6M4.5 10L8 13.5 11.5 10',
  back: 'M9.5 3L4.5 8l5 5',
  fold: 'M4.5 2.5L8 6l3.5-3.5M4.5 13.5L8 10l3.5 3.5',
  compare: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z',
  link: 'M6.8 9.2a2.6 2.6 0 0 1 0-3.7l2-2a2.6 2.6 0 0 1 3.7 3.7l-1 1M9.2 6.8a2.6 2.6 0 0 1 0 3.7l-2 2a2.6 2.6 0 0 1-3.7-3.7l1-1',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
  failed: 'M4 4l8 8M12 4l-8 8',
  destructive: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  write: 'M3 13l.6-3L10.8 2.8l2.4 2.4L6 12.4zM9.4 4.2l2.4 2.4',
  sensitive:
    'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
  root: 'M2.5 12.5h11M2.5 11l-.8-6.5L5.3 7.5 8 3l2.7 4.5 3.6-3L13.5 11z',
  key: 'M5 8.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM7 9L13.2 2.8M10.4 5.6l2 2',
  session: 'M3 8a5 5 0 0 1 8.6-3.4L13 6M13 2.5V6H9.5M13 8a5 5 0 0 1-8.6 3.4L3 10M3 13.5V10h3.5',
  conflict: 'M3 6h10M3 10h10M10.5 3l-5 10',
  warning: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.5M8 11.5v.6',
  fine: 'M3 8.5l3.2 3.2L13 4.8',
  'sign-in': 'M7.5 2.5h6v11h-6M2 8h7.5M6.5 5l3 3-3 3',
  first: 'M8 1.8v12.4M1.8 8h12.4M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8',
  dot: 'M8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ icon, size = 16 }: { readonly icon: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 14 ? 1.8 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[icon]} fill={icon === 'theme' ? 'currentColor' : 'none'} fillRule="evenodd" />
    </svg>
  );
}
