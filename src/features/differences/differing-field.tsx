import { FIELDS } from '#cloudtrail/fields.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { shareText } from './ranked-fields.ts';
import type { RankedField } from './ranked-fields.ts';
import styles from './differences.module.css';

interface DifferingFieldProps {
  readonly ranked: RankedField;
  readonly inside: number;
  readonly outside: number;
}

/** One field: how much it differs, and the values that make the difference. */
export function DifferingField({ ranked, inside, outside }: DifferingFieldProps) {
  const { field, score, values } = ranked;
  const { label } = FIELDS[field];
  const actions = useHandleActions();
  return (
    <div role="group" className={styles['field']} aria-label={label}>
      <h3 className={styles['name']}>
        {label}
        <Score score={score} />
      </h3>
      <table className={styles['values']} aria-label={`Values of ${label}`}>
        <thead className={styles['unseen']}>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Share of {countText(inside)} here</th>
            <th scope="col">Share of {countText(outside)} others</th>
          </tr>
        </thead>
        <tbody>
          {values.map((row) => (
            <tr key={row.value === null ? 'null' : `=${row.value}`}>
              <th scope="row" title={visibleText(row.value ?? 'not set')}>
                <ValueHandle value={row.value ?? 'not set'} actions={() => actions({ field }, row.value)}>
                  {row.value === null ? (
                    <span className={styles['absent']}>not set</span>
                  ) : (
                    <CutVisible text={row.value} />
                  )}
                </ValueHandle>
              </th>
              <Share tone="here" share={row.insideShare} count={row.inside} of={inside} />
              <Share tone="there" share={row.outsideShare} count={row.outside} of={outside} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From 0, the same shares, to 1, no value in common. */
function Score({ score }: { readonly score: number }) {
  return (
    <span
      className={styles['score']}
      title="How much it differs: 0 = the same shares on both sides, 1 = no value in common"
    >
      <span className={styles['scoreBar']} style={{ '--part': Math.min(1, score) }} />
      {score.toFixed(2)}
    </span>
  );
}

interface ShareProps {
  readonly tone: 'here' | 'there';
  readonly share: number;
  readonly count: number;
  readonly of: number;
}

function Share({ tone, share, count, of }: ShareProps) {
  return (
    <td className={styles['share']} title={`${countText(count)} of ${countText(of)} events`}>
      {shareText(share)}
      <span className={styles['shareBar']} data-tone={tone} style={{ '--part': Math.min(1, share) }} />
    </td>
  );
}
