/** Text for SVG and HTML; control characters, which XML does not know, are dropped. */
export function escapeText(text: string): string {
  if (PLAIN.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 (2.2) allows no control characters but tab and line ends
  return text.replace(/[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (found) => ESCAPES[found] ?? '');
}

/** Most of what is drawn. */
const PLAIN = /^[\w ,.:·…()/-]*$/;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Widths of Helvetica and the fonts made to its measure, in thousandths of the size, from U+0020 on. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/;

/** About how wide a text is set, in units of `size`. Bold is a twelfth wider. */
export function widthOf(text: string, size: number, weight: 'plain' | 'bold' = 'plain'): number {
  let thousandths = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x2066 && code <= 0x2069) continue; // they order the text and take no room
    thousandths += WIDTHS[code - 32] ?? (code < 0x1100 ? 600 : WIDE.test(text.charAt(index)) ? 1000 : 600);
  }
  return (thousandths / 1000) * size * (weight === 'bold' ? 1.08 : 1);
}

/** The text in at most two lines of about this width, broken where the lines become most alike. */
export function inTwoLines(text: string, size: number, width: number, weight: 'plain' | 'bold' = 'plain'): string[] {
  const words = text.split(' ');
  if (words.length === 1 || widthOf(text, size, weight) <= width) return [text];
  const breaks = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => widthOf(line, size, weight)));
  return breaks.reduce((best, lines) => (longest(lines) < longest(best) ? lines : best));
}

/** How much wider than Helvetica the widest of the fonts is that a reader may have instead. */
const WIDEST_FONT = 1.2;

/**
 * The text cut to a width, squeezed by at most a quarter before anything is left out. A name loses its end; a domain its beginning,
 * because its end says whose it is. Where another font than ours could leave the width, `setTo` holds the text to what ours needs.
 */
export function fitted(text: string, size: number, width: number, options: { weight?: 'plain' | 'bold'; cut: 'start' | 'end' }) {
  const needed = widthOf(text, size, options.weight);
  if (needed * WIDEST_FONT <= width) return { text, setTo: undefined };
  if (needed * 0.75 <= width) return { text, setTo: Math.round(Math.min(needed, width)) };
  const characters = [...text];
  const kept = Math.max(1, Math.floor((characters.length * width) / (needed * 0.75)) - 1);
  const shown = options.cut === 'start' ? `…${characters.slice(-kept).join('')}` : `${characters.slice(0, kept).join('')}…`;
  return { text: shown, setTo: width };
}

/** Languages written from right to left. */
export const isRightToLeft = (language: string) => /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|ps|sd|ug|ur|yi)(-|$)/i.test(language);
