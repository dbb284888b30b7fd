import type { UploadLimits } from '../uploads.js';

/** What a file shows: who somebody is, or that they may act for another. */
export const PROOF_KINDS = ['identity', 'authority'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

const MEGABYTE = 1_048_576;

/** How many files a case takes of each kind over its whole life, and how large: attempts are limited. */
export const PROOF_LIMITS = {
  identity: { files: 6, bytes: 5 * MEGABYTE },
  authority: { files: 10, bytes: 5 * MEGABYTE },
} as const satisfies Record<ProofKind, UploadLimits>;

/** A file that nobody has checked is deleted after this time (RULEBOOK section 7: delete at check, at most seven days). */
export const PROOF_KEPT_DAYS = 7;
