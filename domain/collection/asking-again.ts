const HOUR_MS = 3_600_000;
/** So many times in a row before the next, longer wait: a day of hours, then six days of four hours. */
const HOURLY_TRIES = 24;
const FOUR_HOURLY_TRIES = 36;

/**
 * How long a system that did not answer is left alone before it is asked again: hourly for a day, every four hours for the rest of the
 * week, then daily. Staff who know that it is back ask at once. `tries` is how often it was asked already.
 */
export function askAgainAfterMs(tries: number): number {
  if (tries <= HOURLY_TRIES) return HOUR_MS;
  return tries <= HOURLY_TRIES + FOUR_HOURLY_TRIES ? 4 * HOUR_MS : 24 * HOUR_MS;
}
