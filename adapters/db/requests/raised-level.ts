import { type IdentityDoubt, LEVEL_FOR_DOUBT } from '../../../domain/identity.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import type { IdentityLevel } from '../../../domain/request/types.js';

/** More than the right needs by itself, with what calls for it. */
export interface RaisedLevel {
  level: IdentityLevel;
  because: IdentityDoubt;
}

/** What a filing calls for. An agent is asked for the authority instead, which is checked by a person. */
export function raisedLevelOf(input: Pick<NewRequest, 'answerTo' | 'requester' | 'onBehalfOf'>): RaisedLevel | undefined {
  if ((input.onBehalfOf ?? '').trim() !== '') return undefined;
  const isElsewhere = input.answerTo !== undefined && !isSameAddress(input.answerTo, input.requester.email);
  return isElsewhere ? { level: LEVEL_FOR_DOUBT['different-address'], because: 'different-address' } : undefined;
}

const isSameAddress = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
