/** What is done with a whole JSON value that was found in other JSON: it is taken, set aside, or entered. */
import { EventTable } from '#cloudtrail/event-table.ts';
import { recordOfOcsf } from '#cloudtrail/ocsf.ts';
import { isObject, parseJson } from '#lib/json.ts';
import type { JsonSkipper } from './json-skipper.ts';
import { kindOfObject } from './object-looks.ts';
import { FORM, type Place, type RecordSink } from './record-sink.ts';
import type { TextWindow } from './text-window.ts';

/** `enter`: it is none of what is taken; what is inside may be. `batch-full`: ask again after the batch has gone. */
export type Taken = 'passed' | 'enter' | 'batch-full';

/** Where the value that stands in the window stands in the content. Asked only for what is taken. */
export type PlaceOf = () => Place;

const utf8 = new TextDecoder();
const encoder = new TextEncoder();

export class ValueTaker {
  private readonly sink: RecordSink;
  private readonly text: TextWindow;
  private readonly skipper: JsonSkipper;

  private table: EventTable | null = null;
  private labels: readonly string[] = [];

  constructor(sink: RecordSink, text: TextWindow, skipper: JsonSkipper) {
    this.sink = sink;
    this.text = text;
    this.skipper = skipper;
  }

  /** An object that stands at `from … to`. */
  object(from: number, to: number, placeOf: PlaceOf): Taken {
    const { sink } = this;
    switch (kindOfObject(this.text, this.skipper, from)) {
      case 'record':
        return this.take(this.text.bytes.subarray(from, to), placeOf, FORM.whole);
      case 'aggregated':
        sink.findings.setAside('aggregated-events');
        return 'passed';
      case 'control-message':
        sink.findings.setAside('control-message');
        return 'passed';
      case 'ocsf':
        return this.made(recordOfOcsf(this.json(from, to)), placeOf, FORM.ocsf);
      default:
        return 'enter';
    }
  }

  /** A list that stands at `from … to` and begins with an object of one or two members: perhaps a row of a result. */
  row(from: number, to: number, placeOf: PlaceOf): Taken {
    const row = rowOf(this.json(from, to));
    const table = row === null ? null : this.tableOf(row.labels);
    if (row === null || table === null || table.carrier >= 0 || !table.isOfEvents) return 'enter';
    return this.made(table.recordOf(row.cells), placeOf, FORM.tableRow);
  }

  /** Rows of one result have the same labels. */
  private tableOf(labels: readonly string[]): EventTable {
    if (
      this.table === null ||
      labels.length !== this.labels.length ||
      labels.some((one, k) => one !== this.labels[k])
    ) {
      this.table = new EventTable(labels);
      this.labels = labels;
    }
    return this.table;
  }

  /** Whether the object at `from … to` is a cell with the label of an event's column. */
  isRowStart(from: number, to: number): boolean {
    const [label] = cellOf(this.json(from, to));
    return label !== null && new EventTable([label]).knowsLabels;
  }

  private json(from: number, to: number): unknown {
    return parseJson(utf8.decode(this.text.bytes.subarray(from, to)));
  }

  private made(json: string | null, placeOf: PlaceOf, form: number): Taken {
    return json === null ? 'passed' : this.take(encoder.encode(json), placeOf, form);
  }

  private take(json: Uint8Array, placeOf: PlaceOf, form: number): Taken {
    const { sink } = this;
    if (json.length > sink.maxRecordBytes) {
      sink.findings.reject(placeOf().offset, `the record is longer than ${sink.maxRecordBytes} bytes`);
      return 'passed';
    }
    if (!sink.hasRoom(json.length)) return 'batch-full';
    sink.take(json, placeOf(), form);
    return 'passed';
  }
}

interface ResultRow {
  readonly labels: readonly string[];
  readonly cells: readonly (string | null)[];
}

/**
 * A row of `get-query-results`, one member to a cell: `[{"eventid":"…"},…]`; or of Logs Insights, two of them:
 * `[{"field":"eventName","value":"…"},…]`. null for any other list.
 */
export function rowOf(value: unknown): ResultRow | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const labels: string[] = [];
  const cells: (string | null)[] = [];
  for (const cell of value) {
    const [name, text] = cellOf(cell);
    if (name === null) return null;
    labels.push(name);
    cells.push(text);
  }
  return { labels, cells };
}

function cellOf(cell: unknown): readonly [string | null, string | null] {
  if (!isObject(cell)) return [null, null];
  const { field, value } = cell;
  const entries = Object.entries(cell);
  if (typeof field === 'string' && entries.length === 2)
    return [field, typeof value === 'string' ? value : null];
  const [name, text] = entries[0] ?? [];
  if (entries.length !== 1 || name === undefined || (typeof text !== 'string' && text !== null))
    return [null, null];
  return [name, text];
}
