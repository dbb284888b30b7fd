import { describe, expect, it } from '@jest/globals';
import { codeIn, pixelsOfPng, pixelsOfSvg } from '../../tests/support/qr-reader.js';
import { drawPng } from './png.js';
import { qrSvg } from './qr.js';

const HOSTS = [
  'https://s.example',
  'https://seals.harbour-institute.example',
  'https://xn--sgel-0pa.verband-der-handwerker-und-werften.example:8443',
];
const addresses = HOSTS.map((host) => `${host}/verify/0193b6a2-5d1c-7f4e-9c1a-8f2b7d3e4a5c`);

describe('the code of a seal, read by a reader that is not ours', () => {
  it.each(addresses)('leads to %s, large, as it is, and two dots a module small', (address) => {
    const modules = Number(/viewBox="0 0 (\d+)/.exec(qrSvg(address))?.[1]);
    for (const width of [600, modules * 4, modules * 2 + 1]) expect(codeIn(pixelsOfSvg(qrSvg(address), width))).toBe(address);
  });

  it('as the picture on a certificate, also scaled down to a small print', async () => {
    for (const address of addresses) {
      const png = await drawPng(qrSvg(address), 440);
      for (const width of [440, 130]) expect(codeIn(pixelsOfPng(png, width))).toBe(address);
    }
  });

  it('is read with a part of it spoilt, and not at all without its corner', () => {
    const [, address = ''] = addresses;
    const svg = qrSvg(address);
    const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const covered = (x: number, y: number, side: number) =>
      svg.replace('</svg>', `<path fill="#fff" d="M${x} ${y}h${side}v${side}h-${side}z"/></svg>`);
    expect(codeIn(pixelsOfSvg(covered(size / 2, size / 2, 4), 400))).toBe(address);
    expect(codeIn(pixelsOfSvg(covered(4, 4, 7), 400))).toBeUndefined();
  });
});
