import { Temporal } from 'temporal-polyfill';
import type { Language } from '../request/types.js';

const WEEKDAYS = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
} as const satisfies Record<Language, readonly string[]>;

const MONTHS = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
} as const satisfies Record<Language, readonly string[]>;

const ARRANGE = {
  en: (weekday, day, month, year) => `${weekday} ${day} ${month} ${year}`,
  de: (weekday, day, month, year) => `${weekday}, ${day}. ${month} ${year}`,
  fr: (weekday, day, month, year) => `${weekday} ${day === 1 ? '1er' : day} ${month} ${year}`,
} as const satisfies Record<Language, (weekday: string, day: number, month: string, year: number) => string>;

const AT_CLOCK = {
  en: (day, clock) => `${day} at ${clock}`,
  de: (day, clock) => `${day}, ${clock} Uhr`,
  fr: (day, clock) => `${day} à ${clock}`,
} as const satisfies Record<Language, (day: string, clock: string) => string>;

/**
 * A calendar date in words, with its weekday: "Monday 4 January 2027", "Montag, 4. Januar 2027", "lundi 4 janvier 2027".
 * @param date `YYYY-MM-DD`; anything else is a RangeError, which is a bug of the caller.
 */
export function formatDateInWords(date: string, language: Language): string {
  const day = Temporal.PlainDate.from(date);
  const weekday = WEEKDAYS[language][day.dayOfWeek - 1] ?? '';
  const month = MONTHS[language][day.month - 1] ?? '';
  return ARRANGE[language](weekday, day.day, month, day.year);
}

/**
 * An instant in words as a clock on the wall shows it at the controller's place: "Monday 4 January 2027 at 14:03".
 * @param instant ISO 8601 with an offset or Z.
 * @param timeZone IANA name, for example `Europe/London`.
 */
export function formatInstantInWords(instant: string, language: Language, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
  return AT_CLOCK[language](formatDateInWords(local.toPlainDate().toString(), language), clock);
}
