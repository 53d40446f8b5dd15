/** `0.02`, `3.4`, `1,204` */
export function rateText(rate: number): string {
  const digits = rate >= 100 ? 0 : rate >= 1 ? 1 : 2;
  return rate > 0 && rate < 0.01 ? '<0.01' : Number(rate.toFixed(digits)).toLocaleString('en-US');
}
