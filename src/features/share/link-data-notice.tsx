export function LinkDataNotice() {
  return null;
}
