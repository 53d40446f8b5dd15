import type { DataSetIdentity } from './fingerprint.ts';
import { identify } from './fingerprint.ts';
import type { SessionState } from './session.ts';
import { useSessionState } from './use-session.ts';

/** Tens of thousands of files take milliseconds to hash, and everybody asks about the same ones. */
const known = new WeakMap<SessionState['files'], DataSetIdentity | null>();

/** The identity of a set at rest; null while it changes, and while there is none. */
export function identityOf(state: SessionState): DataSetIdentity | null {
  if (state.phase !== 'ready') return null;
  const before = known.get(state.files);
  if (before !== undefined) return before;
  const identity = identify(state);
  known.set(state.files, identity);
  return identity;
}

/** Which data are loaded; null while files are being read, and while there are none. */
export function useIdentity(): DataSetIdentity | null {
  return useSessionState(identityOf);
}
