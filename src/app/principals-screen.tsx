import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { PrincipalsPanel } from '#features/principals/principals-panel.tsx';

const NOTHING_MATCHES = <NothingMatches />;

/** Everyone who acted in the matching events. */
export function PrincipalsScreen() {
  return <PrincipalsPanel nothingMatches={NOTHING_MATCHES} />;
}
