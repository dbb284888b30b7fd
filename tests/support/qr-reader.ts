import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import readPixels from 'jsqr';

/** A reader of codes that is not ours (jsQR), and what it needs to see: the pixels of a picture. */
export interface Pixels {
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}

/** What the code in a picture says; undefined where the reader finds none. The package's own default stands below its CommonJS export. */
export const codeIn = ({ rgba, width, height }: Pixels): string | undefined => readPixels.default(rgba, width, height)?.data;

/** @param width in pixels, as on a screen or a small print. */
export function pixelsOfSvg(svg: string, width: number): Pixels {
  const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: width }, background: '#fff' }).render();
  return { rgba: new Uint8ClampedArray(drawn.pixels), width: drawn.width, height: drawn.height };
}

/** A PNG file, decoded and scaled as somebody who places it does. */
export function pixelsOfPng(png: Buffer, width: number): Pixels {
  const [w, h] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return pixelsOfSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}"><image width="${w}" height="${h}" href="${href}"/></svg>`,
    width,
  );
}

/** Poppler's renderer of pages: tests of the paper are skipped, with this as the reason, where it is missing. */
export const PAGE_RENDERER = '/usr/bin/pdftoppm';
export const hasPageRenderer = existsSync(PAGE_RENDERER);

/** The first page of a PDF as a printer of so many dots per inch has it. */
export function pixelsOfPage(pdf: Buffer, dpi: number): Pixels {
  const ppm = execFileSync(PAGE_RENDERER, ['-r', String(dpi), '-f', '1', '-l', '1', '-'], { input: pdf, maxBuffer: 200_000_000 });
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(ppm.toString('latin1', 0, 40)) ?? [];
  const [from, width, height] = [head[0]?.length ?? 0, Number(head[1]), Number(head[2])];
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let part = 0; part < 3; part += 1) rgba[pixel * 4 + part] = ppm[from + pixel * 3 + part] ?? 0;
  return { rgba, width, height };
}
