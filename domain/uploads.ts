import { DomainError } from './errors.js';

/** What may be sent: small enough to look at, and of a kind that cannot run. */
export const UPLOAD_MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type UploadMediaType = (typeof UPLOAD_MEDIA_TYPES)[number];

/** How much one form or case takes. */
export interface UploadLimits {
  files: number;
  /** Of each file. */
  bytes: number;
}

export const UPLOAD_LIMITS = { files: 5, bytes: 5 * 1_048_576 } as const satisfies UploadLimits;

/** A file as it came in, with the kind that its content shows; undefined where that is none we take. */
export interface SentFile {
  name: string;
  content: Uint8Array;
  mediaType: UploadMediaType | undefined;
}

/** Says what is wrong with files of a form, at the field `files`. */
export function uploadProblem(code: UploadProblem, limits: UploadLimits = UPLOAD_LIMITS): DomainError {
  const detail = DETAILS[code](limits);
  return new DomainError({ code, kind: 'invalid', detail, fields: [{ pointer: '/files', detail }] });
}

const DETAILS = {
  TOO_MANY_FILES: ({ files }: UploadLimits) => `At most ${files} files can be sent for one request.`,
  FILE_EMPTY: () => 'The file is empty. Choose another one.',
  FILE_TOO_LARGE: ({ bytes }: UploadLimits) =>
    `A file may have at most ${Math.floor(bytes / 1_048_576)} MB. Make it smaller or send it by post.`,
  FILE_KIND_UNKNOWN: () => 'Only PDF, PNG and JPEG files are taken. Save it as one of these.',
};

export const UPLOAD_PROBLEMS = ['TOO_MANY_FILES', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'FILE_KIND_UNKNOWN'] as const;
export type UploadProblem = (typeof UPLOAD_PROBLEMS)[number];

/** The kind of one file; throws what is wrong with it, in words for whoever sent it. */
export function requireUpload(file: SentFile, alreadyThere: number, limits: UploadLimits = UPLOAD_LIMITS): UploadMediaType {
  if (alreadyThere >= limits.files) throw uploadProblem('TOO_MANY_FILES', limits);
  if (file.content.length === 0) throw uploadProblem('FILE_EMPTY', limits);
  if (file.content.length > limits.bytes) throw uploadProblem('FILE_TOO_LARGE', limits);
  if (file.mediaType === undefined) throw uploadProblem('FILE_KIND_UNKNOWN', limits);
  return file.mediaType;
}

/** A declared or detected kind, if it is one we take. */
export function uploadMediaType(mediaType: string | undefined): UploadMediaType | undefined {
  return UPLOAD_MEDIA_TYPES.find((known) => known === mediaType);
}

/** The last part of a name, without signs that a file system or a header could trip over. */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[^\p{L}\p{N}. _-]/gu, '_')
    .slice(-100)
    .trim();
  return clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
}
