/** Which functions a function names: those that it calls, and those that it takes a reference to. */
import { WasmReader } from './wasm-reader.ts';

const CALL = 0x10;
const TAIL_CALL = 0x12;
const FUNCTION_REFERENCE = 0xd2;

type Skip = (reader: WasmReader) => void;

const nothing: Skip = () => undefined;
const one: Skip = (reader) => reader.skipNumber();
const two: Skip = (reader) => (reader.skipNumber(), reader.skipNumber());
const bytes =
  (count: number): Skip =>
  (reader) =>
    void reader.take(count);
const laneAccess: Skip = (reader) => (two(reader), void reader.byte());
const branchTable: Skip = (reader) => (reader.list(() => reader.skipNumber()), reader.skipNumber());

/** What follows an operation's byte, by ranges (both ends belong to it). What is in none is not known here. */
const OPERANDS: readonly (readonly [first: number, last: number, skip: Skip])[] = [
  [0x00, 0x01, nothing],
  [0x02, 0x04, one],
  [0x05, 0x05, nothing],
  // Exceptions as engines had them first: try, catch, throw, rethrow.
  [0x06, 0x09, one],
  [0x0b, 0x0b, nothing],
  [0x0c, 0x0d, one],
  [0x0e, 0x0e, branchTable],
  [0x0f, 0x0f, nothing],
  [0x11, 0x11, two],
  [0x13, 0x13, two],
  // delegate, catch_all, drop, select
  [0x18, 0x18, one],
  [0x19, 0x1b, nothing],
  [0x1c, 0x1c, (reader) => void reader.list(() => reader.byte())],
  [0x20, 0x26, one],
  [0x28, 0x3e, two],
  [0x3f, 0x42, one],
  [0x43, 0x43, bytes(4)],
  [0x44, 0x44, bytes(8)],
  [0x45, 0xc4, nothing],
  [0xd0, 0xd0, one],
  [0xd1, 0xd1, nothing],
  [0xfc, 0xfc, skipNumeric],
  [0xfd, 0xfd, skipVector],
];

const BY_BYTE: readonly (Skip | undefined)[] = Array.from(
  { length: 256 },
  (_, byte) => OPERANDS.find(([first, last]) => byte >= first && byte <= last)?.[2],
);

/** `body`: one entry of the code section, without its length. Throws on an operation that it does not know. */
export function functionsNamedIn(body: Uint8Array): number[] {
  const reader = new WasmReader(body);
  reader.list(() => (reader.skipNumber(), reader.byte()));
  const named: number[] = [];
  while (!reader.isAtEnd) {
    const operation = reader.byte();
    if (operation === CALL || operation === TAIL_CALL || operation === FUNCTION_REFERENCE) {
      named.push(reader.number());
      continue;
    }
    const skip = BY_BYTE[operation];
    if (skip === undefined) throw new Error(`unknown WebAssembly operation 0x${operation.toString(16)}`);
    skip(reader);
  }
  return named;
}

/** 0xfc: conversions that saturate (0–7), memory and tables (8–17). */
function skipNumeric(reader: WasmReader): void {
  const operation = reader.number();
  if (operation > 17) throw new Error(`unknown WebAssembly operation 0xfc ${operation}`);
  if (operation <= 7) return;
  if ([8, 10, 12, 14].includes(operation)) two(reader);
  else one(reader);
}

/** 0xfd: vectors. */
function skipVector(reader: WasmReader): void {
  const operation = reader.number();
  if (operation <= 11 || operation === 92 || operation === 93) two(reader);
  else if (operation <= 13) reader.take(16);
  else if (operation >= 21 && operation <= 34) reader.byte();
  else if (operation >= 84 && operation <= 91) laneAccess(reader);
}
