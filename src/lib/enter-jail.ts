/**
 * Closes the jail as a side effect. A worker imports this first, so that no other module, the engine's glue least of all,
 * has been evaluated while the network was still there.
 */
import { enterJail } from './jail.ts';

enterJail(self);
