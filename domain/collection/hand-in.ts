import { requireUploads, type SentFile, type TakenFile, type UploadLimits, uploadProblem } from '../uploads.js';

/** What somebody found in a system without an interface, in one file: several papers are scanned into one PDF. */
export const HAND_IN_LIMITS = { files: 1, bytes: 20 * 1_048_576 } as const satisfies UploadLimits;

/** Throws what is wrong with the file, in words for whoever sent it. */
export function requireHandIn(files: readonly SentFile[]): TakenFile {
  const [file] = requireUploads(files, 0, HAND_IN_LIMITS);
  if (file === undefined) throw uploadProblem('FILE_EMPTY', HAND_IN_LIMITS);
  return file;
}
