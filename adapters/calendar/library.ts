import { createRequire } from 'node:module';
import Holidays from 'date-holidays';
import { type CalendarBook, type Holiday, type HolidayCalendar, makeCalendar } from '../../domain/clock/calendar.js';
import { BUILT_IN_CALENDARS } from '../../domain/clock/calendars/index.js';
import { formatDay, parseDay } from '../../domain/clock/day.js';
import { type CalendarPlace, FURTHER_PLACES } from './place.js';

const DAY_MS = 86_400_000;
const { version } = createRequire(import.meta.url)('date-holidays/package.json') as { version: string };

/**
 * The public holidays the library knows for a country or region, as a calendar. Only whole public holidays count: bank, school and
 * optional days, and half days, are working days under Reg. 1182/71. The version names the library's release.
 * Not for workflow code: its data change with its releases.
 */
export function libraryCalendar(place: CalendarPlace): HolidayCalendar {
  let library: Holidays | undefined;
  const rules = (year: number): readonly Holiday[] => {
    library ??= place.region === undefined ? new Holidays(place.country) : new Holidays(place.country, place.region);
    return library.getHolidays(year, 'en').flatMap(wholePublicDays);
  };
  const { code, timeZone } = place;
  return makeCalendar({ code, place: place.place, jurisdiction: 'EU', timeZone, version: `${code}-date-holidays-${version}`, rules });
}

interface LibraryHoliday {
  date: string;
  start: Date;
  end: Date;
  name: string;
  type: string;
  substitute?: boolean;
}

function wholePublicDays(holiday: LibraryHoliday): Holiday[] {
  const first = parseDay(holiday.date.slice(0, 10));
  const isWhole = holiday.date.slice(11, 16) === '00:00';
  if (holiday.type !== 'public' || first === undefined || !isWhole) return [];
  // Days of 23 and 25 hours exist, so the length is rounded.
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY_MS));
  return Array.from({ length }, (_, index) => ({ day: first + index, name: holiday.name }));
}

/** Every calendar an input may name: the seven of the law's own rules, then the further places. Built in a few milliseconds; years are worked out on first use. */
export function openCalendarBook(): CalendarBook {
  return new Map([...BUILT_IN_CALENDARS, ...FURTHER_PLACES.map((place) => [place.code, libraryCalendar(place)] as const)]);
}

/** The library's own view of one of our places, as `YYYY-MM-DD name` lines: for comparing, never for computing. */
export function libraryListing(country: string, region: string | undefined, year: number): string[] {
  const library = region === undefined ? new Holidays(country) : new Holidays(country, region);
  return library
    .getHolidays(year, 'en')
    .flatMap(wholePublicDays)
    .map(({ day, name }) => `${formatDay(day)} ${name}`);
}
