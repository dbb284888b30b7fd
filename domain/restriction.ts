import { DomainError } from './errors.js';
import type { RestrictionGround } from './letters/answer-facts.js';
import { type SystemWords, systemWords } from './letters/system-words.js';
import type { Language, ObjectionKind, Right } from './request/types.js';

/** GDPR Art. 18(1)(a) to (d), as the decision table and the wire name them. */
export const GROUND_LETTERS = ['a', 'b', 'c', 'd'] as const;
export type GroundLetter = (typeof GROUND_LETTERS)[number];

/** The ground as it is recorded and as the letter says it. */
export const GROUND_OF = {
  a: 'accuracy-contested',
  b: 'unlawful',
  c: 'needed-for-claims',
  d: 'objection-pending',
} as const satisfies Record<GroundLetter, RestrictionGround>;

/** GDPR Art. 18(2): beside storage, which is always allowed, and the person's own rights. */
export const ALLOWED_USES = ['consent', 'legal-claims', 'protection-of-others', 'public-interest'] as const;
export type AllowedUse = (typeof ALLOWED_USES)[number];

/** What the law allows without asking the person. Their consent comes on top where they gave it. */
export const USES_WITHOUT_CONSENT = ['legal-claims', 'protection-of-others', 'public-interest'] as const satisfies readonly AllowedUse[];

/** After how many days a restriction is looked at again. (a) and (d) end by a decision that is due within the month; (b) and (c) last. */
export const REVIEW_AFTER_DAYS = {
  'accuracy-contested': 31,
  unlawful: 180,
  'needed-for-claims': 180,
  'objection-pending': 31,
} as const satisfies Record<RestrictionGround, number>;

/** GDPR Art. 18(3) names no time between notice and lift: a week, so that a letter arrives and can be answered. */
export const LIFT_NOTICE_DAYS = 7;

/** What a restriction covers: a system, one collection of it or one row of our own registers. Nothing named: everything found. */
export interface RestrictedPart {
  system: string;
  collection?: string;
  rowKey?: string;
}

/** GDPR Art. 18(1)(a), (d): these end by the decision of another case, or of the one that asked for them meanwhile. */
export function endsByDecision(ground: RestrictionGround): boolean {
  return ground === 'accuracy-contested' || ground === 'objection-pending';
}

/**
 * The ground on which a case may ask for restriction until it is decided (Art. 18(1)(a), (d)); undefined where the law gives none: an
 * objection to direct marketing ends it at once, so there is nothing to wait for.
 */
export function groundMeanwhile(right: Right | null, kind: ObjectionKind | null): RestrictionGround | undefined {
  if (right === 'rectification') return 'accuracy-contested';
  return right === 'objection' && kind !== 'direct_marketing' ? 'objection-pending' : undefined;
}

/** What decides whether a restriction may be announced to end. Dates are YYYY-MM-DD. */
export interface LiftFacts {
  isInForce: boolean;
  /** The rectification or objection it waits for is still open. */
  isCauseOpen: boolean;
  today: string;
  liftOn: string;
}

function forbid(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (${article}).`, article });
}

/** Throws the 409 of a lift that the law forbids (GDPR Art. 18(1), (3)). */
export function requireLawfulLift({ isInForce, isCauseOpen, today, liftOn }: LiftFacts): void {
  if (!isInForce) forbid('NO_RESTRICTION_IN_FORCE', 'No restriction is in force for this request', 'GDPR Art. 18');
  if (isCauseOpen)
    forbid('RESTRICTION_CAUSE_OPEN', 'It lasts until the rectification or objection it waits for is decided', 'GDPR Art. 18(1)(a), (d)');
  if (liftOn <= today)
    forbid('LIFT_WITHOUT_NOTICE', 'The person is told before the restriction is lifted: name a later day', 'GDPR Art. 18(3)');
}

const EVERYTHING = { en: 'all data', de: 'alle Daten', fr: 'toutes les données' } as const satisfies Record<Language, string>;
const ONE_RECORD = { en: 'one record', de: 'ein Datensatz', fr: 'un enregistrement' } as const satisfies Record<Language, string>;
const STILL_OPEN = {
  en: 'not yet carried out there; we keep at it',
  de: 'dort noch nicht umgesetzt; wir bleiben dran',
  fr: 'pas encore appliqué dans ce système ; nous poursuivons',
} as const satisfies Record<Language, string>;

/** The parts of a restriction in words, one a line: what stands in the letter under "which data". */
export function scopeInWords(
  parts: readonly (RestrictedPart & { isOpen?: boolean })[],
  language: Language,
  words: SystemWords = systemWords([], language),
): string {
  return parts
    .map(({ system, collection, rowKey, isOpen }) => {
      const what = collection
        ? `${words.collection(system, collection)}${rowKey ? ` (${ONE_RECORD[language]})` : ''}`
        : EVERYTHING[language];
      return `${words.system(system)}: ${what}${isOpen ? ` (${STILL_OPEN[language]})` : ''}`;
    })
    .join('\n');
}
