import { ENGLISH } from './account-notice-words/english.js';
import { FRENCH } from './account-notice-words/french.js';
import { GERMAN } from './account-notice-words/german.js';
import type { AccountNoticeCode, AccountNoticeFacts, NoticeWords } from './account-notices.js';
import type { Language } from './request/types.js';

const WORDS = { en: ENGLISH, de: GERMAN, fr: FRENCH } as const satisfies Record<Language, Record<AccountNoticeCode, NoticeWords>>;

/** Subject and paragraphs of a mail about an account. Throws where a fact is missing: a hole is never sent. */
export function accountNoticeText(
  code: AccountNoticeCode,
  language: Language,
  facts: AccountNoticeFacts,
): { subject: string; paragraphs: string[] } {
  const values = new Map<string, string | undefined>(Object.entries(facts));
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`${code} needs ${name}`);
      return value;
    });
  const { subject, text } = WORDS[language][code];
  return { subject: filled(subject), paragraphs: text.map(filled) };
}
