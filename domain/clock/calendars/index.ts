import type { CalendarBook, HolidayCalendar } from '../calendar.js';
import { BE, DE, FR, IE } from './member-states.js';
import { ENG, NIR, SCT } from './united-kingdom.js';

const ALL: readonly HolidayCalendar[] = [ENG, SCT, NIR, BE, DE, FR, IE];

/** The calendars the law's clock carries itself: checked against published lists for 2018 to 2040, carried forward by rule beyond. */
export const BUILT_IN_CALENDARS: CalendarBook = new Map(ALL.map((calendar) => [calendar.code, calendar]));
