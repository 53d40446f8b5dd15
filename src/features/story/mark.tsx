import type { Tone } from '#cloudtrail/story-entry.ts';

/** Told apart by their form as well: a ring, a triangle, a square. */
export function Mark({ tone }: { readonly tone: Tone }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {tone === 'routine' && (
        <circle cx="6" cy="6" r="4" fill="var(--surface)" stroke="currentColor" strokeWidth="1.6" />
      )}
      {tone === 'attention' && <path d="M6 1.2L11.2 10.4H.8z" fill="currentColor" />}
      {tone === 'bad' && <rect x="1.4" y="1.4" width="9.2" height="9.2" rx="1.6" fill="currentColor" />}
    </svg>
  );
}
