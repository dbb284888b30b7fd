import { DomainError } from './errors.js';
import type { Language, ObjectionKind } from './request/types.js';

/** Processing of ours that an objection can end by itself. `other`: a person ends it in the system it happens in. */
export const STOPPABLE = ['newsletter', 'partner-sharing', 'log-analysis', 'other'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** What ends when a granted objection names nothing: everything that rests on our interest, and a person looks for more. */
export const STOPS_BY_DEFAULT: readonly Stoppable[] = STOPPABLE;

/** GDPR Art. 21(1): what is weighed before an objection is refused, in the words of who weighed it. */
export interface BalancingTest {
  interests: string;
  necessity: string;
  situation: string;
  safeguards: string;
  conclusion: string;
}

/** Kinds where the controller must demonstrate grounds that override the person's (Art. 21(1)). */
export function needsBalance(kind: ObjectionKind | null): boolean {
  return kind === 'legitimate_interest' || kind === 'public_task';
}

/** Bases that Art. 21 does not reach, such as a contract: nothing is weighed, and the refusal says what else there is. */
export function isOutOfReach(kind: ObjectionKind | null): boolean {
  return kind === 'other_basis';
}

/** GDPR Art. 21(1): no refusal without the balance on record. Throws BALANCING_TEST_MISSING. */
export function requireBalance(facts: { outcome: string; kind: ObjectionKind | null; hasBalance: boolean }): void {
  if (facts.outcome !== 'refused' || facts.hasBalance || !needsBalance(facts.kind)) return;
  throw new DomainError({
    code: 'BALANCING_TEST_MISSING',
    kind: 'conflict',
    detail:
      'An objection is refused only on compelling grounds that were weighed against the person’s: record the balance first (balancing-test: ' +
      'interests, necessity, situation, safeguards, conclusion). GDPR Art. 21(1).',
    article: 'GDPR Art. 21(1)',
  });
}

/** GDPR Art. 21(2)-(3): advertising is not weighed, so it cannot be refused. Throws MARKETING_OBJECTION_IS_ABSOLUTE. */
export function requireNoRefusalOfMarketing(facts: { outcome: string; kind: ObjectionKind | null }): void {
  if (facts.kind !== 'direct_marketing' || facts.outcome !== 'refused') return;
  throw new DomainError({
    code: 'MARKETING_OBJECTION_IS_ABSOLUTE',
    kind: 'conflict',
    detail: 'An objection to direct marketing is not weighed and cannot be refused (GDPR Art. 21(3)).',
    article: 'GDPR Art. 21(3)',
  });
}

/** Art. 21(1) reaches only Art. 6(1)(e) and (f): who objects to a contract or a legal duty is told what else there is. */
const ALTERNATIVES = {
  en: 'You can still ask us to correct these data, to erase what is no longer needed, or to keep them without using them. A reply to this letter is enough.',
  de: 'Sie können weiterhin verlangen, dass wir diese Daten berichtigen, nicht mehr Benötigtes löschen oder die Daten aufbewahren, ohne sie zu nutzen. Eine Antwort auf dieses Schreiben genügt.',
  fr: 'Vous pouvez toujours nous demander de rectifier ces données, d’effacer celles qui ne sont plus nécessaires ou de les conserver sans les utiliser. Il suffit de répondre à cette lettre.',
} as const satisfies Record<Language, string>;

/** The reasons of a refusal that no balance carries, with what the person can ask for instead. */
export function reasonsWithAlternatives(reasons: string, language: Language): string {
  return `${reasons}\n\n${ALTERNATIVES[language]}`;
}

const STOPPED = {
  en: {
    newsletter: 'Newsletters and other promotional messages',
    'partner-sharing': 'Passing your data on to partners',
    'log-analysis': 'Analysis of your visits to our website',
    other: 'Other uses that rest on our own interest',
  },
  de: {
    newsletter: 'Newsletter und andere Werbung',
    'partner-sharing': 'Weitergabe Ihrer Daten an Partner',
    'log-analysis': 'Auswertung Ihrer Besuche auf unserer Website',
    other: 'Sonstige Nutzung aufgrund unseres eigenen Interesses',
  },
  fr: {
    newsletter: 'Lettres d’information et autres messages publicitaires',
    'partner-sharing': 'Transmission de vos données à des partenaires',
    'log-analysis': 'Analyse de vos visites sur notre site',
    other: 'Autres utilisations fondées sur notre propre intérêt',
  },
} as const satisfies Record<Language, Record<Stoppable, string>>;

/** What was stopped, one a line, as OBJECTION_UPHELD says it. */
export function stoppedInWords(stopped: readonly Stoppable[], language: Language): string {
  return stopped.map((purpose) => STOPPED[language][purpose]).join('\n');
}
