export function NothingMatches() {
  return null;
}
