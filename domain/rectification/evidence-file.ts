import { DomainError } from '../errors.js';

/** How much proof a case takes: enough for a certificate or two, little enough to look at. */
export const EVIDENCE_LIMITS = { files: 5, bytes: 5 * 1_048_576 } as const;

/** What a proof may be, by the bytes a file of that kind begins with: its name and declared type prove nothing. */
const KINDS = [
  { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
] as const;

export type EvidenceMediaType = (typeof KINDS)[number]['mediaType'];

/** The kind of a file as its content says; undefined for everything that is not taken. */
export function mediaTypeOf(content: Uint8Array): EvidenceMediaType | undefined {
  return KINDS.find(({ begins }) => begins.every((byte, index) => content[index] === byte))?.mediaType;
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

/** Throws what is wrong with one file, in words for whoever sent it. */
export function requireEvidenceFile(file: { name: string; content: Uint8Array }, alreadyThere: number): EvidenceMediaType {
  const problem = (code: string, detail: string) =>
    new DomainError({ code, kind: 'invalid', detail, fields: [{ pointer: '/files', detail }] });
  if (alreadyThere >= EVIDENCE_LIMITS.files)
    throw problem('TOO_MANY_FILES', `At most ${EVIDENCE_LIMITS.files} files can be sent for one request.`);
  if (file.content.length === 0) throw problem('FILE_EMPTY', 'The file is empty. Choose another one.');
  if (file.content.length > EVIDENCE_LIMITS.bytes)
    throw problem('FILE_TOO_LARGE', 'A file may have at most 5 MB. Make it smaller or send it by post.');
  const mediaType = mediaTypeOf(file.content);
  if (mediaType === undefined) throw problem('FILE_KIND_UNKNOWN', 'Only PDF, PNG and JPEG files are taken. Save it as one of these.');
  return mediaType;
}
