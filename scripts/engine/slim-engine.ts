/**
 * The engine without what nothing can reach (docs/decisions/0003). It is built to load extensions, which may ask for any
 * function by its name; so it names 75,000 of them, and contains what only they would call. Here no extension can ever be
 * loaded: the names go that our scripts do not use, and then the insides of the functions that nothing calls any more.
 * What remains is as it was, function by function, with the same numbers.
 */
import { functionsNamedIn } from './wasm-calls.ts';
import { readSections, SECTION, type Section, WasmReader, writeNumber, writeSection } from './wasm-reader.ts';

const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
/** Names that scripts put together, and so do not hold as a whole. */
const PUT_TOGETHER = ['dynCall_', '__em_js__', '__start_em_', '__stop_em_'];
/** A body without variables that stops when it is called: right for every type of function. */
const UNREACHABLE = Uint8Array.of(0, 0x00, 0x0b);

interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
  readonly written: Uint8Array;
}

/** `script`: the text of the script that runs it; whatever it has a word for stays. */
export function slimEngine(wasm: Uint8Array, script: string): Uint8Array<ArrayBuffer> {
  const { header, sections } = readSections(wasm);
  const contentOf = (id: number): WasmReader =>
    new WasmReader(sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0));
  const imports = readImports(contentOf(SECTION.import));
  const words = new Set(script.match(/[\w$]+/g));
  const exports = readExports(contentOf(SECTION.export)).filter(
    ({ name }) =>
      words.has(name) ||
      words.has(`_${name}`) ||
      imports.addresses.has(name) ||
      PUT_TOGETHER.some((start) => name.startsWith(start)),
  );
  const bodies = readBodies(contentOf(SECTION.code));
  const roots = exports.filter(({ kind }) => kind === KIND.function).map(({ index }) => index);
  roots.push(...readElements(contentOf(SECTION.element)));
  const start = sections.find(({ id }) => id === SECTION.start);
  if (start !== undefined) roots.push(new WasmReader(start.content).number());
  const isReached = reach(bodies, roots, imports.functions);
  const slim = ({ id, whole }: Section): Uint8Array => {
    if (id === SECTION.export)
      return writeSection(id, [writeNumber(exports.length), ...exports.map(({ written }) => written)]);
    if (id !== SECTION.code) return whole;
    const kept = bodies.map((body, n) => (isReached[n] === 1 ? body : UNREACHABLE));
    return writeSection(id, [
      writeNumber(kept.length),
      ...kept.flatMap((body) => [writeNumber(body.length), body]),
    ]);
  };
  return Uint8Array.from(Buffer.concat([header, ...sections.map(slim)]));
}

/** `addresses`: names of which the engine wants to know where they lie; its script looks them up among the exports. */
function readImports(reader: WasmReader): { functions: number; addresses: ReadonlySet<string> } {
  const addresses = new Set<string>();
  let functions = 0;
  reader.list(() => {
    const from = reader.name();
    const name = reader.name();
    if (from.startsWith('GOT.')) addresses.add(name);
    if (skipImportType(reader) === KIND.function) functions += 1;
  });
  return { functions, addresses };
}

function skipImportType(reader: WasmReader): number {
  const kind = reader.byte();
  if (kind === KIND.global) reader.take(2);
  else if (kind === KIND.table || kind === KIND.memory) {
    if (kind === KIND.table) reader.byte();
    const hasMost = (reader.number() & 1) === 1;
    reader.skipNumber();
    if (hasMost) reader.skipNumber();
  } else {
    if (kind === KIND.tag) reader.byte();
    reader.skipNumber();
  }
  return kind;
}

function readExports(reader: WasmReader): Export[] {
  return reader.list(() => {
    const from = reader.at;
    const name = reader.name();
    const kind = reader.byte();
    const index = reader.number();
    return { name, kind, index, written: reader.bytes.subarray(from, reader.at) };
  });
}

function readBodies(reader: WasmReader): Uint8Array[] {
  return reader.list(() => reader.take(reader.number()));
}

/** The functions that can be called by their place in the table: any of them may be. */
function readElements(reader: WasmReader): number[] {
  const segments = reader.list(() => {
    if (reader.byte() !== 0) throw new Error('a kind of WebAssembly element segment that is not known here');
    // Where it begins: a constant or a global, then the end of the expression.
    reader.byte();
    reader.skipNumber();
    if (reader.byte() !== 0x0b) throw new Error('a WebAssembly element segment begins at no plain place');
    return reader.list(() => reader.number());
  });
  return segments.flat();
}

/** 1 at each body that can be reached from `roots`, over any number of calls. Imported functions are numbered first. */
function reach(bodies: readonly Uint8Array[], roots: readonly number[], imported: number): Uint8Array {
  const isReached = new Uint8Array(bodies.length);
  const next: Uint8Array[] = [];
  const mark = (index: number): void => {
    const body = bodies[index - imported];
    if (body === undefined || isReached[index - imported] === 1) return;
    isReached[index - imported] = 1;
    next.push(body);
  };
  roots.forEach(mark);
  for (let body = next.pop(); body !== undefined; body = next.pop()) functionsNamedIn(body).forEach(mark);
  return isReached;
}
