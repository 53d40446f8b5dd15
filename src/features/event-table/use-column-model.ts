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
import { pinnedCount, shownOrder } from './column-order.ts';
import type { ColumnPlaces } from './column-order.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { EventColumn, ShownColumn } from './event-columns.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, EventRow>();
const NO_ROWS: EventRow[] = [];

const MARK_WIDTH = 26;
export const NARROWEST = 56;
export const WIDEST = 1_200;

/** The columns of the table in the order of the link: their headers, widths and how widths change. Rows are not its business. */
export function useColumnModel(keys: readonly FieldKey[], pinned: readonly FieldKey[], zoneLabel: string) {
  const [columnSizing, setColumnSizing] = useState<ColumnSizingState>(readWidths);
  const places = useMemo(() => ({ columns: keys, pinned }), [keys, pinned]);
  const chosen = useMemo(() => shownColumns(places, zoneLabel), [places, zoneLabel]);
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
    places,
    chosen,
    headers,
    /** CSS variables that `ShownColumn.left` refers to. */
    lefts: Object.fromEntries(
      sizes.map((_, index) => [leftName(index), `${sum(sizes.slice(0, index)) + MARK_WIDTH}px`]),
    ),
    /** For `grid-template-columns`: the last column takes what is left. */
    template: [MARK_WIDTH, ...sizes]
      .map((size, index) => (index === sizes.length ? `minmax(${size}px, 1fr)` : `${size}px`))
      .join(' '),
    width: sum(sizes) + MARK_WIDTH,
    widen: (key: string, by: number): void => {
      const size = headers.find((header) => header.id === key)?.getSize() ?? 0;
      setColumnSizing((before) => ({ ...before, [key]: Math.min(WIDEST, Math.max(NARROWEST, size + by)) }));
    },
    /** Back to the usual width. */
    resetWidth: (key: string): void =>
      setColumnSizing((before) =>
        Object.fromEntries(Object.entries(before).filter(([other]) => other !== key)),
      ),
  };
}

export type ColumnModel = ReturnType<typeof useColumnModel>;

const leftName = (index: number): `--${string}` => `--pinned-${index}`;
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

function shownColumns(places: ColumnPlaces, zoneLabel: string): readonly ShownColumn[] {
  const pinned = pinnedCount(places);
  return shownOrder(places).flatMap((key, index): ShownColumn[] => {
    const column = EVENT_COLUMNS.find((one) => one.key === key);
    if (column === undefined) return [];
    const label = key === 'eventTime' ? `${column.label} (${zoneLabel})` : column.label;
    if (index >= pinned) return [{ ...column, label, left: undefined, pinned: undefined }];
    const place = index === pinned - 1 ? 'last' : 'yes';
    return [{ ...column, label, left: `var(${leftName(index)})`, pinned: place }];
  });
}

function toDefinition(column: EventColumn) {
  return helper.display({
    id: column.key,
    header: column.label,
    size: column.width,
    minSize: NARROWEST,
    maxSize: WIDEST,
  });
}

function readWidths(): ColumnSizingState {
  const stored = parseJson(readPreference('columnWidths') ?? '{}');
  if (!isObject(stored)) return {};
  const widths: ColumnSizingState = {};
  for (const column of EVENT_COLUMNS) {
    const width = Object.hasOwn(stored, column.key) ? stored[column.key] : undefined;
    if (typeof width === 'number' && width >= NARROWEST && width <= WIDEST) widths[column.key] = width;
  }
  return widths;
}

function writeWidths(widths: ColumnSizingState): void {
  writePreference('columnWidths', Object.keys(widths).length === 0 ? null : JSON.stringify(widths));
}
