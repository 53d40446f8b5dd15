import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ColumnSizingState } from '@tanstack/react-table';
import { useEffect, useMemo, useState } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { isObject, parseJson } from '#lib/json.ts';
import type { EventRow } from '#query/event-row.ts';
import { readPreference, writePreference } from '#ui/preferences.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { EventColumn } from './event-columns.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, EventRow>();
const NO_ROWS: EventRow[] = [];

const MARK_WIDTH = 26;

/** The columns of the table in the order of the link: their headers, widths and how widths change. Rows are not its business. */
export function useColumnModel(keys: readonly FieldKey[]) {
  const [columnSizing, setColumnSizing] = useState<ColumnSizingState>(readWidths);
  const chosen = useMemo(
    () =>
      keys.map((key) => EVENT_COLUMNS.find((column) => column.key === key)).filter((c) => c !== undefined),
    [keys],
  );
  const columns = useMemo(() => chosen.map(toDefinition), [chosen]);
  const table = useTable({
    features,
    columns,
    data: NO_ROWS,
    columnResizeMode: 'onChange' as const,
    state: { columnSizing },
    onColumnSizingChange: setColumnSizing,
  });
  useEffect(() => {
    const timer = window.setTimeout(() => writeWidths(columnSizing), 300);
    return () => window.clearTimeout(timer);
  }, [columnSizing]);
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  const sizes = headers.map((header) => header.getSize());
  return {
    chosen,
    headers,
    /** For `grid-template-columns`: the last column takes what is left. */
    template: [MARK_WIDTH, ...sizes]
      .map((size, index) => (index === sizes.length ? `minmax(${size}px, 1fr)` : `${size}px`))
      .join(' '),
    width: sizes.reduce((sum, size) => sum + size, MARK_WIDTH),
    widen: (key: string, by: number): void => {
      const size = headers.find((header) => header.id === key)?.getSize() ?? 0;
      setColumnSizing((before) => ({ ...before, [key]: Math.min(1_200, Math.max(56, size + by)) }));
    },
  };
}

export type ColumnModel = ReturnType<typeof useColumnModel>;

function toDefinition(column: EventColumn) {
  return helper.display({
    id: column.key,
    header: column.label,
    size: column.width,
    minSize: 56,
    maxSize: 1_200,
  });
}

function readWidths(): ColumnSizingState {
  const stored = parseJson(readPreference('columnWidths') ?? '{}');
  if (!isObject(stored)) return {};
  const widths: ColumnSizingState = {};
  for (const column of EVENT_COLUMNS) {
    const width = Object.hasOwn(stored, column.key) ? stored[column.key] : undefined;
    if (typeof width === 'number' && width >= 56 && width <= 1_200) widths[column.key] = width;
  }
  return widths;
}

function writeWidths(widths: ColumnSizingState): void {
  writePreference('columnWidths', Object.keys(widths).length === 0 ? null : JSON.stringify(widths));
}
