export function ZoneButton() {
  return null;
}
