const EPOCH_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** Days since 2000-01-01, as the rolled-up figures number them. */
export const dayNumber = (on: string): number => Math.round((Date.parse(`${on}T00:00:00Z`) - EPOCH_MS) / DAY_MS);

export const dayOfNumber = (number: number): string => new Date(EPOCH_MS + number * DAY_MS).toISOString().slice(0, 10);

export const daysAfter = (on: string, days: number): string => dayOfNumber(dayNumber(on) + days);

/** Months since the year 0: 2026-11 is 2026 * 12 + 10. */
export function monthNumber(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
}

export const monthOfNumber = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

export const monthsAfter = (month: string, months: number): string => monthOfNumber(monthNumber(month) + months);

/** The first day of a month. */
export const firstDayOf = (month: string): string => `${month}-01`;
