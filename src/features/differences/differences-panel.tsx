export function DifferencesPanel() {
  return null;
}
