import type { Language } from '../request/types.js';
import type { NoticeFacts, NoticeWords, SealNoticeCode } from './notice.js';
import { ENGLISH_NOTICES } from './notice-words/english.js';
import { FRENCH_NOTICES } from './notice-words/french.js';
import { GERMAN_NOTICES } from './notice-words/german.js';

/** Whom each goes to. */
export const NOTICE_READER: Record<SealNoticeCode, 'member' | 'issuer'> = {
  EXPIRY_WARNING: 'member',
  EXPIRED: 'member',
  DOMAIN_FAILING: 'member',
  DOMAIN_LOST: 'member',
  DOMAIN_PROVEN: 'member',
  RENEWAL_ASKED: 'issuer',
  RENEWAL_REMINDER: 'issuer',
  RENEWED: 'member',
  RENEWAL_DECLINED: 'member',
  RENEWAL_LAPSED: 'member',
  REISSUED: 'member',
  REPLACED: 'member',
  LOOK_ALIKE: 'issuer',
};

const WORDS: Record<Language, Record<SealNoticeCode, NoticeWords>> = { en: ENGLISH_NOTICES, de: GERMAN_NOTICES, fr: FRENCH_NOTICES };

/** What goes to the issuer's second contact too: it has waited for the first one for too long. */
export const ESCALATED_NOTICES: readonly SealNoticeCode[] = ['RENEWAL_REMINDER'];

/** A mail about a seal in its language. A fact that the words want and nobody gave leaves its place empty. */
export function noticeText(
  code: SealNoticeCode,
  language: Language,
  facts: Partial<NoticeFacts>,
): { subject: string; paragraphs: string[] } {
  const { subject, text } = WORDS[language][code];
  const given = new Map(Object.entries(facts));
  const filled = (words: string) => words.replaceAll(/\{(\w+)\}/g, (_, name: string) => given.get(name) ?? '');
  return { subject: filled(subject), paragraphs: text.map(filled).filter((paragraph) => paragraph !== '') };
}

/** What is to be done to prove a domain. */
export function proofWords(language: Language, proof: { dnsName: string; dnsValue: string; fileUrl: string; fileContent: string }): string {
  const { dnsName, dnsValue, fileUrl, fileContent } = proof;
  const words = {
    en: `To prove it, put the TXT record ${dnsName} with the value ${dnsValue} into DNS, or serve ${fileContent} at ${fileUrl}.`,
    de: `Zum Nachweis setzen Sie den TXT-Eintrag ${dnsName} mit dem Wert ${dnsValue} in das DNS, oder liefern Sie ${fileContent} unter ${fileUrl} aus.`,
    fr: `Pour le prouver, placez dans le DNS l’enregistrement TXT ${dnsName} avec la valeur ${dnsValue}, ou servez ${fileContent} à l’adresse ${fileUrl}.`,
  } as const satisfies Record<Language, string>;
  return words[language];
}

/** What follows when a domain is not proved, in words. */
export const LOST_DOMAIN_WORDS: Record<'suspend' | 'warn', Record<Language, string>> = {
  suspend: { en: 'it is suspended', de: 'Es ist ausgesetzt', fr: 'il est suspendu' },
  warn: {
    en: 'it stays in force, and the issuer is told',
    de: 'Es bleibt in Kraft, der Aussteller wird benachrichtigt',
    fr: 'il reste en vigueur, et l’émetteur en est informé',
  },
};
