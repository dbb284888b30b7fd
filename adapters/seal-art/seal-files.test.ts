import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ShownSeal } from '../../domain/seals/display.js';
import { codeIn, hasPageRenderer, pixelsOfPage } from '../../tests/support/qr-reader.js';
import { openSealStage, type SealStage } from '../../tests/support/seal-stage.js';
import { openFile } from '../seals/containers/open-file.js';
import { bakePng } from '../seals/containers/png.js';
import { openCompact } from '../seals/jose/jws.js';
import { dayCodeOf } from './day-code.js';

const WISHES = { theme: 'light', language: 'en' } as const;
let stage: SealStage;
let seal: ShownSeal;
beforeAll(async () => {
  stage = await openSealStage('https://seals.example');
  const found = await stage.display.find(await stage.addSeal({ domain: 'north-pier.example' }));
  if (found === undefined) throw new Error('no seal');
  seal = found;
}, 60_000);
afterAll(() => stage.close());

/** The credential that a file carries, as whoever gets the file reads it. */
function carriedBy(file: Buffer): string {
  const read = openFile(file);
  if (typeof read === 'string') throw new Error(read);
  return read.text;
}

/** Types of the chunks, each with its check sum right. */
function chunkTypes(png: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(crc32(png.subarray(at + 4, end))).toBe(png.readUInt32BE(end));
    types.push(png.toString('latin1', at + 4, at + 8));
  }
  return types;
}

describe('files that carry the credential', () => {
  it('a PNG carries it once, also when it is baked again', async () => {
    const png = await stage.display.bakedPng(seal, WISHES, 528);
    const token = await stage.forms.rendition(seal.id, 'badge+jwt');
    expect(carriedBy(png)).toBe(token);
    expect(openCompact(carriedBy(png))?.header).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    const again = bakePng(png, 'eyJhIjoxfQ.e30.AA');
    expect(chunkTypes(again).filter((type) => type === 'iTXt')).toHaveLength(1);
    expect(carriedBy(again)).toBe('eyJhIjoxfQ.e30.AA');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([528, 186]);
  });

  it('an SVG carries it directly after its first tag', async () => {
    const svg = await stage.display.bakedSvg(seal, WISHES);
    expect(svg).toMatch(/^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"[^>]*><openbadges:credential verify="eyJ/);
    expect(carriedBy(Buffer.from(svg))).toBe(await stage.forms.rendition(seal.id, 'badge+jwt'));
    expect(svg).toContain('valid until');
    expect(svg).not.toContain('checked');
  });

  it.each(['en', 'de', 'fr'] as const)('a PDF in %s carries the credential with its proofs, and is tagged', async (language) => {
    const pdf = await stage.display.certificate(seal, language, new Date());
    const text = pdf.toString('latin1');
    expect(JSON.parse(carriedBy(pdf))).toEqual(JSON.parse((await stage.forms.rendition(seal.id, 'vc+ld+json')) ?? ''));
    expect(text).toContain('/MarkInfo');
    expect(text).toContain(`/Lang (${language})`);
    expect(text).toMatch(/\/AFRelationship \/Source|\/AFRelationship\s*\/Source/);
    expect(text).toMatch(/application#2Fvc#2Bld#2Bjson|application#2Fvc\+ld\+json/);
  });

  (hasPageRenderer ? it : it.skip)('the code on a printed certificate leads to the seal (needs poppler)', async () => {
    const pdf = await stage.display.certificate(seal, 'de', new Date());
    for (const dpi of [100, 150]) expect(codeIn(pixelsOfPage(pdf, dpi))).toBe(`https://seals.example/verify/${seal.id}`);
  });

  it('the same art is the same picture, also in Arabic and Hebrew, for which fonts come along', async () => {
    for (const language of ['ar', 'he', 'pl'] as const) {
      const hash = async () =>
        createHash('sha256')
          .update(await stage.display.bakedPng(seal, { ...WISHES, language }, 264))
          .digest('hex');
      expect(await hash()).toBe(await hash());
    }
  });

  it('a day code is of one seal and one day', () => {
    const key = Buffer.alloc(32, 1);
    expect(dayCodeOf(key, 'a', '2026-11-29')).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(dayCodeOf(key, 'a', '2026-11-29')).not.toBe(dayCodeOf(key, 'a', '2026-11-30'));
    expect(dayCodeOf(key, 'a', '2026-11-29')).not.toBe(dayCodeOf(key, 'b', '2026-11-29'));
  });
});
