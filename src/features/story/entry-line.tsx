import { memo } from 'react';
import { plainWords } from '#cloudtrail/story-entry.ts';
import type { Piece, StoryEntry } from '#cloudtrail/story-entry.ts';
import { visibleText } from '#ui/visible-text.ts';
import { Mark } from './mark.tsx';
import { NamePiece } from './name-piece.tsx';
import { useLead } from './use-lead.ts';
import styles from './story.module.css';

interface EntryLineProps {
  readonly entry: StoryEntry;
  readonly index: number;
  /** `18:43:37 – 18:47:53` */
  readonly when: string;
  readonly tone: string;
  readonly isActive: boolean;
  readonly showWho: boolean;
  readonly showAccount: boolean;
  readonly onActive: (index: number) => void;
}

/** When, a mark, who, and the sentence; its names can be pressed, and the whole of it leads to its events. */
export const EntryLine = memo(function EntryLine(props: EntryLineProps) {
  const { entry, index, when, tone, isActive, showWho, showAccount, onActive } = props;
  const lead = useLead();
  const { who, account } = entry;
  const whose =
    who === null || !showWho ? '' : ` ${who}${account === null || !showAccount ? '' : ` ${account}`}:`;
  const label = visibleText(`${when}${whose} ${plainWords(entry.words)} ${tone}.`);
  const leads = entry.lead === null ? '' : 'event' in entry.lead ? ' Opens the event.' : ' Shows its events.';
  return (
    <>
      <span className={styles['mark']} title={tone}>
        <Mark tone={entry.tone} />
      </span>
      <p className={styles['when']}>
        <button
          type="button"
          className={styles['open']}
          data-entry={index}
          tabIndex={isActive ? 0 : -1}
          aria-label={`${label}${leads}`}
          aria-disabled={entry.lead === null}
          title={leads.trim()}
          onFocus={() => onActive(index)}
          onClick={() => lead(entry.lead)}
        >
          {when}
        </button>
        {who !== null && showWho && (
          <span className={styles['who']}>
            <NamePiece name={who} field="principal" inTabOrder={isActive} />
            {account !== null && showAccount && (
              <span className={styles['account']}> {visibleText(account)}</span>
            )}
          </span>
        )}
      </p>
      <p className={styles['words']}>
        <Pieces pieces={withoutStop(entry.words)} inTabOrder={isActive} />
      </p>
      {entry.more.length > 0 && (
        <p className={styles['more']}>
          {entry.more.map((part, at) => (
            // The parts of one entry never move.
            <span key={at}>
              {at > 0 && ' · '}
              <Pieces pieces={part} inTabOrder={isActive} />
            </span>
          ))}
        </p>
      )}
    </>
  );
});

/** After a name that can be pressed a full stop of its own would begin the next line. */
function withoutStop(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.at(-1) === '.' ? pieces.slice(0, -1) : pieces;
}

function Pieces({ pieces, inTabOrder }: { readonly pieces: readonly Piece[]; readonly inTabOrder: boolean }) {
  return pieces.map((piece, at) =>
    typeof piece === 'string' ? (
      visibleText(piece)
    ) : 'strong' in piece ? (
      <strong key={piece.strong}>{visibleText(piece.strong)}</strong>
    ) : (
      <NamePiece key={`${at} ${piece.name}`} name={piece.name} field={piece.field} inTabOrder={inTabOrder} />
    ),
  );
}
