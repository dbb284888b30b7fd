import { describe, expect, it } from '@jest/globals';
import type { LetterCode } from '../../domain/letters/facts.js';
import { REGIMES, type Regime } from '../../domain/letters/regime.js';
import { type ContentKey, LETTER_CODES, notificationOf } from '../../domain/notifications.js';
import { LANGUAGES, type Language } from '../../domain/request/types.js';
import { renderLetter } from './render.js';
import { sampleFacts } from './samples.js';

type Probe = Record<Language, RegExp>;

function same(probe: RegExp): Probe {
  return { en: probe, de: probe, fr: probe };
}

/** How each required content is recognised in the rendered text. Every key of the catalogue has one, or this does not compile. */
const PROBES: Record<ContentKey, Probe> = {
  reference: same(/RR-2026-4F7K2M/),
  'received-on': { en: /Friday 4 December 2026/, de: /Freitag, 4\. Dezember 2026/, fr: /vendredi 4 décembre 2026/ },
  reading: { en: /copy of the data we hold/, de: /Kopie der Daten/, fr: /copie des données/ },
  destination: same(/Crafts Guild \(crafts-guild\.example\)/),
  'needs-confirmation': { en: /Nothing is sent before/, de: /Vorher wird nichts gesendet/, fr: /Rien n’est envoyé avant/ },
  'due-date': { en: /by Monday 4 January 2027/, de: /bis Montag, 4\. Januar 2027/, fr: /le lundi 4 janvier 2027/ },
  contact: { en: /\+44 20 7946 0000/, de: /\+44 20 7946 0000/, fr: /\+44 20 7946 0000/ },
  'no-fee': { en: /Cost: Nothing/, de: /Kosten: Keine/, fr: /Coût : Rien/ },
  'next-step': { en: /What happens next/, de: /Wie es weitergeht/, fr: /La suite/ },
  'restriction-offer': { en: /keep the data but not use them/, de: /behalten, aber nicht nutzen/, fr: /sans les utiliser/ },
  'read-by-a-person': { en: /A person reads it/, de: /Ein Mensch liest sie/, fr: /Une personne le lit/ },
  doubt: { en: /Why we ask/, de: /Warum wir fragen/, fr: /Pourquoi nous le demandons/ },
  'least-information': { en: /We need nothing else/, de: /Mehr brauchen wir nicht/, fr: /Il ne nous faut rien d’autre/ },
  alternatives: { en: /other ways/, de: /andere Wege/, fr: /d’autres moyens/ },
  'secure-way': { en: /encrypted/, de: /verschlüsselt/, fr: /chiffrée/ },
  'deletion-after-check': {
    en: /deleted once the check is done/,
    de: /löschen wir, sobald geprüft ist/,
    fr: /supprimé dès qu’elle est faite/,
  },
  'effect-on-time': { en: /(time|month) for our answer/, de: /(Frist|Monat) für unsere Antwort/, fr: /(délai de|mois pour) notre réponse/ },
  'proof-of-authority': { en: /power of attorney/, de: /Vollmacht/, fr: /procuration/ },
  'answer-to-the-person': { en: /to the person directly/, de: /der Person direkt/, fr: /à la personne directement/ },
  'large-quantity': { en: /large amount of information/, de: /große Menge von Informationen/, fr: /grande quantité d’informations/ },
  question: same(/SAMPLE-QUESTION/),
  'no-need-to-narrow': { en: /need not narrow/, de: /nicht einschränken/, fr: /pas à limiter/ },
  'without-answer': { en: /without an answer/, de: /ohne Antwort/, fr: /sans réponse/ },
  'fee-ground': { en: /Why there is a fee/, de: /Warum es etwas kostet/, fr: /Pourquoi il y a des frais/ },
  calculation: same(/SAMPLE-CALCULATION/),
  amount: { en: /GBP 12\.50/, de: /12,50 GBP/, fr: /12,50 GBP/ },
  'how-to-pay': same(/SAMPLE-PAYMENT/),
  'withdraw-or-narrow': { en: /withdraw or narrow/, de: /zurücknehmen oder einschränken/, fr: /retirer ou limiter/ },
  dispute: { en: /Dispute/, de: /Widersprechen/, fr: /Contester/ },
  'pay-by': { en: /Monday 21 December 2026/, de: /Montag, 21\. Dezember 2026/, fr: /lundi 21 décembre 2026/ },
  remedies: { en: /If you are not satisfied/, de: /Wenn Sie nicht einverstanden sind/, fr: /Si vous n’êtes pas d’accord/ },
  'judicial-remedy': { en: /go to court/, de: /vor Gericht gehen/, fr: /saisir la justice/ },
  reasons: {
    en: /SAMPLE-REASONS|have not had an answer/,
    de: /SAMPLE-REASONS|keine Antwort erhalten/,
    fr: /SAMPLE-REASONS|pas reçu de réponse/,
  },
  'new-date': { en: /Thursday 4 March 2027/, de: /Donnerstag, 4\. März 2027/, fr: /jeudi 4 mars 2027/ },
  confirmation: {
    en: /we hold data about you|found no data about you/,
    de: /speichern Daten über Sie|keine Daten über Sie/,
    fr: /détenons des données|aucune donnée sur vous/,
  },
  download: same(/https:\/\/rightsdesk\.example\/answer\/Zk3vQ8pW1xN7/),
  expiry: { en: /Wednesday 6 January 2027 at 17:30/, de: /Mittwoch, 6\. Januar 2027, 17:30 Uhr/, fr: /mercredi 6 janvier 2027 à 17:30/ },
  redactions: same(/SAMPLE-WITHHELD-ITEM/),
  searched: same(/Membership shop/),
  'late-systems': {
    en: /not answered[\s\S]*Paper archive/,
    de: /nicht geantwortet[\s\S]*Paper archive/,
    fr: /pas répondu[\s\S]*Paper archive/,
  },
  'old-and-new': same(/Old Quay 3[\s\S]*New Quay 14/),
  'change-date': { en: /\d+ December 2026/, de: /\d+\. Dezember 2026/, fr: /\d+ décembre 2026/ },
  recipients: { en: /ask us who/, de: /nach den Empfängern/, fr: /demandez-nous lesquels/ },
  erased: same(/Profile and photograph/),
  kept: {
    en: /Invoices[\s\S]*Friday 31 December 2032/,
    de: /Invoices[\s\S]*Freitag, 31\. Dezember 2032/,
    fr: /Invoices[\s\S]*vendredi 31 décembre 2032/,
  },
  backups: { en: /overwritten by Wednesday 10 March 2027/, de: /Mittwoch, 10\. März 2027/, fr: /mercredi 10 mars 2027/ },
  scope: same(/SAMPLE-SCOPE/),
  'allowed-uses': {
    en: /consent, for legal claims/,
    de: /Einwilligung erlaubt, für Rechtsansprüche/,
    fr: /consentement, pour des droits en justice/,
  },
  'review-date': { en: /Monday 4 January 2027/, de: /Montag, 4\. Januar 2027/, fr: /lundi 4 janvier 2027/ },
  'notice-before-lifting': { en: /write to you before we lift/, de: /schreiben Ihnen, bevor wir/, fr: /vous écrivons avant de lever/ },
  'lift-date': { en: /Monday 11 January 2027/, de: /Montag, 11\. Januar 2027/, fr: /lundi 11 janvier 2027/ },
  decision: {
    en: /SAMPLE-DECISION|do not act on your request/,
    de: /SAMPLE-DECISION|nicht tätig/,
    fr: /SAMPLE-DECISION|ne donnons pas suite/,
  },
  format: same(/JSON and CSV/),
  hash: same(/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/),
  'out-of-scope': same(/SAMPLE-WITHHELD-ITEM/),
  stopped: { en: /SAMPLE-STOPPED|no more advertising/, de: /SAMPLE-STOPPED|keine Werbung mehr/, fr: /SAMPLE-STOPPED|plus de publicité/ },
  grounds: {
    en: /SAMPLE-GROUNDS|say that the data are not correct/,
    de: /SAMPLE-GROUNDS|dass die Daten richtig sind/,
    fr: /SAMPLE-GROUNDS|contestez l’exactitude/,
  },
  balance: same(/SAMPLE-BALANCE/),
  'restriction-end': {
    en: /ends on Monday 11 January 2027/,
    de: /endet am Montag, 11\. Januar 2027/,
    fr: /prend fin le lundi 11 janvier 2027/,
  },
  'suppression-record': { en: /short mark made from your address/, de: /kurzes Kennzeichen/, fr: /courte marque/ },
  data: same(/Registered office/),
  'what-to-do': {
    en: /What to do|What you can do there/,
    de: /Was zu tun ist|Was Sie dort tun können/,
    fr: /Ce qu’il faut faire|Ce que vous pouvez y faire/,
  },
  'who-answers': same(/Harbour Institute[\s\S]*Pier Street 9/),
  'how-to-reopen': { en: /How to open it again/, de: /Wie er wieder geöffnet wird/, fr: /Comment la rouvrir/ },
  'internal-review': { en: /ask for a review/, de: /Überprüfung verlangen/, fr: /demander un réexamen/ },
  'forwarded-request': same(/SAMPLE-REQUEST/),
  'complained-on': { en: /Friday 4 December 2026/, de: /Freitag, 4\. Dezember 2026/, fr: /vendredi 4 décembre 2026/ },
  'another-person': { en: /did not take part/, de: /nicht beteiligt war/, fr: /n’a pas participé/ },
  progress: same(/SAMPLE-PROGRESS/),
  finding: { en: /right in part/, de: /teilweise recht/, fr: /raison en partie/ },
  'after-the-complaint': {
    en: /If you still disagree/,
    de: /Wenn Sie weiter nicht einverstanden/,
    fr: /Si vous n’êtes toujours pas d’accord/,
  },
  'case-link': same(/https:\/\/rightsdesk\.example\/desk\/RR-2026-4F7K2M/),
  deadline: {
    en: /(Monday|Friday) \d+ (January 2027|December 2026)/,
    de: /(Montag|Freitag), \d+\. (Januar 2027|Dezember 2026)/,
    fr: /(lundi|vendredi) \d+ (janvier 2027|décembre 2026)/,
  },
  task: same(/SAMPLE-TASK/),
};

/** Remedies by regime: what must be said, and what must not. */
const REMEDY: Record<Regime, { says: RegExp[]; never: RegExp[] }> = {
  EU: { says: [/77/, /79/, /Berliner Beauftragte/], never: [/164A/, /Information Commissioner/] },
  'UK-2026-06-19': { says: [/164A/, /165/, /167/, /Wycliffe House/, /rightsdesk\.example\/complain/], never: [/\b77\b/] },
  'UK-before': { says: [/\b77\b/, /\b79\b/, /Wycliffe House/], never: [/164A/] },
  POLICY_ONLY: { says: [], never: [/GDPR|DSGVO|RGPD/, /\b77\b/, /164A/, /go to court|vor Gericht|saisir la justice/] },
};

function textOf(code: LetterCode, language: Language, regime: Regime): string {
  return renderLetter(code, sampleFacts(language, regime)[code]).text.replace(/\s+/g, ' ');
}

const EVERY = LETTER_CODES.flatMap((code) => LANGUAGES.map((language) => ({ code, language })));

describe('every letter of the catalogue', () => {
  it.each(EVERY)('$code in $language holds what the law requires', ({ code, language }) => {
    const text = textOf(code, language, 'EU');
    const missing = notificationOf(code).requires.filter((required) => !PROBES[required.key][language].test(text));
    expect(missing).toEqual([]);
  });

  it.each(LANGUAGES)('in %s notices what is missing: a receipt sent in place of a refusal', (language) => {
    const text = textOf('ACK', language, 'EU');
    const missing = notificationOf('REFUSAL').requires.filter((required) => !PROBES[required.key][language].test(text));
    expect(missing.map(({ key }) => key)).toEqual(expect.arrayContaining(['decision', 'reasons', 'remedies', 'judicial-remedy']));
  });

  it.each(EVERY)('$code in $language names the remedies of the regime, and no others', ({ code, language }) => {
    const hasRemedies = notificationOf(code).requires.some((required) => required.key === 'remedies');
    for (const regime of REGIMES) {
      const text = textOf(code, language, regime);
      if (hasRemedies) for (const says of REMEDY[regime].says) expect(text).toMatch(says);
      for (const never of REMEDY[regime].never) expect(text.replace(/[0-9a-f]{64}/g, '')).not.toMatch(never);
    }
  });

  it.each(EVERY)('$code in $language is plain, safe to send and free of advertising', ({ code, language }) => {
    const { subject, text, html, headers } = renderLetter(code, sampleFacts(language, 'EU')[code]);
    expect(subject).toMatch(/ \[RR-2026-4F7K2M\]$/);
    expect(subject).not.toMatch(/Maximiliane|@|Quay/);
    expect(`${subject}${text}`).not.toMatch(
      /!|\bundefined\b|\bnull\b|\bNaN\b|\[object|\{\{|please note|unsubscribe|discount|Rabatt|promotion/,
    );
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import|undefined|\{\{/);
    expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}">`));
    expect(html.split('style="').length).toBeGreaterThan(10);
    expect(headers).toMatchObject({ 'X-Rightsdesk-Letter': code, 'X-Rightsdesk-Reference': 'RR-2026-4F7K2M' });
    expect(Object.keys(headers)).not.toContain('List-Unsubscribe');
  });

  it('answers an incoming message as RFC 3834 says, everything else as generated', () => {
    const replies = LETTER_CODES.filter((code) => notificationOf(code).autoSubmitted === 'auto-replied');
    expect(replies).toEqual(['ACK', 'TRIAGE']);
  });
});
