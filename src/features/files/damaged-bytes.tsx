import { useQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import type { BytePlace, BytesAround } from '#session/session.ts';
import { useSession } from '#session/use-session.ts';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { hexLines, textAround } from './hex-lines.ts';
import type { HexByte } from './hex-lines.ts';
import styles from './damaged-bytes.module.css';

/** The bytes around a place of a file, read from it again: hex and text, nothing of it able to deceive. */
export function DamagedBytes({ fileId, offset }: BytePlace) {
  const session = useSession();
  const { data, error } = useQuery({
    queryKey: ['bytes-around', fileId, offset],
    queryFn: ({ signal }) => session.bytesAround({ fileId, offset }, signal),
    gcTime: 30_000,
  });
  if (error !== null) return <p className={styles['failed']}>{visibleText(error.message)}</p>;
  if (data === undefined) return <p>Reading the file …</p>;
  if (data.bytes.length === 0) return <p>The file ends before this byte.</p>;
  return <Dump around={data} offset={offset} />;
}

function Dump({
  around: { from, bytes },
  offset,
}: {
  readonly around: BytesAround;
  readonly offset: number;
}) {
  const lines = useMemo(() => hexLines(from, bytes), [from, bytes]);
  const [before, after] = useMemo(() => textAround(from, bytes, offset), [from, bytes, offset]);
  return (
    <figure className={styles['figure']}>
      <figcaption>
        Bytes {countText(from)} to {countText(from + bytes.length - 1)} of the unpacked file, as they are;
        byte {countText(offset)} is marked.
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than the screen it scrolls, which must be possible from the keyboard */}
      <pre className={styles['dump']} aria-label="Bytes in hexadecimal" tabIndex={0}>
        {lines.map((line) => (
          <Fragment key={line.offset}>
            <span className={styles['offset']}>{String(line.offset).padStart(10)}</span>
            {'  '}
            <Bytes bytes={line.bytes} marked={offset} write={({ hex }) => `${hex} `} />
            {'   '.repeat(16 - line.bytes.length)}{' '}
            <Bytes bytes={line.bytes} marked={offset} write={({ character }) => character} />
            {'\n'}
          </Fragment>
        ))}
      </pre>
      <p className={styles['text']} aria-label="The same as text">
        <Visible text={before} />
        <mark>▸</mark>
        <Visible text={after} />
      </p>
    </figure>
  );
}

interface BytesProps {
  readonly bytes: readonly HexByte[];
  readonly marked: number;
  readonly write: (byte: HexByte) => string;
}

function Bytes({ bytes, marked, write }: BytesProps) {
  const at = bytes.findIndex(({ offset }) => offset === marked);
  const one = bytes[at];
  if (one === undefined) return bytes.map(write).join('');
  return (
    <>
      {bytes.slice(0, at).map(write).join('')}
      <mark>{write(one).trim() || ' '}</mark>
      {write(one).length > 1 ? ' ' : ''}
      {bytes
        .slice(at + 1)
        .map(write)
        .join('')}
    </>
  );
}
