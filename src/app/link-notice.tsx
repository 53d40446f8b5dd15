import { useState } from 'react';
import { useReadLink } from '#view-state/use-view-state.ts';
import { GuideLink } from '#ui/guide-link.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';

/** Says which parts of a link could not be read; the rest of it is shown. */
export function LinkNotice() {
  const link = useReadLink();
  const [seen, setSeen] = useState<typeof link | null>(null);
  if (link.dropped.length === 0 || seen === link) return null;
  return (
    <Notice tone="attention" title="Not all of this link could be read" onDismiss={() => setSeen(link)}>
      {link.dropped.map(({ key, reason }) => (
        <div key={`${key} ${reason}`}>
          <code>{visibleText(key)}</code>: {reason}
        </div>
      ))}
      <GuideLink to="links#when-a-link-is-opened">About links</GuideLink>
    </Notice>
  );
}
