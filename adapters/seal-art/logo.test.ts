import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { drawLogo } from './logo.js';
import { drawPng } from './png.js';

const svg = (inside: string, box = '0 0 200 50') => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inside}</svg>`);
const RED = '<rect width="200" height="50" fill="#c00"/>';
const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
const refused = (file: Uint8Array) =>
  drawLogo(file).then(
    () => 'taken',
    ({ code }: { code: string }) => code,
  );

/** A chunk of a PNG; its check sum is not looked at by what is refused before. */
const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
};
const pngOf = (width: number, height: number) => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(100))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
};

describe('a logo', () => {
  it('is a PNG drawn by us that fits its box, from SVG and from PNG', async () => {
    const fromSvg = await drawLogo(svg(RED));
    expect(size(fromSvg)).toEqual([640, 160]);
    expect(size(await drawLogo(svg(RED, '0 0 50 200')))).toEqual([60, 240]);
    const photo = await drawPng(svg(RED).toString(), 300);
    const withText = Buffer.concat([photo.subarray(0, 33), chunk('tEXt', Buffer.from('Author\0somebody')), photo.subarray(33)]);
    const fromPng = await drawLogo(photo);
    expect(size(fromPng)).toEqual([640, 160]);
    expect(await refused(withText)).toMatch(/taken|LOGO_UNREADABLE/);
    expect(fromPng.includes('tEXt')).toBe(false);
  });

  it('keeps nothing of what runs or loads', async () => {
    const bad = '<script>alert(1)</script><image href="file:///etc/passwd" width="200" height="50"/><style>@import "x"</style>';
    expect((await drawLogo(svg(`${RED}${bad}`))).equals(await drawLogo(svg(RED)))).toBe(true);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'LOGO_UNREADABLE'],
    ['no picture', Buffer.from('<b>no</b>'), 'LOGO_UNREADABLE'],
    ['a drawing without shapes', svg('<text>x</text>'), 'LOGO_UNREADABLE'],
    ['a PNG that is cut off', pngOf(10, 10).subarray(0, 20), 'LOGO_UNREADABLE'],
    ['a PNG of no size', pngOf(0, 10), 'LOGO_UNREADABLE'],
    ['a bomb of pixels', pngOf(60_000, 60_000), 'LOGO_TOO_LARGE'],
    ['a large file', Buffer.alloc(200_001), 'LOGO_TOO_LARGE'],
    ['a hair', svg(RED, '0 0 20000 1'), 'LOGO_UNREADABLE'],
  ])('%s is refused', async (_what, file, code) => {
    expect(await refused(file)).toBe(code);
  });
});
