import { type Emblem, OUTLINES, type Outline, ROSETTE, SIGNS } from './art-shapes.js';
import { escapeText, fitted } from './art-text.js';
import type { ArtLanguage, BadgeTheme } from './art-words.js';

/** The badge's own measure: three times that of a classic button (88 by 31), so that it also becomes one. */
export const WIDTH = 264;
export const HEIGHT = 93;

/** Below this width of the picture on the screen the button is shown instead of the card. */
export const BUTTON_BELOW_PX = 150;

const LIGHT = { card: '#fff', ink: '#1c2024', soft: '#55606b', line: '#c9c5bc', calm: '#1f6f54', edge: 'none' } as const;
const DARK = { card: '#1c2126', ink: '#eceae5', soft: '#a7b0b8', line: '#4a535b', calm: '#7fd0ab', edge: '#8a939c' } as const;

const paint = (colours: typeof LIGHT | typeof DARK) =>
  `.rc{fill:${colours.card};stroke:${colours.line}}.ri{fill:${colours.ink}}.rs{fill:${colours.soft}}.rl{stroke:${colours.line}}` +
  `.rk{fill:${colours.calm}}.re{stroke:${colours.edge}}`;

const CARD_ONLY = '.rb{display:none}';

/** The picture as the button at every size, for renderers that know no media queries. */
export const asButton = (svg: string) => svg.replace(CARD_ONLY, '.ra{display:none}');

const FRAME =
  CARD_ONLY +
  "text{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Open Sans','Noto Sans','Noto Sans Arabic','Noto Sans Hebrew',sans-serif}.rw{font-weight:700}.rn{font-variant-numeric:tabular-nums}" +
  `@media(max-width:${BUTTON_BELOW_PX}px){.ra{display:none}.rb{display:inline}}`;

/** The style of each theme, put together once. Classes begin with r, because the art may stand in a page. */
const STYLES: Readonly<Record<BadgeTheme, string>> = {
  light: paint(LIGHT) + FRAME,
  dark: paint(DARK) + FRAME,
  auto: `${paint(LIGHT)}@media(prefers-color-scheme:dark){${paint(DARK)}}${FRAME}`,
};

/** The whole picture. `title` and `description` are what is read aloud. */
export function frameOf(
  { language, theme }: { language: ArtLanguage; theme: BadgeTheme },
  { title, description }: { title: string; description: string },
  content: string,
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ` +
    `aria-labelledby="rt rd" lang="${language}" xml:lang="${language}">` +
    `<title id="rt">${escapeText(title)}</title><desc id="rd">${escapeText(description)}</desc><style>${STYLES[theme]}</style>${content}</svg>`
  );
}

/** Paper with a hairline and, in the issuer's colour, the rosette that certificates have. */
export function paperOf(colour: string, mirrored: boolean): string {
  const x = mirrored ? -28 : 212;
  return (
    '<rect class="rc" x=".75" y=".75" width="262.5" height="91.5" rx="9" stroke-width="1.5"/>' +
    `<svg class="ra" x="1.5" y="1.5" width="261" height="90"><path d="${ROSETTE}" transform="translate(${x} 4)" fill="none" stroke="${colour}" stroke-opacity=".16" stroke-width=".7"/></svg>`
  );
}

const drawn = new Map<string, string>();

/** The emblem of a kind: outline in the issuer's colour, a fine line inside, the sign. Few of them are drawn again and again. */
export function emblemOf(emblem: Emblem | 'none', colours: { fill: string; sign: string }, place: { x: number; y: number; scale: number }) {
  const [outline, sign] = emblem === 'none' ? (['plate', 'question'] as const) : [emblem.outline, emblem.sign];
  const key = `${outline} ${sign} ${colours.fill} ${colours.sign} ${place.x} ${place.scale}`;
  const before = drawn.get(key);
  if (before !== undefined) return before;
  if (drawn.size >= 2000) drawn.clear();
  const picture = drawEmblem(OUTLINES[outline], SIGNS[sign], colours, place);
  drawn.set(key, picture);
  return picture;
}

function drawEmblem(
  outline: Outline,
  sign: string,
  colours: { fill: string; sign: string },
  place: { x: number; y: number; scale: number },
) {
  const [cx, cy] = outline.centre;
  const [x, y, scale] = outline.signAt;
  return (
    `<g transform="translate(${place.x} ${place.y}) scale(${place.scale})"><path class="re" d="${outline.d}" fill="${colours.fill}"/>` +
    `<g fill="none" stroke="${colours.sign}" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${outline.d}" transform="translate(${cx} ${cy}) scale(.86) translate(${-cx} ${-cy})" stroke-width="1.3" stroke-opacity=".55"/>` +
    `<path d="${sign}" transform="translate(${x} ${y}) scale(${scale}) translate(-12 -12)" stroke-width="1.9"/></g></g>`
  );
}

/** Where and how one line of text is set. `x` is its beginning as the language is read. */
export interface Line {
  x: number;
  y: number;
  size: number;
  width: number;
  class: string;
  weight?: 'bold';
  cut?: 'start' | 'end';
  /** Domains and dates are read from left to right in every language. */
  isLatin?: boolean;
}

/** Text that runs from right to left as a whole (UAX 9: RLI, PDI). Not every renderer of SVG knows the attribute `direction`. */
const rightToLeft = (text: string) => `\u2067${text}\u2069`;

/** One line, squeezed or cut to its width. */
export function lineOf(text: string, line: Line, mirrored: boolean): string {
  const { text: shown, setTo } = fitted(text, line.size, line.width, { weight: line.weight ?? 'plain', cut: line.cut ?? 'end' });
  const squeezed = setTo === undefined ? '' : ` textLength="${setTo}" lengthAdjust="spacingAndGlyphs"`;
  const x = mirrored ? WIDTH - line.x : line.x;
  const bold = line.weight === 'bold' ? ' rw' : '';
  const end = mirrored ? ' text-anchor="end"' : '';
  const ordered = mirrored && !line.isLatin ? rightToLeft(shown) : shown;
  return `<text class="${line.class}${bold}" x="${x}" y="${line.y}" font-size="${line.size}"${squeezed}${end}>${escapeText(ordered)}</text>`;
}
