import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { TEMPLATES } from './templates.js';

const FILES = { regular: 'OpenSans-Regular.ttf', strong: 'OpenSans-Semibold.ttf' } as const;

/** The two weights a letter is set in. */
export type FontName = keyof typeof FILES;

/** A font as the library's reader gives it, its tables decoded once and kept. */
interface ParsedFont {
  layout(text: string): unknown;
}

function isParsedFont(font: unknown): font is ParsedFont {
  return typeof font === 'object' && font !== null && 'layout' in font && typeof font.layout === 'function';
}

/** Ligatures that are characters too. Set once from their letters, they are copied and read aloud as letters in every document. */
const LIGATURES = 'ff fi fl ffi ffl';

/**
 * Lets the library parse a font in a document that is thrown away. Given as a file, a font is parsed anew for every document and its
 * kerning tables decoded again: that was three quarters of the cost of a letter.
 */
function parseFont(name: FontName): ParsedFont {
  const pdf = new PDFDocument({ autoFirstPage: false });
  pdf.font(readFileSync(join(TEMPLATES, 'assets', 'fonts', FILES[name])));
  const embedded: unknown = Reflect.get(pdf, '_font');
  const font: unknown = typeof embedded === 'object' && embedded !== null ? Reflect.get(embedded, 'font') : undefined;
  if (!isParsedFont(font)) throw new Error('pdfkit keeps the parsed font elsewhere than before');
  font.layout(LIGATURES);
  return font;
}

const fonts = new Map<FontName, ParsedFont>();

function parsedFont(name: FontName): ParsedFont {
  const font = fonts.get(name) ?? parseFont(name);
  fonts.set(name, font);
  return font;
}

/** Gives a document both weights, parsed once per process. Throws where a font file cannot be read. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  for (const name of ['regular', 'strong'] as const) {
    const font: unknown = parsedFont(name);
    pdf.registerFont(name, font as PDFKit.Mixins.PDFFontSource); // the library takes a parsed font; its types list files and bytes only
  }
}

/** Parses the fonts now, so that the first letter of a process waits for no more than the next. */
export function warmUpFonts(): void {
  for (const name of ['regular', 'strong'] as const) parsedFont(name);
}
