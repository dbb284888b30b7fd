/** Red, green and blue from 0 to 255; undefined where it is no #rrggbb. */
function channels(colour: string): [number, number, number] | undefined {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found ? [hex(found[1]), hex(found[2]), hex(found[3])] : undefined;
}

const hex = (pair = '0') => Number.parseInt(pair, 16);

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const linear = (channels(colour) ?? [0, 0, 0]).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** An issuer's colour as it is drawn; what is no colour becomes ours. */
export const brandColour = (colour: string) => (channels(colour) === undefined ? '#1d4f73' : colour.toLowerCase());

const known = new Map<string, string>();

const [WHITE, INK] = ['#ffffff', '#1c2024'];
/** WCAG 2.2, 1.4.3 (AA). */
export const LEAST_CONTRAST = 4.5;

/** The contrast of what is drawn on a colour. Some colours in the middle carry neither white nor ink well enough. */
export const contrastOn = (colour: string) => contrastOf(colour, onColour(colour));

/** What is drawn on a colour: white where it can be read there, else what can be read better. Issuers are few, so each colour is judged once. */
export function onColour(colour: string): string {
  const before = known.get(colour);
  if (before !== undefined) return before;
  if (known.size >= 2_000) known.clear();
  const onWhite = contrastOf(colour, WHITE);
  const on = onWhite >= LEAST_CONTRAST || onWhite > contrastOf(colour, INK) ? WHITE : INK;
  known.set(colour, on);
  return on;
}
