import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';

const FONTS = ['OpenSans-Regular.ttf', 'OpenSans-Semibold.ttf', 'NotoSansArabic-Medium.ttf', 'NotoSansHebrew-Medium.ttf'].map((file) =>
  fileURLToPath(new URL(`../../templates/assets/fonts/${file}`, import.meta.url)),
);

/** Widths a picture may be asked for; the height follows. */
export const PNG_WIDTHS = { least: 88, usual: 528, most: 1200 } as const;

/** Draws a picture in our own fonts only, so that the same art is the same picture on every machine. */
export async function drawPng(svg: string, width: number): Promise<Buffer> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Open Sans', sansSerifFamily: 'Open Sans' },
  });
  return image.asPng();
}
