import { type CalendarSource, type Holiday, makeCalendar } from '../calendar.js';
import { dayOf, weekdayOf } from '../day.js';
import { afterEaster, firstMonday, fixed, inYear, lastMonday } from './rules.js';

const FRIDAY = 5;

/** Loi du 4 janvier 1974 relative aux jours fériés and the royal decree of 18 April 1974. */
function belgium(year: number): readonly Holiday[] {
  return [
    fixed(year, 1, 1, "New Year's Day"),
    afterEaster(year, 1, 'Easter Monday'),
    fixed(year, 5, 1, 'Labour Day'),
    afterEaster(year, 39, 'Ascension Day'),
    afterEaster(year, 50, 'Whit Monday'),
    fixed(year, 7, 21, 'National Day'),
    fixed(year, 8, 15, 'Assumption Day'),
    fixed(year, 11, 1, "All Saints' Day"),
    fixed(year, 11, 11, 'Armistice Day'),
    fixed(year, 12, 25, 'Christmas Day'),
  ];
}

/** The nine days that are holidays in every Land; what only some Länder keep is not nation-wide. */
function germany(year: number): readonly Holiday[] {
  return [
    fixed(year, 1, 1, "New Year's Day"),
    afterEaster(year, -2, 'Good Friday'),
    afterEaster(year, 1, 'Easter Monday'),
    fixed(year, 5, 1, 'Labour Day'),
    afterEaster(year, 39, 'Ascension Day'),
    afterEaster(year, 50, 'Whit Monday'),
    fixed(year, 10, 3, 'German Unity Day'),
    fixed(year, 12, 25, 'Christmas Day'),
    fixed(year, 12, 26, 'Second Day of Christmas'),
    ...inYear([fixed(2017, 10, 31, 'Reformation Day (500 years)')], year),
  ];
}

/** Code du travail L3133-1; the two further days of Alsace-Moselle are not nation-wide. */
function france(year: number): readonly Holiday[] {
  return [
    fixed(year, 1, 1, "New Year's Day"),
    afterEaster(year, 1, 'Easter Monday'),
    fixed(year, 5, 1, 'Labour Day'),
    fixed(year, 5, 8, 'Victory Day'),
    afterEaster(year, 39, 'Ascension Day'),
    afterEaster(year, 50, 'Whit Monday'),
    fixed(year, 7, 14, 'Bastille Day'),
    fixed(year, 8, 15, 'Assumption Day'),
    fixed(year, 11, 1, "All Saints' Day"),
    fixed(year, 11, 11, 'Armistice Day'),
    fixed(year, 12, 25, 'Christmas Day'),
  ];
}

/**
 * Organisation of Working Time Act 1997 Sch. 2. Good Friday is no public holiday. A holiday on a weekend is not moved by the Act (the
 * employer grants another day), so there are no substitute days here: the due date is then the earlier one.
 */
function ireland(year: number): readonly Holiday[] {
  return [
    fixed(year, 1, 1, "New Year's Day"),
    ...stBrigid(year),
    fixed(year, 3, 17, "St Patrick's Day"),
    afterEaster(year, 1, 'Easter Monday'),
    { day: firstMonday(year, 5), name: 'May holiday' },
    { day: firstMonday(year, 6), name: 'June holiday' },
    { day: firstMonday(year, 8), name: 'August holiday' },
    { day: lastMonday(year, 10), name: 'October holiday' },
    fixed(year, 12, 25, 'Christmas Day'),
    fixed(year, 12, 26, "St Stephen's Day"),
    ...inYear([fixed(2022, 3, 18, 'Day of remembrance and recognition')], year),
  ];
}

/** S.I. 50/2022, from 2023: the first Monday of February, or 1 February where that is a Friday. */
function stBrigid(year: number): readonly Holiday[] {
  if (year < 2023) return [];
  const first = dayOf(year, 2, 1);
  return [{ day: weekdayOf(first) === FRIDAY ? first : firstMonday(year, 2), name: "St Brigid's Day" }];
}

const state = (code: string, place: string, timeZone: string, rules: CalendarSource['rules']) =>
  makeCalendar({ code, place, jurisdiction: 'EU', timeZone, version: `${code}-2026.1`, rules });

/** Belgium. */
export const BE = state('BE', 'Belgium', 'Europe/Brussels', belgium);
/** Germany, nation-wide days only. */
export const DE = state('DE', 'Germany (nation-wide)', 'Europe/Berlin', germany);
/** France without Alsace-Moselle's own days. */
export const FR = state('FR', 'France', 'Europe/Paris', france);
/** Ireland. */
export const IE = state('IE', 'Ireland', 'Europe/Dublin', ireland);
