import type { Language } from '../request/types.js';
import { civilOf, parseDay, weekdayOf } from './day.js';
import type { WaitKind } from './wait.js';

/** What a day of the strip may be marked as. */
export type StripFlag = 'received' | 'start' | 'today' | 'target' | 'safe' | 'due';

/** The words of the strip in one language. Dates are given as `YYYY-MM-DD`. */
export interface StripTexts {
  title: string;
  flags: Record<StripFlag, string>;
  waitingFor: Record<WaitKind, string>;
  weekend: string;
  holiday: string;
  notWorking: string;
  notCounted: string;
  noDateYet: string;
  counted: string;
  extended: string;
  rolled: string;
  afterDue: string;
  columns: { when: string; what: string };
  weekdaysShort: readonly string[];
  monthsLong: readonly string[];
  monthsShort: readonly string[];
  /** Where a flag's word does not fit into a day of the narrow drawing. */
  flagsShort: Partial<Record<StripFlag, string>>;
  /** `Fri 3 October`. */
  shortDate: (date: string) => string;
  days: (count: number) => string;
  range: (from: string, to: string) => string;
  since: (from: string) => string;
}

type Dates = Pick<StripTexts, 'weekdaysShort' | 'monthsLong' | 'monthsShort'>;

const EN: Dates = {
  monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  weekdaysShort: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  monthsLong: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const DE: Dates = {
  monthsShort: ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'],
  weekdaysShort: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  monthsLong: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
};
const FR: Dates = {
  monthsShort: ['janv', 'févr', 'mars', 'avr', 'mai', 'juin', 'juil', 'août', 'sept', 'oct', 'nov', 'déc'],
  weekdaysShort: ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'],
  monthsLong: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
};

function partsOf(dates: Dates, date: string): { weekday: string; day: number; month: string } {
  const day = parseDay(date) ?? 0;
  const civil = civilOf(day);
  return { weekday: dates.weekdaysShort[weekdayOf(day)] ?? '', day: civil.day, month: dates.monthsLong[civil.month - 1] ?? '' };
}

const shortDate = {
  en: (date: string): string => {
    const { weekday, day, month } = partsOf(EN, date);
    return `${weekday} ${day} ${month}`;
  },
  de: (date: string): string => {
    const { weekday, day, month } = partsOf(DE, date);
    return `${weekday}, ${day}. ${month}`;
  },
  fr: (date: string): string => {
    const { weekday, day, month } = partsOf(FR, date);
    return `${weekday} ${day === 1 ? '1er' : day} ${month}`;
  },
} satisfies Record<Language, (date: string) => string>;

/** The strip's words in the languages of the house. */
export const STRIP_TEXTS: Record<Language, StripTexts> = {
  en: {
    ...EN,
    title: 'When the answer is due',
    flags: { received: 'Received', start: 'Month starts', today: 'Today', target: 'Target', safe: 'Safe', due: 'Due' },
    flagsShort: {},
    waitingFor: {
      identity: 'Waiting for proof of identity',
      authority: 'Waiting for proof of authority',
      fee: 'Waiting for the fee',
      clarification: 'Waiting for a clarification',
    },
    weekend: 'weekend',
    holiday: 'public holiday',
    notWorking: 'Weekend or public holiday',
    notCounted: 'Not counted',
    noDateYet: 'No due date while a question is open',
    counted: 'Counted',
    extended: 'Counted, extended period',
    rolled: 'On to the next working day',
    afterDue: 'After the due date',
    columns: { when: 'When', what: 'What' },
    shortDate: shortDate.en,
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    range: (from, to) => (from === to ? shortDate.en(from) : `${shortDate.en(from)} to ${shortDate.en(to)}`),
    since: (from) => `since ${shortDate.en(from)}`,
  },
  de: {
    ...DE,
    title: 'Wann die Antwort fällig ist',
    flags: { received: 'Eingang', start: 'Beginn', today: 'Heute', target: 'Ziel', safe: 'Sicher', due: 'Fällig' },
    flagsShort: {},
    waitingFor: {
      identity: 'Warten auf Identitätsnachweis',
      authority: 'Warten auf Vollmacht',
      fee: 'Warten auf Gebühr',
      clarification: 'Warten auf Präzisierung',
    },
    weekend: 'Wochenende',
    holiday: 'Feiertag',
    notWorking: 'Wochenende oder Feiertag',
    notCounted: 'Nicht gezählt',
    noDateYet: 'Kein Fälligkeitstag, solange eine Frage offen ist',
    counted: 'Gezählt',
    extended: 'Gezählt, verlängerte Frist',
    rolled: 'Bis zum nächsten Arbeitstag',
    afterDue: 'Nach dem Fälligkeitstag',
    columns: { when: 'Wann', what: 'Was' },
    shortDate: shortDate.de,
    days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
    range: (from, to) => (from === to ? shortDate.de(from) : `${shortDate.de(from)} bis ${shortDate.de(to)}`),
    since: (from) => `seit ${shortDate.de(from)}`,
  },
  fr: {
    ...FR,
    title: 'Date limite de la réponse',
    flags: { received: 'Reçue', start: 'Début', today: "Aujourd'hui", target: 'Objectif', safe: 'Sûre', due: 'Échéance' },
    flagsShort: { today: 'Ce jour' },
    waitingFor: {
      identity: "En attente de la preuve d'identité",
      authority: 'En attente du mandat',
      fee: 'En attente des frais',
      clarification: 'En attente d’une précision',
    },
    weekend: 'week-end',
    holiday: 'jour férié',
    notWorking: 'Week-end ou jour férié',
    notCounted: 'Non compté',
    noDateYet: "Pas d'échéance tant qu'une question est ouverte",
    counted: 'Compté',
    extended: 'Compté, délai prolongé',
    rolled: "Jusqu'au prochain jour ouvré",
    afterDue: "Après l'échéance",
    columns: { when: 'Quand', what: 'Quoi' },
    shortDate: shortDate.fr,
    days: (count) => (count === 1 ? '1 jour' : `${count} jours`),
    range: (from, to) => (from === to ? shortDate.fr(from) : `du ${shortDate.fr(from)} au ${shortDate.fr(to)}`),
    since: (from) => `depuis le ${shortDate.fr(from)}`,
  },
};
