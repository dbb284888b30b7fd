import type { EvidenceEvent } from '../evidence.js';
import { formatDateInWords } from '../letters/dates.js';
import { RIGHT_TERMS } from '../letters/words.js';
import { LANGUAGES, type Language } from '../request/types.js';
import { ACCOUNT_CODE_WORDS } from './texts/account.js';
import { CODE_WORDS, OPEN_DATE } from './texts/codes.js';
import { EVIDENCE_TEXTS_DE } from './texts/de.js';
import { EVIDENCE_TEXTS_EN } from './texts/en.js';
import { EVIDENCE_TEXTS_FR } from './texts/fr.js';
import { SEAL_CODE_WORDS } from './texts/seal-codes.js';

const TEXTS: Record<Language, Record<EvidenceEvent, string>> = { en: EVIDENCE_TEXTS_EN, de: EVIDENCE_TEXTS_DE, fr: EVIDENCE_TEXTS_FR };

/** Every event there is, in the order of the audit trail. */
export const EVIDENCE_EVENTS: readonly string[] = Object.keys(EVIDENCE_TEXTS_EN);

function isEvent(event: string): event is EvidenceEvent {
  return EVIDENCE_EVENTS.includes(event);
}

function languageOf(language: string): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en';
}

function wordsOf(code: string, language: Language): string {
  const words: Record<string, string> = { ...SEAL_CODE_WORDS[language], ...CODE_WORDS[language], ...RIGHT_TERMS[language] };
  return words[code] ?? code;
}

/** The same code can be another word in the chain of an account. */
function accountWordsOf(code: string, language: Language): string {
  const words: Record<string, string> = ACCOUNT_CODE_WORDS[language];
  return words[code] ?? code;
}

function inWords(value: unknown, language: Language, ofCode = wordsOf): string {
  if (value === null || value === undefined) return OPEN_DATE[language];
  if (Array.isArray(value)) return value.map((item) => inWords(item, language, ofCode)).join(', ');
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return formatDateInWords(text.slice(0, 10), language);
  return ofCode(text, language);
}

/** Amounts are kept in the smallest unit; all currencies here have hundredths. */
function withAmount(data: object): Record<string, unknown> {
  const members: Record<string, unknown> = { ...data };
  const { amountMinor, currency } = members;
  return typeof amountMinor === 'number' ? { ...members, amount: `${(amountMinor / 100).toFixed(2)} ${String(currency)}` } : members;
}

/**
 * An event as one plain sentence for the timeline, without personal data.
 * @param language en, de or fr; anything else is answered in English. An event this version does not know is named as it is.
 */
export function evidenceText(event: string, data: unknown, language: string): string {
  if (!isEvent(event)) return `${event}.`;
  const known = languageOf(language);
  const members = withAmount(typeof data === 'object' && data !== null ? data : {});
  const ofCode = event.startsWith('account-') ? accountWordsOf : wordsOf;
  return TEXTS[known][event].replace(/\{(\w+)\}/g, (_, name: string) => inWords(members[name], known, ofCode));
}
