/**
 * What a link holds: the view, never the data. Everything here is a name (eventID, field key), never a position.
 * A new piece of state does not compile until `KEPT` says where it lives.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { DEFAULT_COLUMNS, isColumn } from './columns.ts';

export const SCREENS = ['events', 'data'] as const;
export type Screen = (typeof SCREENS)[number];

/** An event by its eventID, or, where that is missing or shared by different records, by its record's place. */
export type ChosenEvent =
  { readonly eventId: string } | { readonly fileName: string; readonly offset: number };

export interface ViewState {
  readonly screen: Screen;
  readonly event: ChosenEvent | null;
  /** Fields, in the order shown. */
  readonly columns: readonly FieldKey[];
}

export const DEFAULT_VIEW: ViewState = { screen: 'events', event: null, columns: DEFAULT_COLUMNS };

/** Where each piece of state is kept, and for how long. */
export const KEPT = {
  screen: 'link',
  event: 'link',
  columns: 'link',
  theme: 'browser',
  columnWidths: 'browser',
  detailWidth: 'browser',
  loadedFiles: 'tab',
  openMenus: 'component',
  filesFilter: 'component',
} as const satisfies Record<keyof ViewState, 'link'> &
  Record<string, 'link' | 'browser' | 'tab' | 'component'>;

export const LONGEST_NAME = 2_000;
export const MOST_COLUMNS = 60;

/** True for what a link can carry and give back unchanged. */
export function isValidView(view: ViewState): boolean {
  return isValidColumns(view.columns) && (view.event === null || isValidEvent(view.event));
}

export function isValidColumns(columns: readonly FieldKey[]): boolean {
  return (
    columns.length > 0 &&
    columns.length <= MOST_COLUMNS &&
    new Set(columns).size === columns.length &&
    columns.every(isColumn)
  );
}

export function isValidEvent(chosen: ChosenEvent): boolean {
  if ('eventId' in chosen) return isValidName(chosen.eventId);
  return isValidName(chosen.fileName) && Number.isSafeInteger(chosen.offset) && chosen.offset >= 0;
}

/** Lone surrogates do not survive an address bar. */
function isValidName(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && !/\p{Cs}/u.test(name);
}

export function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
