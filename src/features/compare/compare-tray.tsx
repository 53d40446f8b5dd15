export function CompareTray() {
  return null;
}
