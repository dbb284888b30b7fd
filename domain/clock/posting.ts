import { type HolidayCalendar, isWorkingDay } from './calendar.js';
import type { Day } from './day.js';

/**
 * The last day to post a letter that takes so many working days, so that the person has it on the due date: to respond is to be
 * received (rule 8). Counted backwards; Reg. 1182/71 Art. 3(4) rolls no period counted backwards, so the posting day is a working day.
 */
export function lastPostingDay(due: Day, workingDaysInPost: number, calendar: HolidayCalendar): Day {
  let day = due;
  for (let left = workingDaysInPost; left > 0; ) {
    day -= 1;
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  while (!isWorkingDay(calendar, day)) day -= 1;
  return day;
}
