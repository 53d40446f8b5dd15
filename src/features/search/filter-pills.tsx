export function FilterPills() {
  return null;
}
