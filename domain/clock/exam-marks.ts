import { type HolidayCalendar, rollForward } from './calendar.js';
import { addMonths, type Day } from './day.js';

const AFTER_ANNOUNCEMENT_DAYS = 40;
const MONTHS = 5;

/**
 * Optional rule for bodies that hold examinations (DPA 2018 Sch. 2 para 25): marks asked for before they are announced are due at the
 * earlier of five months from the relevant time and 40 days after the announcement. Unannounced: five months. Marks asked for after the
 * announcement follow the ordinary month (null).
 */
export function examMarksDue(startOn: Day, announcedOn: Day | null, calendar: HolidayCalendar): Day | null {
  if (announcedOn !== null && announcedOn <= startOn) return null;
  const fiveMonths = addMonths(startOn, MONTHS);
  return rollForward(calendar, announcedOn === null ? fiveMonths : Math.min(fiveMonths, announcedOn + AFTER_ANNOUNCEMENT_DAYS));
}
