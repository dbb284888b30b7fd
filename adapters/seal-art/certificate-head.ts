import type { PrintedHead } from '../../domain/seals/letterhead.js';
import { drawRule, MARGINS, type Pdf, SOFT, type Structure, setRun, textWidth, within } from '../letters/pdf-page.js';

/** Points. */
const LOGO = { width: 150, height: 52 } as const;
const GAP = 16;

/** The letterhead of the issuer: its logo at the left, who it is at the right, a line below. */
export function setLetterhead(pdf: Pdf, root: Structure, head: PrintedHead, logoPng: Buffer | undefined): void {
  const top = pdf.y;
  const section = within(pdf, root, 'Sect');
  const logoBottom = logoPng === undefined ? top : setLogo(pdf, section, head.name, logoPng, top);
  const x = MARGINS.left + (logoPng === undefined ? 0 : LOGO.width + GAP);
  const width = textWidth(pdf) - (x - MARGINS.left);
  pdf.y = top;
  setLine(pdf, section, head.name, { x, width, font: 'strong' });
  for (const line of head.address) setLine(pdf, section, line, { x, width, size: 9 });
  if (head.registration !== null) setLine(pdf, section, head.registration, { x, width, size: 9, color: SOFT });
  section.end();
  const bottom = Math.max(pdf.y, logoBottom) + 10;
  drawRule(pdf, MARGINS.left, textWidth(pdf), bottom);
  pdf.y = bottom + 18;
}

function setLogo(pdf: Pdf, parent: Structure, alt: string, png: Buffer, y: number): number {
  const scale = Math.min(LOGO.width / png.readUInt32BE(16), LOGO.height / png.readUInt32BE(20));
  const [width, height] = [png.readUInt32BE(16) * scale, png.readUInt32BE(20) * scale];
  const figure = within(pdf, parent, 'Figure', { alt });
  figure.add(() => pdf.image(png, MARGINS.left, y, { width, height }));
  figure.end();
  return y + height;
}

function setLine(pdf: Pdf, parent: Structure, text: string, setting: Parameters<typeof setRun>[3]): void {
  const paragraph = within(pdf, parent, 'P');
  setRun(pdf, paragraph, [{ kind: 'text', text }], setting);
  paragraph.end();
}
