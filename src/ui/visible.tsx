import { memo } from 'react';
import { hasInvisible, visibleParts } from './visible-text.ts';
import styles from './visible.module.css';

interface VisibleProps {
  readonly text: string;
  /** Keep line feeds and tabs as they are. */
  readonly layout?: boolean;
}

/** A value out of a log as text that cannot deceive: isolated from its surroundings, invisible characters as chips. */
export const Visible = memo(function Visible({ text, layout = false }: VisibleProps) {
  if (!hasInvisible(text)) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {visibleParts(text, layout).map((part, index) =>
        part.hidden ? (
          // The parts of one text never move: their place is their identity.
          <span key={index} className={styles['chip']} title="A character that cannot be seen">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
});
