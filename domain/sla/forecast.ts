import { dayNumber, daysAfter } from './day-number.js';

/** One week of work ahead: what falls due in it, and what the last eight weeks let expect to come in and to be answered. */
export interface ForecastWeek {
  from: string;
  /** The last day of the week. */
  to: string;
  due: number;
  expectedNew: number;
  expectedAnswers: number;
}

interface Count {
  bucket: number;
  n: number;
}

const WEEKS_BACK = 8;
const WEEKS_AHEAD = 5;

/** The next five weeks from today. What is overdue already counts into the first: it has to be done as well. */
export function forecastOf(
  counted: { due: readonly { sortOn: string; n: number }[]; received: readonly Count[]; answered: readonly Count[] },
  today: string,
): ForecastWeek[] {
  const expectedNew = perWeek(counted.received, today);
  const expectedAnswers = perWeek(counted.answered, today);
  return Array.from({ length: WEEKS_AHEAD }, (_, week) => {
    const [from, to] = [daysAfter(today, week * 7), daysAfter(today, week * 7 + 6)];
    const due = counted.due.filter(({ sortOn }) => sortOn <= to && (week === 0 || sortOn >= from)).reduce((sum, { n }) => sum + n, 0);
    return { from, to, due, expectedNew, expectedAnswers };
  });
}

/** The mean of the last eight whole weeks before today, to one decimal. */
function perWeek(counts: readonly Count[], today: string): number {
  const until = dayNumber(today);
  const sum = counts.filter(({ bucket }) => bucket < until && bucket >= until - WEEKS_BACK * 7).reduce((total, { n }) => total + n, 0);
  return Math.round((sum / WEEKS_BACK) * 10) / 10;
}
