export function HistogramPanel() {
  return null;
}
