import PDFDocument from 'pdfkit';
import { type Inline, plainText } from '../../domain/letters/document.js';
import { registerFonts } from './pdf-fonts.js';

/** The colours of LOOK.md's light tokens; paper is white. */
export const INK = '#1c2024';
export const SOFT = '#55606b';
export const LINE = '#d9d6cf';
const LINK = '#0b5a6f';

/** Points. A4 with a measure of about 80 characters. */
export const MARGINS = { top: 56, bottom: 70, left: 68, right: 82 } as const;
export const BODY_SIZE = 10.5;
const LINE_GAP = 3;

export type Pdf = PDFKit.PDFDocument;
export type Structure = PDFKit.PDFStructureElement;

/** An empty tagged document (PDF/UA-1 as far as the library goes). The same letter always gives the same creation date. */
export function openPdf(about: { title: string; author: string; language: string; writtenOn: string }): Pdf {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { ...MARGINS },
    pdfVersion: '1.7',
    tagged: true,
    lang: about.language,
    displayTitle: true,
    bufferPages: true,
    font: '', // none of the library's own: it would read its measures for every document
    info: { Title: about.title, Author: about.author, Creator: 'Rightsdesk', CreationDate: new Date(`${about.writtenOn}T00:00:00Z`) },
  };
  const pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' })); // the library's type lists PDF/A only
  registerFonts(pdf);
  return pdf.font('regular').fontSize(BODY_SIZE).fillColor(INK);
}

/** Where and how a run of text is set; points. */
export interface Setting {
  x: number;
  width: number;
  size?: number;
  color?: string;
  font?: 'regular' | 'strong';
}

/** The width between the margins. */
export function textWidth(pdf: Pdf): number {
  return pdf.page.width - MARGINS.left - MARGINS.right;
}

/** How high a run becomes; used to keep things together on a page. */
export function heightOf(pdf: Pdf, inlines: readonly Inline[], setting: Setting): number {
  pdf.font(setting.font ?? 'regular').fontSize(setting.size ?? BODY_SIZE);
  return pdf.heightOfString(plainText(inlines), { width: setting.width, lineGap: LINE_GAP });
}

/** Starts a new page where fewer than `height` points are left on this one. */
export function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGINS.bottom) pdf.addPage();
}

/**
 * Starts a new page where the first `most` points of a run, with `below` points of what follows, do not fit on this one. Measuring a
 * run costs half of what setting it costs, so it is done near the foot of a page only.
 */
export function keepStart(
  pdf: Pdf,
  inlines: readonly Inline[],
  setting: Setting,
  { most, below = 0 }: { most: number; below?: number },
): void {
  if (pdf.y + most + below <= pdf.page.height - MARGINS.bottom) return;
  makeRoom(pdf, Math.min(heightOf(pdf, inlines, setting), most) + below);
}

interface Piece {
  text: string;
  isStrong: boolean;
  href: string | null;
}

/** The run as lines: the library sets pieces one after the other on a line, but does not break between them. */
function linesOf(inlines: readonly Inline[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === 'break') lines.push([]);
    else lines.at(-1)?.push({ text: inline.text, isStrong: inline.kind === 'strong', href: inline.kind === 'link' ? inline.href : null });
  }
  return lines.filter((line) => line.length > 0);
}

function setPiece(pdf: Pdf, piece: Piece, setting: Setting, continued: boolean): void {
  const font = piece.isStrong ? 'strong' : (setting.font ?? 'regular');
  pdf
    .font(font)
    .fontSize(setting.size ?? BODY_SIZE)
    .fillColor(piece.href ? LINK : (setting.color ?? INK));
  pdf.text(piece.text, { width: setting.width, lineGap: LINE_GAP, continued, link: piece.href, underline: piece.href !== null });
}

function setLine(pdf: Pdf, structure: Structure, pieces: readonly Piece[], setting: Setting): void {
  pieces.forEach((piece, index) => {
    const continued = index < pieces.length - 1;
    if (piece.href === null) structure.add(() => setPiece(pdf, piece, setting, continued));
    else {
      const link = within(pdf, structure, 'Link', { alt: piece.text });
      link.add(() => setPiece(pdf, piece, setting, continued));
      link.end();
    }
  });
}

/** Sets a run inside `structure`; each link gets its own Link element, so that it can be heard and followed. */
export function setRun(pdf: Pdf, structure: Structure, inlines: readonly Inline[], setting: Setting, y = pdf.y): void {
  pdf.y = y;
  for (const line of linesOf(inlines)) {
    pdf.x = setting.x;
    setLine(pdf, structure, line, setting);
  }
}

/** Draws what only decorates: screen readers pass it over. */
export function drawArtifact(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}

/** A hairline across the text at the present height. */
export function drawRule(pdf: Pdf, x: number, width: number, y = pdf.y): void {
  drawArtifact(pdf, () =>
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .strokeColor(LINE)
      .stroke(),
  );
}

/** The library's type leaves out the scope of a table's head cell. */
interface TagOptions extends PDFKit.Mixins.StructureElementOptions {
  scope?: 'Row' | 'Column';
}

/** Adds a structure element under its parent and returns it, open. */
export function within(pdf: Pdf, parent: Structure, type: string, options: TagOptions = {}): Structure {
  const element = pdf.struct(type, options);
  parent.add(element);
  return element;
}

/** Ends the document and gathers its bytes. */
export function closePdf(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.end();
  });
}
