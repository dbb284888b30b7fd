import { isIdentifyingField } from '../../../domain/identifying-field.js';
import { type IdentityDoubt, LEVEL_FOR_DOUBT } from '../../../domain/identity.js';
import type { Correction, NewRequest } from '../../../domain/request/filing.js';
import type { IdentityLevel, Right } from '../../../domain/request/types.js';

/** More than the right needs by itself, with what calls for it. */
export interface RaisedLevel {
  level: IdentityLevel;
  because: IdentityDoubt;
}

const raised = (because: IdentityDoubt): RaisedLevel => ({ level: LEVEL_FOR_DOUBT[because], because });

/** What corrections call for: who changes a name or an address could take over what is somebody else's. */
export function raisedByCorrections(corrections: readonly Pick<Correction, 'field'>[]): RaisedLevel | undefined {
  return corrections.some(({ field }) => isIdentifyingField(field)) ? raised('identity-data-change') : undefined;
}

/** What a filing calls for. An agent is asked for the authority instead, which is checked by a person. */
export function raisedLevelOf(
  input: Pick<NewRequest, 'corrections' | 'answerTo' | 'requester' | 'onBehalfOf'>,
  right: Right | null,
): RaisedLevel | undefined {
  if ((input.onBehalfOf ?? '').trim() !== '') return undefined;
  const isElsewhere = input.answerTo !== undefined && !isSameAddress(input.answerTo, input.requester.email);
  if (isElsewhere) return raised('different-address');
  return right === 'rectification' ? raisedByCorrections(input.corrections ?? []) : undefined;
}

const isSameAddress = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
