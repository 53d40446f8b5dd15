export function TimeRangeButton() {
  return null;
}
