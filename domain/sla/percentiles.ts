/** Days within which half, nine in ten and 99 in 100 were answered; null where nothing was. */
export interface Percentiles {
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

/** Nearest-rank percentiles of a histogram: `bucket` is a number of days, `n` how often it occurred. Exact to the day. */
export function percentilesOf(histogram: readonly { bucket: number; n: number }[]): Percentiles {
  const byDays = new Map<number, number>();
  for (const { bucket, n } of histogram) byDays.set(bucket, (byDays.get(bucket) ?? 0) + n);
  const steps = [...byDays].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const total = steps.reduce((sum, [, n]) => sum + n, 0);
  const at = (share: number): number | null => {
    let left = Math.ceil(total * share);
    for (const [days, n] of steps) {
      left -= n;
      if (left <= 0) return days;
    }
    return null;
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

export const NO_PERCENTILES: Percentiles = { p50: null, p90: null, p99: null };
