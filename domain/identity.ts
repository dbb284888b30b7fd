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

/** GDPR Art. 21(2)-(3): an objection to direct marketing needs no proof beyond the address itself. */
export function requiredLevelOf(right: Right, objectionKind: ObjectionKind | null): IdentityLevel {
  return right === 'objection' && objectionKind === 'direct_marketing' ? 'L0' : REQUIRED_LEVEL[right];
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

/** An identity request is prompt (EDPB 01/2022 para 159) when it is made within this many days of receipt. */
export const PROMPT_WITHIN_DAYS = 3;

/** How long silence is waited out before a case is closed as `no reply`, and when the person is reminded, in days after asking. */
export const SILENCE = { remindAfterDays: [7, 14], closeAfterDays: 30 } as const;
