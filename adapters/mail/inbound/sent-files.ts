import { fileTypeFromBuffer } from 'file-type';
import type { MailAttachment } from '../../../domain/intake/mail.js';
import { EVIDENCE_LIMITS } from '../../../domain/rectification/evidence-file.js';
import { type SentFile, uploadMediaType } from '../../../domain/uploads.js';
import { attachmentsOf } from './parse.js';

/**
 * The files of a mail that can be proof: of a kind that is taken, not too large, and not a picture of the text itself, as logos are. The
 * type that a mail declares proves nothing: the kind is read from the content, as it is of a file sent by a form.
 */
export async function sentFilesOf(attachments: readonly MailAttachment[]): Promise<SentFile[]> {
  const files = await Promise.all(attachments.map(sentFileOf));
  return files.filter((file) => file !== undefined);
}

async function sentFileOf({ filename, content, isEmbedded }: MailAttachment): Promise<SentFile | undefined> {
  if (isEmbedded === true || content === undefined || content.length === 0 || content.length > EVIDENCE_LIMITS.bytes) return undefined;
  const mediaType = uploadMediaType((await fileTypeFromBuffer(content))?.mime);
  return mediaType === undefined ? undefined : { name: filename, content, mediaType };
}

/** The same of a raw mail as it is kept. */
export const sentFilesIn = async (raw: Buffer): Promise<SentFile[]> => sentFilesOf(await attachmentsOf(raw));
