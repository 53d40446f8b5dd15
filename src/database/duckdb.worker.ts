/** The worker in which the engine lives: wiring only. The order of the imports is the order in which they act. */
import '#lib/enter-jail.ts';
import { EngineServer } from './engine-server.ts';
import type { FromEngine, ToEngine } from './engine-protocol.ts';

/** The part of a dedicated worker's scope that we use; TypeScript's own type would shut out the DOM's. */
interface WorkerScope {
  postMessage(message: FromEngine, options?: { transfer: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToEngine>) => void): void;
}

const scope: WorkerScope = self;
const server = new EngineServer((message) => scope.postMessage(message));
scope.addEventListener('message', (event) => server.receive(event.data));
