import type { Language } from './request/types.js';

/** A sign-up that nobody confirmed is forgotten after this; the link in its mail works as long. */
export const SIGN_UP_DAYS = 7;
/** So many mails may one address get in a day by sign-ups, whoever types it. */
export const SIGN_UPS_A_DAY = 3;

/** What somebody typed to get promotional mail. Until it is confirmed it may be anybody's address. */
export interface SignUp {
  email: string;
  name: string;
  topics: readonly string[];
  /** The sentences that stood before their eyes. */
  words: string;
  language: Language;
  /** The page it came from. */
  source: string;
}

const MAIL = {
  en: {
    subject: (company: string) => `Please confirm: messages from ${company}`,
    lines: (company: string, topics: string) => [
      `Somebody, we think you, asked ${company} to send messages about ${topics} to this address.`,
      'Confirm it if that was you. The page opens with a button; nothing is sent before you press it.',
    ],
    button: 'Look and confirm',
    ignore: (days: number) => `If it was not you, do nothing: we forget this address after ${days} days and write no more.`,
  },
  de: {
    subject: (company: string) => `Bitte bestätigen: Nachrichten von ${company}`,
    lines: (company: string, topics: string) => [
      `Jemand, vermutlich Sie, hat ${company} gebeten, Nachrichten über ${topics} an diese Adresse zu senden.`,
      'Bestätigen Sie es, wenn Sie das waren. Die Seite öffnet sich mit einer Schaltfläche; vorher wird nichts gesendet.',
    ],
    button: 'Ansehen und bestätigen',
    ignore: (days: number) =>
      `Wenn Sie es nicht waren, tun Sie nichts: Wir vergessen diese Adresse nach ${days} Tagen und schreiben nicht mehr.`,
  },
  fr: {
    subject: (company: string) => `Veuillez confirmer : messages de ${company}`,
    lines: (company: string, topics: string) => [
      `Quelqu’un, sans doute vous, a demandé à ${company} d’envoyer à cette adresse des messages sur : ${topics}.`,
      'Confirmez-le si c’était vous. La page s’ouvre avec un bouton ; rien n’est envoyé avant que vous ne le pressiez.',
    ],
    button: 'Voir et confirmer',
    ignore: (days: number) =>
      `Si ce n’était pas vous, ne faites rien : nous oublions cette adresse après ${days} jours et n’écrivons plus.`,
  },
} as const satisfies Record<
  Language,
  {
    subject: (company: string) => string;
    lines: (company: string, topics: string) => readonly string[];
    button: string;
    ignore: (days: number) => string;
  }
>;

/** The mail that asks for the confirmation: no advertising, nothing that says whether the address was known. */
export function confirmationMail(language: Language, { company, topics }: { company: string; topics: string }) {
  const words = MAIL[language];
  return { subject: words.subject(company), lines: words.lines(company, topics), button: words.button, ignore: words.ignore(SIGN_UP_DAYS) };
}
