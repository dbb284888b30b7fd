import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import { asButton, BUTTON_BELOW_PX } from '../../domain/seals/badge-parts.js';

const FONTS = ['OpenSans-Regular.ttf', 'OpenSans-Semibold.ttf', 'NotoSansArabic-Medium.ttf', 'NotoSansHebrew-Medium.ttf'].map((file) =>
  fileURLToPath(new URL(`../../templates/assets/fonts/${file}`, import.meta.url)),
);

/** Draws a picture in our own fonts only, so that the same art is the same picture on every machine. */
export async function drawPng(svg: string, width: number): Promise<Buffer> {
  const image = await renderAsync(width < BUTTON_BELOW_PX ? asButton(svg) : svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Open Sans', sansSerifFamily: 'Open Sans' },
  });
  return image.asPng();
}
