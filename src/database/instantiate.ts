/**
 * Turns the engine file into running DuckDB bindings, inside the worker.
 *
 * duckdb-wasm would fetch the file itself, and swallows what goes wrong: a refused compilation or a broken file makes
 * it wait for ever. Here the bytes are handed in and every failure rejects.
 */
import {
  BROWSER_RUNTIME,
  createDuckDB,
  DuckDBBindingsBase,
  getPlatformFeatures,
  VoidLogger,
} from 'duckdb-blocking';

type OnInstance = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

const HANDED_IN = { mainModule: 'engine.wasm', mainWorker: '' };

export async function instantiate(wasm: Response): Promise<DuckDBBindingsBase> {
  if (!(await getPlatformFeatures()).wasmExceptions)
    throw new Error('this browser is too old for the engine: WebAssembly exceptions are missing');
  const bundles = { mvp: HANDED_IN, eh: HANDED_IN };
  const bindings = await createDuckDB(bundles, new VoidLogger(), BROWSER_RUNTIME);
  if (!(bindings instanceof DuckDBBindingsBase)) throw new Error('unexpected kind of DuckDB bindings');
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, onInstance: OnInstance): object => {
      globalThis.DUCKDB_RUNTIME = BROWSER_RUNTIME;
      WebAssembly.instantiateStreaming(wasm, imports)
        .then(({ instance, module }) => onInstance(instance, module))
        .catch(reject);
      return {};
    };
    // The method is protected; its replacement is the supported way in Emscripten, not in duckdb-wasm.
    Reflect.set(bindings, 'instantiateWasm', instantiateWasm);
    bindings.instantiate().then(resolve, reject);
  });
}
