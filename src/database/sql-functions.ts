/**
 * Our own functions inside SQL: `json_match(json, spec)` and `text_match(text, spec)`, both answering 1 or 0. `spec` is
 * the JSON of a `JsonMatch` or a `ValueTest`, one argument for all that stays the same, because the engine hands every
 * argument over again for every row.
 *
 * They answer integers: texts come back as garbage in duckdb-wasm 1.32.0 (`callScalarUDF` stores an offset where the
 * engine reads an address). They take only texts: numbers are read from memory that may have moved meanwhile. They never
 * throw: what cannot be read does not match.
 */
import { Int32 } from 'apache-arrow';
import type { DuckDBBindingsBase } from 'duckdb-blocking';
import { isObject, parseJson } from '#lib/json.ts';
import { type JsonMatch, jsonMatcher } from '#lib/json-match.ts';
import { type Bound, compileTest, type ValueTest } from '#lib/value-test.ts';

type Matcher = (text: string) => boolean;

/** As many specs as one statement may use at a time are kept compiled. */
const MOST_COMPILED = 256;

/** Makes the functions known to every connection of the engine. Before `lock_configuration`, like all else of ours. */
export function registerSqlFunctions(bindings: DuckDBBindingsBase, connection: number): void {
  const define = (name: string, compile: (spec: unknown) => Matcher | null): void => {
    const call = matching(compile);
    bindings.createScalarFunction(connection, name, new Int32(), call);
  };
  define('json_match', (spec) => {
    const match = jsonMatchOf(spec);
    return match === null ? null : jsonMatcher(match);
  });
  define('text_match', (spec) => {
    const test = valueTestOf(spec);
    return test === null ? null : compileTest(test);
  });
}

/** The function as the engine calls it, once for each row. */
export function matching(compile: (spec: unknown) => Matcher | null): (...args: unknown[]) => number {
  const compiled = new Map<string, Matcher>();
  let lastSpec: string | null = null;
  let last: Matcher = never;
  return (text, spec) => {
    if (typeof text !== 'string' || typeof spec !== 'string') return 0;
    try {
      if (spec !== lastSpec) {
        last = compiled.get(spec) ?? compile(parseJson(spec)) ?? never;
        if (compiled.size >= MOST_COMPILED) compiled.clear();
        compiled.set(spec, last);
        lastSpec = spec;
      }
      return last(text) ? 1 : 0;
    } catch {
      return 0;
    }
  };
}

const never: Matcher = () => false;

function jsonMatchOf(spec: unknown): JsonMatch | null {
  if (!isObject(spec)) return null;
  const test = valueTestOf(spec['test']);
  const path = spec['path'];
  if (test === null) return null;
  if (path === null) return { path, test };
  return Array.isArray(path) && path.every((name) => typeof name === 'string') ? { path, test } : null;
}

/** Checked although it is ours: people may call the functions from SQL of their own. */
function valueTestOf(spec: unknown): ValueTest | null {
  if (!isObject(spec)) return null;
  const { kind, text, pattern, block, type, from, to } = spec;
  if (kind === 'equals' && typeof text === 'string') return { kind, text };
  if (kind === 'matches' && typeof pattern === 'string') return { kind, pattern };
  if (kind === 'exists') return { kind };
  if (kind === 'within' && typeof block === 'string') return { kind, block };
  const isRange = kind === 'range' && (type === 'number' || type === 'time');
  return isRange ? { kind, type, from: boundOf(from), to: boundOf(to) } : null;
}

function boundOf(spec: unknown): Bound | null {
  if (!isObject(spec) || typeof spec['text'] !== 'string') return null;
  return { text: spec['text'], inclusive: spec['inclusive'] === true };
}
