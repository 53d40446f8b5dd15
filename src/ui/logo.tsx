/** The mark: a trail through a lens. The same drawing as `public/icon.svg`. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#2f5bea" />
      <circle cx="14" cy="14" r="7.5" fill="none" stroke="#ffffff" strokeWidth="2.4" />
      <path d="M19.5 19.5L25.5 25.5" stroke="#ffffff" strokeWidth="2.8" strokeLinecap="round" />
      <path
        d="M10 16l2.6-3 2.6 2 2.8-3.6"
        fill="none"
        stroke="#bcd0ff"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
