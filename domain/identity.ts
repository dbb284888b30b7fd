import { DomainError } from './errors.js';
import type { IdentityLevel, ObjectionKind, Right } from './request/types.js';
import { IDENTITY_LEVELS } from './request/types.js';

/**
 * The least identity that a right needs (EDPB 01/2022 section 3: proportionate to what a wrong answer would do). A wrong disclosure
 * leaks data and a wrong erasure destroys a certificate; a wrong stop of advertising harms nobody.
 */
export const REQUIRED_LEVEL = {
  access: 'L1',
  rectification: 'L1',
  erasure: 'L2',
  restriction: 'L1',
  objection: 'L1',
  portability: 'L1',
} as const satisfies Record<Right, IdentityLevel>;

/** Why there is reasonable doubt about who is asking (GDPR Art. 12(6)). */
export const IDENTITY_DOUBTS = [
  'address-not-proven',
  'different-address',
  'identity-data-change',
  'sensitive-data',
  'conflicting-claims',
] as const;
export type IdentityDoubt = (typeof IDENTITY_DOUBTS)[number];

/** What a doubt calls for, at most: a document is looked at only where a wrong answer would do great harm (RULEBOOK section 4, L4). */
export const LEVEL_FOR_DOUBT = {
  'address-not-proven': 'L1',
  'different-address': 'L3',
  'identity-data-change': 'L3',
  'sensitive-data': 'L4',
  'conflicting-claims': 'L4',
} as const satisfies Record<IdentityDoubt, IdentityLevel>;

/** What decides how much identity a case needs. */
export interface IdentityNeed {
  right: Right;
  objectionKind: ObjectionKind | null;
  /** More than the right needs by itself; null where the right decides alone. */
  raisedTo: IdentityLevel | null;
}

/**
 * The level a case needs: that of its right, raised where the risk asks for it. GDPR Art. 21(2)-(3): an objection to direct marketing
 * needs no proof beyond the address itself, whatever else is doubted.
 */
export function requiredLevelOf({ right, objectionKind, raisedTo }: IdentityNeed): IdentityLevel {
  if (right === 'objection' && objectionKind === 'direct_marketing') return 'L0';
  return higherLevel(REQUIRED_LEVEL[right], raisedTo ?? 'L0');
}

export function isEnough(level: IdentityLevel, required: IdentityLevel): boolean {
  return IDENTITY_LEVELS.indexOf(level) >= IDENTITY_LEVELS.indexOf(required);
}

/** The higher of two levels: what was once proven is never taken back by a weaker sign. */
export function higherLevel(one: IdentityLevel, other: IdentityLevel): IdentityLevel {
  return isEnough(one, other) ? one : other;
}

/**
 * Where something is to go to another address than the one on file, or what identifies a person is to be changed: "please send it to this
 * other address" raises the level (RULEBOOK section 4).
 */
export const LEVEL_FOR_NEW_ADDRESS = 'L3' as const satisfies IdentityLevel;

/** Who is signed in, or has shown as much, is asked nothing more (EDPB 01/2022 paras 72-73). */
export const AUTHENTICATED = 'L2' as const satisfies IdentityLevel;

/** Throws the 409 of asking somebody who is authenticated, or of a document that the risk does not call for. */
export function requireLawfulDoubt(proven: IdentityLevel, doubt: IdentityDoubt, wanted: IdentityLevel): void {
  const article = 'GDPR Art. 12(6); EDPB 01/2022 paras 69-79';
  if (isEnough(proven, AUTHENTICATED))
    throw new DomainError({
      code: 'ALREADY_AUTHENTICATED',
      kind: 'conflict',
      detail: `${proven} is proven: who is authenticated is not asked for more (${article}).`,
      article,
    });
  if (!isEnough(LEVEL_FOR_DOUBT[doubt], wanted))
    throw new DomainError({
      code: 'LEVEL_NOT_PROPORTIONATE',
      kind: 'conflict',
      detail: `This doubt justifies ${LEVEL_FOR_DOUBT[doubt]} at most; a document is looked at only for sensitive data or conflicting claims (${article}).`,
      article,
    });
}

/** The 409 of changing data by which somebody is recognised on the word of a mailbox alone. */
export function identityTooWeak(): DomainError {
  const article = 'GDPR Art. 12(6)';
  return new DomainError({
    code: 'IDENTITY_TOO_WEAK',
    kind: 'conflict',
    detail: `A field by which the person is recognised is to change, and neither ${LEVEL_FOR_DOUBT['identity-data-change']} is proven nor has its issuer confirmed it: ask with identity-doubt, record the identity, or leave the field as it is (${article}).`,
    article,
  });
}

/** An identity request is prompt (EDPB 01/2022 para 159) when it is made within this many days of receipt. */
export const PROMPT_WITHIN_DAYS = 3;

/** How long silence is waited out before a case is closed as `no reply`, and when the person is reminded, in days after asking. */
export const SILENCE = { remindAfterDays: [7, 14], closeAfterDays: 30 } as const;
