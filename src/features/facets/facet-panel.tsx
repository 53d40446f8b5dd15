export function FacetPanel() {
  return null;
}
