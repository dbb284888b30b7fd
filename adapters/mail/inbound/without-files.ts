/** Shorter ones are not worth the cut. */
const MIN_BYTES = 4_096;
/** A header of a part is looked for this far around the line that names its encoding. */
const HEADER_CHARS = 16_384;
/** Further ones stay: a mail made of such headers must not keep us busy. */
const MAX_FILES = 100;

const ENCODING_LINE = /\ncontent-transfer-encoding:[ \t]*"?base64"?[ \t]*\r?\n/gi;
const TYPE_LINE = /^content-type:[ \t]*([^;\s]+)/gim;
const READ_TYPES = /^(?:text|message|multipart)\//i;
const BASE64_ONLY = /^[A-Za-z0-9+/=\s]*$/;

interface Cut {
  from: number;
  to: number;
}

/** The header around a line: after the last blank line or boundary, to the next blank line. */
function headerAround(mail: string, at: number): { text: string; bodyAt: number } | undefined {
  const before = mail.slice(Math.max(0, at - HEADER_CHARS), at + 1);
  const start = Math.max(before.lastIndexOf('\n\r\n'), before.lastIndexOf('\n\n'), before.lastIndexOf('\n--'));
  const after = mail.slice(at + 1, at + HEADER_CHARS);
  const blank = /\r?\n\r?\n/.exec(after);
  if (blank === null) return undefined;
  return { text: before.slice(start + 1) + after.slice(0, blank.index), bodyAt: at + 1 + blank.index + blank[0].length };
}

/** The encoded bytes of a part that nobody reads as text; undefined where anything about it is unclear. */
function cutAt(mail: string, at: number): Cut | undefined {
  const header = headerAround(mail, at);
  if (header === undefined) return undefined;
  const types = [...header.text.matchAll(TYPE_LINE)].map(([, type]) => type ?? '');
  if (types.length !== 1 || READ_TYPES.test(types[0] ?? '')) return undefined;
  const end = mail.indexOf('\n--', header.bodyAt); // base64 has no hyphen
  const to = end < 0 ? mail.length : end;
  const isClear = to - header.bodyAt >= MIN_BYTES && BASE64_ONLY.test(mail.slice(header.bodyAt, to));
  return isClear ? { from: header.bodyAt, to } : undefined;
}

/**
 * The mail without the encoded bytes of the files sent along, for reading what it says: nobody has to decode a scan for that. Header
 * and text, also attached text, stay byte for byte; where a part is not clearly such a file, it stays too. The raw mail is kept whole.
 */
export function withoutFiles(raw: Buffer): Buffer {
  if (raw.length < MIN_BYTES) return raw;
  const mail = raw.toString('latin1');
  const kept: Buffer[] = [];
  let keptTo = 0;
  let seen = 0;
  for (const match of mail.matchAll(ENCODING_LINE)) {
    seen += 1;
    if (seen > MAX_FILES) break;
    const cut = cutAt(mail, match.index);
    if (cut === undefined) continue;
    kept.push(raw.subarray(keptTo, cut.from));
    keptTo = cut.to;
  }
  return keptTo === 0 ? raw : Buffer.concat([...kept, raw.subarray(keptTo)]);
}
