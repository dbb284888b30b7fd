import type { Correction } from '../../../domain/request/filing.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from './case-row.js';

/** Who asks; sealed on the request. */
export interface Profile {
  name: string;
  email: string;
  /** Whom it is about, where somebody else asks, and the address that person is known by. */
  onBehalfOf?: string;
  personEmail?: string;
  /** Another address for the answer, until it is proven enough. */
  newAddress?: string;
  /** In years, of the child it is about. */
  childAge?: number;
}

/** What is asked, in the person's words; sealed on the request. */
export interface Content {
  details?: string;
  corrections?: readonly Correction[];
  transferTo?: string;
  grounds?: string;
}

/** Where each sealed value belongs: moved elsewhere it does not open. */
export const SEALED = {
  profile: 'request.sealedProfile',
  content: 'request.sealedContent',
  decision: 'request.sealedDecision',
  evidence: 'evidence.sealed',
  question: 'question.sealedQuestion',
  answer: 'question.sealedAnswer',
  message: 'threadMessage.sealedBody',
  note: 'caseNote.sealedText',
  calculation: 'fee.sealedCalculation',
  feeEvidence: 'fee.sealedEvidence',
} as const;

const UNREADABLE: Profile = { name: '', email: '' };

/** The person's name and address; empty texts when the key was destroyed. */
export async function openProfile(vault: Vault, row: CaseRow): Promise<Profile> {
  return (await vault.open<Profile>(row.subject_id, row.sealed_profile, SEALED.profile)) ?? UNREADABLE;
}

/** The addresses that the person's data stand under: never those of whoever asks for them. */
export function addressesOf({ email, onBehalfOf, personEmail }: Pick<Profile, 'email' | 'onBehalfOf' | 'personEmail'>): string[] {
  const address = (onBehalfOf ?? '').trim() === '' ? email : personEmail;
  return address === undefined || address === '' ? [] : [address];
}

/** What the person is called and written to at, where that is not whoever asks. */
export const personOf = ({ name, email, onBehalfOf, personEmail }: Profile): { name: string; email: string } =>
  (onBehalfOf ?? '').trim() === '' ? { name, email } : { name: onBehalfOf ?? '', email: personEmail ?? '' };

export async function openContent(vault: Vault, row: CaseRow): Promise<Content> {
  return (await vault.open<Content>(row.subject_id, row.sealed_content, SEALED.content)) ?? {};
}
