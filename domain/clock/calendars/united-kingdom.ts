import { type CalendarSource, type Holiday, makeCalendar } from '../calendar.js';
import { type Day, dayOf } from '../day.js';
import { afterEaster, firstMonday, fixed, inYear, lastMonday, withSubstitutes } from './rules.js';

// Banking and Financial Dealings Act 1971 Sch. 1 and the yearly proclamations; for Scotland also the St Andrew's Day Bank Holiday
// (Scotland) Act 2007. Days moved or added by proclamation stand below as data.
const UK_WIDE_ONE_OFFS: readonly Holiday[] = [
  fixed(2011, 4, 29, 'Royal wedding'),
  fixed(2012, 6, 5, 'Diamond Jubilee of Elizabeth II'),
  fixed(2022, 6, 3, 'Platinum Jubilee of Elizabeth II'),
  fixed(2022, 9, 19, 'State funeral of Elizabeth II'),
  fixed(2023, 5, 8, 'Coronation of Charles III'),
];
const SCOTTISH_ONE_OFFS: readonly Holiday[] = [fixed(2026, 6, 15, 'World Cup bank holiday')];

/** VE Day: the early May holiday of 2020 was kept on Friday 8 May. */
function earlyMay(year: number): Holiday {
  const day = year === 2020 ? dayOf(2020, 5, 8) : firstMonday(year, 5);
  return { day, name: 'Early May bank holiday' };
}

const MOVED_SPRING: ReadonlyMap<number, Day> = new Map([
  [2012, dayOf(2012, 6, 4)],
  [2022, dayOf(2022, 6, 2)],
]);

function spring(year: number): Holiday {
  return { day: MOVED_SPRING.get(year) ?? lastMonday(year, 5), name: 'Spring bank holiday' };
}

function christmas(year: number): readonly Holiday[] {
  return [fixed(year, 12, 25, 'Christmas Day'), fixed(year, 12, 26, 'Boxing Day')];
}

function england(year: number): readonly Holiday[] {
  return [
    ...withSubstitutes([fixed(year, 1, 1, "New Year's Day"), ...christmas(year)]),
    afterEaster(year, -2, 'Good Friday'),
    afterEaster(year, 1, 'Easter Monday'),
    earlyMay(year),
    spring(year),
    { day: lastMonday(year, 8), name: 'Summer bank holiday' },
    ...inYear(UK_WIDE_ONE_OFFS, year),
  ];
}

function northernIreland(year: number): readonly Holiday[] {
  const own = [fixed(year, 3, 17, "St Patrick's Day"), fixed(year, 7, 12, 'Battle of the Boyne')];
  return [...england(year), ...withSubstitutes(own)];
}

function scotland(year: number): readonly Holiday[] {
  const fixedDays = [
    fixed(year, 1, 1, "New Year's Day"),
    fixed(year, 1, 2, '2nd January'),
    fixed(year, 11, 30, "St Andrew's Day"),
    ...christmas(year),
  ];
  return [
    ...withSubstitutes(fixedDays),
    afterEaster(year, -2, 'Good Friday'),
    earlyMay(year),
    spring(year),
    { day: firstMonday(year, 8), name: 'Summer bank holiday' },
    ...inYear([...UK_WIDE_ONE_OFFS, ...SCOTTISH_ONE_OFFS], year),
  ];
}

const nation = (code: string, place: string, rules: CalendarSource['rules']) =>
  makeCalendar({ code, place, jurisdiction: 'UK', timeZone: 'Europe/London', version: `${code}-2026.1`, rules });

/** England and Wales. */
export const ENG = nation('ENG', 'England and Wales', england);
/** Scotland: Good Friday but not Easter Monday, 2 January, St Andrew's Day, summer holiday on the first Monday of August. */
export const SCT = nation('SCT', 'Scotland', scotland);
/** Northern Ireland: as England, with 17 March and 12 July. */
export const NIR = nation('NIR', 'Northern Ireland', northernIreland);
