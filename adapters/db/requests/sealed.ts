import type { Correction } from '../../../domain/request/filing.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from './case-row.js';

/** Who asks; sealed on the request. */
export interface Profile {
  name: string;
  email: string;
  onBehalfOf?: string;
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
  calculation: 'fee.sealedCalculation',
  feeEvidence: 'fee.sealedEvidence',
} as const;

const UNREADABLE: Profile = { name: '', email: '' };

/** The person's name and address; empty texts when the key was destroyed. */
export async function openProfile(vault: Vault, row: CaseRow): Promise<Profile> {
  return (await vault.open<Profile>(row.subject_id, row.sealed_profile, SEALED.profile)) ?? UNREADABLE;
}

export async function openContent(vault: Vault, row: CaseRow): Promise<Content> {
  return (await vault.open<Content>(row.subject_id, row.sealed_content, SEALED.content)) ?? {};
}
