/** The headers that `docs/hosting.md` recommends. The configurations in `docs/hosting/` have to send exactly these. */
import { HEADER_POLICY } from './content-security-policy.ts';

/** What the page never asks for. Only names that browsers know: they complain about others. */
const UNUSED_FEATURES = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
] as const;

export const RECOMMENDED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': HEADER_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
};

/** Files with a hash of their content in their name, and all others: asked about each time, sent only when changed. */
export const CACHE_CONTROL = {
  assets: 'public, max-age=31536000, immutable',
  others: 'no-cache',
} as const;
