import { DomainError } from './errors.js';
import { ADULT_AGE, presumedAbleFrom } from './minors.js';

/** In which capacity somebody asks for another (RULEBOOK section 4; EDPB 01/2022 paras 79-90). */
export const CAPACITIES = ['authorised', 'parent', 'guardian', 'organisation'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** How far the authority of whoever asks is. `doubted`: the answer goes to the person, who proves who they are. */
export const AUTHORITY_STATES = ['asked', 'received', 'confirmed', 'doubted'] as const;
export type Authority = (typeof AUTHORITY_STATES)[number];

/** Whoever asks for another. `email`: the address the person is known by. */
export interface Behalf {
  capacity: Capacity;
  email?: string;
}

/** What shows that somebody may ask: the words of the letter follow from it. */
export type ProofOfAuthority = 'authority' | 'parental-responsibility' | 'word-of-the-child' | 'guardianship' | 'office';

export const awaitsAuthority = (authority: Authority | null): boolean => authority === 'asked' || authority === 'received';

/** What is asked of whoever acts, and where the answer goes when that is shown. */
export interface AgencyRule {
  proof: ProofOfAuthority;
  answerTo: 'requester' | 'person';
}

/**
 * Who acts, by what proof, and where the answer goes. Someone authorised gets what the person would get; a parent acts for a child that
 * cannot yet judge for itself, and for the child's benefit; a child that is presumed able gets its own answer.
 */
export function agencyRuleOf(behalf: { capacity: Capacity; childAge?: number; calendar: string }): AgencyRule {
  switch (behalf.capacity) {
    case 'authorised':
      return { proof: 'authority', answerTo: 'requester' };
    case 'guardian':
      return { proof: 'guardianship', answerTo: 'requester' };
    case 'organisation':
      return { proof: 'office', answerTo: 'requester' };
    case 'parent':
      return (behalf.childAge ?? 0) >= presumedAbleFrom(behalf.calendar).age
        ? { proof: 'word-of-the-child', answerTo: 'person' }
        : { proof: 'parental-responsibility', answerTo: 'requester' };
  }
}

/** Throws what is wrong with how somebody asks for another. */
export function requireLawfulBehalf(asked: {
  onBehalfOf?: string;
  behalf?: Behalf;
  childAge?: number;
  isMarketingObjection: boolean;
}): void {
  const { onBehalfOf, behalf, childAge } = asked;
  const isForAnother = (onBehalfOf ?? '').trim() !== '';
  if (behalf !== undefined && !isForAnother) invalid('/onBehalfOf', 'Say whom it is about.');
  if (behalf?.capacity === 'parent' && childAge === undefined) invalid('/childAge', 'Give the age of the child in years.');
  if (childAge !== undefined && childAge >= ADULT_AGE)
    invalid('/childAge', `From ${ADULT_AGE} a person asks for themselves or authorises somebody: give that capacity.`);
  if (isForAnother && asked.isMarketingObjection && behalf?.email === undefined)
    invalid('/behalf/email', 'Give the address that is to get no more advertising.');
}

function invalid(pointer: string, detail: string): never {
  throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail, fields: [{ pointer, detail }] });
}
