import type { ReactNode } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { PivotRow } from '#query/pivots.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';

interface FieldHandleProps {
  readonly field: FieldKey;
  readonly value: string;
  readonly row: PivotRow;
  /** What is shown in place of the value itself. */
  readonly children?: ReactNode;
}

/** A fact that can be pressed for what it leads to. */
export function FieldHandle({ field, value, row, children }: FieldHandleProps) {
  const actionsOf = useHandleActions();
  return (
    <ValueHandle value={value} actions={() => actionsOf({ field }, value, row)}>
      {children ?? <Visible text={value} />}
    </ValueHandle>
  );
}
