export function DifferencesButton() {
  return null;
}
