import type { DownloadItem } from '#session/download/download-item.ts';
import { useLines } from '#ui/use-lines.ts';
import { UrlLine } from './url-line.tsx';
import styles from './urls.module.css';

interface UrlListProps {
  readonly items: readonly DownloadItem[];
  readonly now: number;
}

/** Every URL of the list with what is known of it, also thousands: only the lines in view exist. */
export function UrlList({ items, now }: UrlListProps) {
  const { box, virtual } = useLines({
    count: items.length,
    height: 58,
    overscan: 8,
    keyOf: (index) => items[index]?.id ?? index,
  });
  return (
    <div
      ref={box}
      className={styles['list']}
      role="table"
      aria-label="Pasted URLs"
      aria-rowcount={items.length}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which must be possible from the keyboard
      tabIndex={0}
    >
      <div role="rowgroup" className={styles['lines']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((line) => {
          const item = items[line.index];
          return item === undefined ? null : (
            <div
              key={line.key}
              ref={virtual.measureElement}
              data-index={line.index}
              role="row"
              aria-rowindex={line.index + 1}
              className={styles['line']}
              style={{ transform: `translateY(${line.start}px)` }}
            >
              <UrlLine item={item} now={now} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
