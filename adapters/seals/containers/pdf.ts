import { inflateSync } from 'node:zlib';
import type { ReasonCode } from '../../../domain/seals/verdict.js';

const MOST_BYTES = 262_144;
const MOST_FILES = 10;
/** How often the word is followed up, and how far around it its dictionary is looked for: a document full of the word costs no more. */
const MOST_LOOKS = 50;
const DICTIONARY_BYTES = 2_000;

export const isPdf = (bytes: Buffer) => bytes.subarray(0, 1_024).includes('%PDF-');

/**
 * The credential attached to a PDF: the one attached file that is a JSON object or a JWT. Attached files are streams of the type
 * EmbeddedFile, which stand in the clear also where everything else is packed; nothing else of the document is interpreted.
 */
export function readAttachedPdf(bytes: Buffer): { text: string } | ReasonCode {
  const found = attachedFiles(bytes)
    .map((file) => file.toString('utf8').trim())
    .filter(looksLikeCredential);
  const [text] = found;
  if (text === undefined) return 'NO_CREDENTIAL_IN_FILE';
  return found.every((other) => other === text) ? { text } : 'SEVERAL_CREDENTIALS_IN_FILE';
}

const looksLikeCredential = (text: string) =>
  /^\{[\s\S]*"(@context|credentialSubject)"/.test(text) || /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

function attachedFiles(bytes: Buffer): Buffer[] {
  const files: Buffer[] = [];
  let at = bytes.indexOf('/EmbeddedFile');
  for (let looks = 0; at >= 0 && looks < MOST_LOOKS && files.length < MOST_FILES; looks += 1) {
    const file = streamAround(bytes, at);
    if (file !== undefined) files.push(file);
    at = bytes.indexOf('/EmbeddedFile', at + 13);
  }
  return files;
}

/** The content of the stream whose dictionary stands around `at`; undefined where there is none, it is packed otherwise, or too large. */
function streamAround(bytes: Buffer, at: number): Buffer | undefined {
  const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at);
  const after = bytes.toString('latin1', at, at + DICTIONARY_BYTES);
  const [opening, streamAt] = [before.lastIndexOf(' obj'), after.search(/>>\s*stream\r?\n/)];
  if (opening < 0 || streamAt < 0 || after.startsWith('/EmbeddedFiles')) return undefined;
  const start = at + after.indexOf('\n', after.indexOf('stream', streamAt)) + 1;
  const end = bytes.indexOf('endstream', start);
  const packed = bytes.subarray(start, end < 0 ? start : end);
  const dictionary = before.slice(opening) + after.slice(0, streamAt + 2);
  if (!/\/Filter\b/.test(dictionary)) return packed.length > MOST_BYTES ? undefined : packed;
  return /\/Filter\s*(\[\s*)?\/FlateDecode\s*(\]|\/|>)/.test(dictionary) ? inflate(packed) : undefined;
}

function inflate(packed: Buffer): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}
