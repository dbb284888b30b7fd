import type { Language } from '../../domain/request/types.js';

const LOCALE = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' } as const satisfies Record<Language, string>;

const dayFormats = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortFormats = formats({ day: 'numeric', month: 'short', timeZone: 'UTC' });

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const of = (language: Language) => new Intl.DateTimeFormat(LOCALE[language], options);
  return { en: of('en'), de: of('de'), fr: of('fr') };
}

/** A calendar date (YYYY-MM-DD) with weekday and month in words: Monday 5 January 2027. */
export function dayInWords(on: string, language: Language): string {
  return dayFormats[language].format(new Date(`${on}T00:00:00Z`)).replace(',', language === 'en' ? '' : ',');
}

/** 5 Jan: for lists where the year is plain. */
export function dayShort(on: string, language: Language = 'en'): string {
  return shortFormats[language].format(new Date(`${on}T00:00:00Z`));
}

/** An instant as the wall clock of that place shows it: 23 November 2026, 14:03. */
export function instantInWords(at: string | Date, language: Language, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  };
  return new Intl.DateTimeFormat(LOCALE[language], options).format(new Date(at)).replace(' at ', ', ');
}

/** The calendar date (YYYY-MM-DD) of an instant in that place. */
export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The desk's words for what is left until a date: 3 days late, today, tomorrow, 12 days. */
export function timeLeft(dueOn: string, today: string): string {
  const days = daysBetween(today, dueOn);
  if (days < 0) return `${count(-days, 'day')} late`;
  if (days === 0) return 'due today';
  return days === 1 ? 'due tomorrow' : `${days} days left`;
}

/** 1 case, 2 cases. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-GB')} ${noun}${n === 1 ? '' : 's'}`;
}

/** A size in the unit a person would use. */
export function sizeInWords(sizeBytes: number, language: Language): string {
  const byte = language === 'fr' ? 'o' : 'B'; // a French byte is an octet
  const [value, unit] = sizeBytes < 1_000_000 ? [sizeBytes / 1000, `k${byte}`] : [sizeBytes / 1_000_000, `M${byte}`];
  return `${new Intl.NumberFormat(LOCALE[language], { maximumSignificantDigits: 3 }).format(value)} ${unit}`;
}

/** An amount in the smallest unit of its currency, as a page says it: £12.50. */
export function moneyInWords({ amountMinor, currency }: { amountMinor: number; currency: string }, language: Language): string {
  const format = new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
