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

/** Says what is wrong with files of a form, at the field `files`; with `index` which of them it is, as they came. */
export function uploadProblem(code: UploadProblem, limits: UploadLimits = UPLOAD_LIMITS, index?: number): DomainError {
  const detail = DETAILS[code](limits);
  return new DomainError({
    code,
    kind: 'invalid',
    detail,
    fields: [{ pointer: index === undefined ? '/files' : `/files/${index}`, detail }],
  });
}

/** Which of the files of a form a problem is about, counted from 0; undefined where it is about all of them, or about no file. */
export function wrongFileOf({ fields = [] }: DomainError): number | undefined {
  const index = fields.map(({ pointer }) => /^\/files\/(\d+)$/.exec(pointer)?.[1]).find((found) => found !== undefined);
  return index === undefined ? undefined : Number(index);
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

/** A file of a kind we take. */
export interface TakenFile extends SentFile {
  mediaType: UploadMediaType;
}

/** Files sent together, all or none; throws what is wrong with the first that is not taken, in words for whoever sent it. */
export function requireUploads(files: readonly SentFile[], alreadyThere: number, limits: UploadLimits = UPLOAD_LIMITS): TakenFile[] {
  if (alreadyThere + files.length > limits.files) throw uploadProblem('TOO_MANY_FILES', limits);
  return files.map((file, index) => requireUpload(file, index, limits));
}

function requireUpload({ name, content, mediaType }: SentFile, index: number, limits: UploadLimits): TakenFile {
  if (content.length === 0) throw uploadProblem('FILE_EMPTY', limits, index);
  if (content.length > limits.bytes) throw uploadProblem('FILE_TOO_LARGE', limits, index);
  if (mediaType === undefined) throw uploadProblem('FILE_KIND_UNKNOWN', limits, index);
  return { name, content, mediaType };
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
