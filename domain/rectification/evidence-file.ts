import { requireUploads, type SentFile, type TakenFile, UPLOAD_LIMITS } from '../uploads.js';

/** How much proof a case takes: enough for a certificate or two, little enough to look at. */
export const EVIDENCE_LIMITS = UPLOAD_LIMITS;

/** Throws what is wrong with the first that is not taken, in words for whoever sent it. */
export function requireEvidenceFiles(files: readonly SentFile[], alreadyThere: number): TakenFile[] {
  return requireUploads(files, alreadyThere, EVIDENCE_LIMITS);
}
