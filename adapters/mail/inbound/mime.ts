import { createHash } from 'node:crypto';
import type { AddressObject, AttachmentStream, EmailAddress, Headers, MessageText } from 'mailparser';
import { MailParser } from 'mailparser';
import type { AttachmentRefusal, MailAddress, MailAttachment } from '../../../domain/intake/mail.js';

/** What is kept of a mail's parts. */
export interface MimeLimits {
  readonly maxAttachmentBytes: number;
  readonly maxAttachmentsBytes: number;
  readonly maxAttachments: number;
  /** Longest time for one mail; what was read until then is what counts. */
  readonly maxMs: number;
}

/** The parts of a mail, as far as they could be read. `isBroken` says that reading stopped early. */
export interface MimeParts {
  readonly isBroken: boolean;
  readonly headers: Headers;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  /** Decoded text of plain-text files and reports, bounded. */
  readonly fileTexts: readonly { contentType: string; text: string }[];
}

const MAX_TEXT_CHARS = 262_144;
const MAX_FILE_TEXT_BYTES = 65_536;
const MAX_HTML_CHARS = 4 * 1024 * 1024;

/** A 25 MB mail in base64 has about 350,000 lines; a mail of nothing but line ends would keep the parser busy for half a minute. */
const MAX_LINES = 600_000;

/** Nested parts and header bytes above these are an attack, not a mail; mailparser then stops with an error. */
const MAX_PARTS = 500;
const MAX_PART_HEADER_BYTES = 512 * 1024;

/** Types a browser may run. They are not handed on, so that nothing can render them; the raw mail keeps them. */
const ACTIVE_TYPES = /(?:html|svg|xml|javascript|ecmascript|x-msdownload|x-msdos|x-sh|java-archive|hta|vbscript|x-ms-shortcut)/i;
const ACTIVE_NAMES = /\.(?:html?|xhtml|svgz?|xml|xsl|js|mjs|vbs|wsf|hta|exe|scr|com|bat|cmd|ps1|msi|jar|lnk|sh|iso)$/i;
const OFFICE_TYPE = /openxmlformats|opendocument/i;

function isActive(contentType: string, filename: string): boolean {
  return ACTIVE_NAMES.test(filename) || (ACTIVE_TYPES.test(contentType) && !OFFICE_TYPE.test(contentType));
}

/** A file name fit for a list: no path, no control characters, at most 200 characters. */
function plainName(filename: string | undefined, position: number): string {
  const name = (filename ?? '')
    .slice(0, 1_000)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim()
    .slice(0, 200);
  return name === undefined || name === '' || /^\.+$/.test(name) ? `attachment-${position}` : name;
}

function htmlToPlain(html: string): string {
  return html
    .slice(0, MAX_HTML_CHARS)
    .replace(/<(?:br|p|div|tr|li|h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .slice(0, MAX_TEXT_CHARS);
}

function textOf(part: MessageText): string {
  const text = part.text ?? '';
  // The converter gives up on huge or deeply nested markup; the words are still worth reading.
  if (text.trim() === '' && typeof part.html === 'string') return htmlToPlain(part.html);
  return text.slice(0, MAX_TEXT_CHARS);
}

/** Collects what the parser emits within the limits. Counts and hashes everything, keeps only what is allowed. */
class Collector {
  headers: Headers = new Map();
  text = '';
  readonly attachments: MailAttachment[] = [];
  readonly fileTexts: { contentType: string; text: string }[] = [];
  private keptBytes = 0;

  constructor(private readonly limits: MimeLimits) {}

  private refusalOf(contentType: string, filename: string, sizeBytes: number): AttachmentRefusal | undefined {
    if (this.attachments.length >= this.limits.maxAttachments) return 'too-many';
    if (isActive(contentType, filename)) return 'active-content';
    if (sizeBytes > this.limits.maxAttachmentBytes) return 'too-large';
    return this.keptBytes + sizeBytes > this.limits.maxAttachmentsBytes ? 'mail-too-large' : undefined;
  }

  /** Reads one attachment to its end and lets the parser go on. */
  take(part: AttachmentStream, onDone: () => void): void {
    const hash = createHash('sha256');
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    part.content.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes <= this.limits.maxAttachmentBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    const finish = () => {
      this.keep(part, sizeBytes, hash.digest('hex'), chunks);
      part.release?.();
      onDone();
    };
    part.content.once('end', finish);
    part.content.once('error', finish);
  }

  private keep(part: AttachmentStream, sizeBytes: number, sha256: string, chunks: readonly Buffer[]): void {
    const contentType = (part.contentType ?? 'application/octet-stream').toLowerCase().slice(0, 200);
    const filename = plainName(part.filename, this.attachments.length + 1);
    const content = Buffer.concat(chunks);
    if (/^(?:text\/plain|message\/delivery-status|text\/rfc822-headers|message\/disposition-notification)$/.test(contentType)) {
      this.fileTexts.push({ contentType, text: content.subarray(0, MAX_FILE_TEXT_BYTES).toString('utf8') });
    }
    const refused = this.refusalOf(contentType, filename, sizeBytes);
    if (this.attachments.length >= this.limits.maxAttachments * 2) return;
    if (refused !== undefined) {
      this.attachments.push({ filename, contentType, sizeBytes, sha256, refused });
      return;
    }
    this.keptBytes += sizeBytes;
    const embedded = part.related === true ? { isEmbedded: true } : {};
    this.attachments.push({ filename, contentType, sizeBytes, sha256, content, ...embedded });
  }

  result(isBroken: boolean): MimeParts {
    return { isBroken, headers: this.headers, text: this.text, attachments: this.attachments, fileTexts: this.fileTexts };
  }
}

/** The mail up to its MAX_LINES-th line. */
function withBoundedLines(raw: Buffer): Buffer {
  if (raw.length <= MAX_LINES) return raw;
  let at = -1;
  for (let lines = 0; lines < MAX_LINES; lines++) {
    at = raw.indexOf(10, at + 1);
    if (at < 0) return raw;
  }
  return raw.subarray(0, at);
}

function newParser(): MailParser {
  return new MailParser({
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: MAX_TEXT_CHARS,
    keepDeliveryStatus: true,
    checksumAlgo: false, // the parts are hashed below
    maxChildNodes: MAX_PARTS,
    maxHeadSize: MAX_PART_HEADER_BYTES,
  });
}

/**
 * Takes a mail apart. Never rejects: on broken structure, too many parts or too much time the result holds what was read so far and
 * `isBroken`. Nothing is unpacked, rendered or fetched.
 */
export function readMime(raw: Buffer, limits: MimeLimits): Promise<MimeParts> {
  return new Promise((resolve) => {
    const collector = new Collector(limits);
    const bounded = withBoundedLines(raw);
    const parser = newParser();
    let isSettled = false;
    const settle = (isBroken: boolean) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      resolve(collector.result(isBroken));
      if (isBroken) parser.destroy();
    };
    const timer = setTimeout(() => settle(true), limits.maxMs);
    parser.on('headers', (headers: Headers) => {
      collector.headers = headers;
    });
    parser.on('data', (part: AttachmentStream | MessageText) => {
      if (part.type === 'text') collector.text = textOf(part);
      else collector.take(part, () => undefined);
    });
    // The parser may complain more than once, also after it was stopped: every complaint needs a listener.
    parser.on('error', () => settle(true));
    parser.once('end', () => settle(bounded.length < raw.length));
    parser.once('close', () => settle(true));
    parser.end(bounded);
  });
}

function flat(list: readonly EmailAddress[], depth = 0): EmailAddress[] {
  return list.slice(0, 500).flatMap((entry) => (entry.group === undefined || depth > 2 ? [entry] : flat(entry.group, depth + 1)));
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value);
}

/** The mailboxes of an address field, groups resolved; entries without an address are left out. */
export function addressesIn(headers: Headers, name: string): MailAddress[] {
  const value = headers.get(name);
  const objects = (Array.isArray(value) ? value : [value]).filter(isAddressObject);
  return objects
    .flatMap((object) => flat(object.value))
    .flatMap(({ name: label, address }) =>
      address === undefined || address === '' ? [] : [{ name: (label ?? '').slice(0, 300), address: address.toLowerCase().slice(0, 320) }],
    );
}
