import { requireUpload, type SentFile, UPLOAD_LIMITS, type UploadMediaType } from '../uploads.js';

/** How much proof a case takes: enough for a certificate or two, little enough to look at. */
export const EVIDENCE_LIMITS = UPLOAD_LIMITS;

/** Throws what is wrong with one file, in words for whoever sent it. */
export function requireEvidenceFile(file: SentFile, alreadyThere: number): UploadMediaType {
  return requireUpload(file, alreadyThere, EVIDENCE_LIMITS);
}
