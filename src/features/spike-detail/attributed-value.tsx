import type { ReactNode } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';

interface AttributedValueProps {
  /** Null where its values cannot be filtered for. */
  readonly field: FieldKey | null;
  readonly value: string | null;
  readonly children: ReactNode;
}

/** Who or what made calls, as a handle. Folders that many resources lie in are our own summary: no event says them. */
export function AttributedValue({ field, value, children }: AttributedValueProps) {
  const actions = useHandleActions();
  const isFolder = field === 'resource' && value?.endsWith('/') === true;
  if (field === null || isFolder) return children;
  return (
    <ValueHandle value={value ?? 'none'} actions={() => actions({ field }, value)}>
      {children}
    </ValueHandle>
  );
}
