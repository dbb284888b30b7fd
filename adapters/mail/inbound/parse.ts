import type { Headers } from 'mailparser';
import { languageOf } from '../../../domain/intake/language.js';
import type { MailAddress, MailAttachment, ParsedMail } from '../../../domain/intake/mail.js';
import { automaticOf } from './automatic.js';
import { bounceOf, isOwnMessageId, messageIdsIn } from './bounce.js';
import { firstValue, type HeaderField, headerFieldsOf, headerLength, valuesOf } from './header-fields.js';
import { addressesIn, type MimeLimits, type MimeParts, readMime } from './mime.js';
import { newTextOf } from './quotes.js';
import { threadHintsOf } from './thread-hints.js';
import { type Arrival, authenticationOf, receivedAtOf } from './trace.js';
import { withoutFiles } from './without-files.js';

/** What our side knows about a mail before it is read. */
export interface InboundOptions {
  /** Our own acceptance time. */
  readonly receivedAt: Date;
  readonly arrival: Arrival;
  /** The host name our mail exchanger writes into its Received field. */
  readonly trustedHost: string;
  /** The authserv-id our mail exchanger writes into Authentication-Results. */
  readonly ownAuthservId: string;
  /** Our mailboxes, such as crm@rightsdesk.example; a plus part is understood. */
  readonly ownAddresses: readonly string[];
  /** MAIL FROM; an empty string for a report. Left out where it is not known (IMAP): Return-Path is used then. */
  readonly envelopeFrom?: string;
  /** RCPT TO. */
  readonly envelopeTo?: readonly string[];
  readonly limits?: Partial<MimeLimits>;
  /** `left-out`: the files sent along are neither decoded nor listed; what they say as text is read. */
  readonly files?: 'whole' | 'left-out';
}

const LIMITS: MimeLimits = {
  maxAttachmentBytes: 15 * 1024 * 1024,
  maxAttachmentsBytes: 30 * 1024 * 1024,
  maxAttachments: 50,
  maxMs: 20_000,
};

/** Fields that name recipients, nearest to delivery first. */
const RECIPIENT_FIELDS = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];
const ADDRESS = /[^\s<>,;:"()[\]@]{1,64}@[^\s<>,;:"()[\]@]{1,255}/g;

function recipientsOf(fields: readonly HeaderField[], options: InboundOptions): string[] {
  const named = RECIPIENT_FIELDS.flatMap((name) => valuesOf(fields, name).slice(0, 20)).flatMap((value) => value.match(ADDRESS) ?? []);
  return [...new Set([...(options.envelopeTo ?? []), ...named].map((address) => address.toLowerCase()))].slice(0, 500);
}

function returnPathOf(fields: readonly HeaderField[], options: InboundOptions): string | undefined {
  if (options.envelopeFrom !== undefined) return options.envelopeFrom.toLowerCase();
  const field = firstValue(fields, 'return-path');
  return field === undefined ? undefined : (field.match(ADDRESS)?.[0]?.toLowerCase() ?? '');
}

function withoutPlus(address: string): string {
  return address.replace(/\+[^@]{0,64}@/, '@');
}

/** The decoded subject; where the structure could not be read at all, as it stands in the header. */
function subjectOf(headers: Headers, fields: readonly HeaderField[]): string {
  const decoded = headers.get('subject');
  const subject = typeof decoded === 'string' ? decoded : (firstValue(fields, 'subject') ?? '');
  return subject
    .replace(/[\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 1_000);
}

/** Of a mail whose parts could not be read, the beginning as it stands: better for the person who reads it than nothing. */
function rawText(raw: Buffer): string {
  return raw.subarray(headerLength(raw)).subarray(0, 65_536).toString('utf8').replaceAll('\u0000', '').trim();
}

function senderOf(headers: Headers, fields: readonly HeaderField[]): MailAddress | undefined {
  const decoded = addressesIn(headers, 'from')[0];
  if (decoded !== undefined) return decoded;
  const address = firstValue(fields, 'from')?.match(ADDRESS)?.[0]?.toLowerCase();
  return address === undefined ? undefined : { name: '', address };
}

function fileText(parts: MimeParts, contentType: RegExp): string[] {
  return parts.fileTexts.filter((file) => contentType.test(file.contentType)).map((file) => file.text);
}

/** Everything that follows from the header and the parts. Pure; apart from it only the reading of the parts takes time. */
function understand(raw: Buffer, parts: MimeParts, options: InboundOptions): ParsedMail {
  const fields = headerFieldsOf(raw);
  const { headers } = parts;
  const ownAddresses = options.ownAddresses.map((address) => address.toLowerCase());
  const ownDomains = new Set(ownAddresses.map((address) => address.slice(address.lastIndexOf('@') + 1)));
  const from = senderOf(headers, fields);
  const subject = subjectOf(headers, fields);
  const text = (parts.text === '' && parts.isBroken ? rawText(raw) : parts.text).trim();
  const recipients = recipientsOf(fields, options);
  const returnPath = returnPathOf(fields, options);
  const messageId = messageIdsIn(firstValue(fields, 'message-id'))[0];
  const inReplyTo = messageIdsIn(firstValue(fields, 'in-reply-to'));
  const references = messageIdsIn(firstValue(fields, 'references'));
  const statusTexts = fileText(parts, /^message\/delivery-status$/);
  const automatic = automaticOf({
    fields,
    contentType: firstValue(fields, 'content-type') ?? '',
    fromAddress: from?.address,
    returnPath,
    subject,
    isOwnSender: from !== undefined && ownAddresses.includes(withoutPlus(from.address)),
    isOwnMessageId: messageId !== undefined && isOwnMessageId(messageId, ownDomains),
    hasDeliveryStatus: statusTexts.length > 0,
  });
  const trace = { arrival: options.arrival, trustedHost: options.trustedHost };
  return {
    isBroken: parts.isBroken,
    messageId,
    inReplyTo: inReplyTo[0],
    references,
    from,
    replyTo: addressesIn(headers, 'reply-to')[0],
    returnPath,
    recipients,
    subject,
    text,
    newText: newTextOf(text),
    attachmentsText: fileText(parts, /^text\/plain$/)
      .join('\n\n')
      .slice(0, 65_536),
    languageHint: languageOf(`${subject}\n\n${text.slice(0, 8_192)}`),
    receivedAt: receivedAtOf(fields, { ...trace, acceptedAt: options.receivedAt }),
    ...(options.files === 'left-out'
      ? { attachments: [], hasFilesLeftOut: parts.attachments.length > 0 }
      : { attachments: parts.attachments }),
    auth: authenticationOf(fields, { ...trace, ownAuthservId: options.ownAuthservId, fromDomain: from?.address.split('@')[1] ?? '' }),
    automatic,
    bounce: automatic.kind === 'bounce' ? bounceOf(raw, { fields, statusTexts, text, ownDomains }) : undefined,
    thread: threadHintsOf({ recipients, ownAddresses, inReplyTo, references, ownDomains, subject }),
  };
}

/**
 * Reads a mail. Never rejects, whatever the bytes: what cannot be read to the end comes back with `isBroken`, with all that was found,
 * so that a person looks at it and nothing is lost. Bounded in time and work; archives are not opened, markup is not rendered.
 * Of the header only our own server's trace fields are believed (`arrival: 'boundary'`); of a direct delivery none.
 */
export async function parseInboundMail(raw: Buffer, options: InboundOptions): Promise<ParsedMail> {
  const read = options.files === 'left-out' ? withoutFiles(raw) : raw;
  const parts = await readMime(read, { ...LIMITS, ...options.limits });
  return understand(raw, parts, options);
}

/** Only the files of a mail that was read before, within the same bounds. Never rejects. */
export async function attachmentsOf(raw: Buffer): Promise<readonly MailAttachment[]> {
  return (await readMime(raw, LIMITS)).attachments;
}
