import type { ReasonCode } from '../../../domain/seals/verdict.js';
import { isPdf, readAttachedPdf } from './pdf.js';
import { isPng, readBakedPng } from './png.js';
import { isSvg, readBakedSvg } from './svg.js';

/** The largest file that is looked into. */
export const MOST_FILE_BYTES = 1_048_576;

/** The credential in a file, as text: baked into a PNG or SVG, attached to a PDF, or the file itself. What a file is, its bytes say. */
export function openFile(bytes: Buffer): { text: string } | ReasonCode {
  if (bytes.length > MOST_FILE_BYTES) return 'TOO_LARGE';
  if (isPng(bytes)) return readBakedPng(bytes);
  if (isPdf(bytes)) return readAttachedPdf(bytes);
  if (isSvg(bytes)) return readBakedSvg(bytes);
  return { text: bytes.toString('utf8') };
}
