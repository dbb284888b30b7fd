import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { renderLetterPdf } from './pdf.js';
import { sampleFacts } from './samples.js';

/** The document's own structure in Latin-1: dictionaries stand uncompressed in what the library writes. */
function structureOf(pdf: Buffer): string {
  return pdf.toString('latin1');
}

/** The pages' drawing instructions. */
function contentsOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  return [...raw.matchAll(/\/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)]
    .map((match) => {
      try {
        return inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1');
      } catch {
        return ''; // a stream that is no page, cut at a chance "endstream"
      }
    })
    .filter((text) => text.includes('BDC'))
    .join('\n');
}

describe('a letter on paper', () => {
  it('is a tagged PDF that says its title and language', async () => {
    const structure = structureOf(await renderLetterPdf('REFUSAL', sampleFacts('de', 'EU').REFUSAL));
    expect(structure).toMatch(/\/Marked true/);
    expect(structure).toMatch(/\/Lang \(de\)/);
    expect(structure).toMatch(/\/DisplayDocTitle true/);
    expect(structure).toMatch(/pdfuaid:part>1</);
    const title = /\/Title (\d+) 0 R/.exec(structure)?.[1];
    expect(structure).toMatch(new RegExp(`\\n${title} 0 obj\\n\\(Wir tun nicht, was Sie verlangt haben`));
  });

  it('gives every part its element, and every link its annotation', async () => {
    const structure = structureOf(await renderLetterPdf('RECTIFIED', sampleFacts('en', 'EU').RECTIFIED));
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Sect', 'Link']) {
      expect(structure).toMatch(new RegExp(`/S /${tag}\\n`));
    }
    expect(structure.match(/\/S \/H1\n/g)).toHaveLength(1);
    const links = structure.match(/\/Subtype \/Link/g)?.length ?? 0;
    expect(links).toBeGreaterThan(2);
    expect(structure.match(/\/Type \/OBJR/g)).toHaveLength(links);
  });

  it('marks all it draws, as content or as decoration', async () => {
    const contents = contentsOf(await renderLetterPdf('FEE_NOTICE', sampleFacts('fr', 'EU').FEE_NOTICE));
    expect(contents).toMatch(/\/Artifact <<\n\/Type \/Pagination/);
    const opened = contents.match(/\b(BDC|BMC)\b/g)?.length ?? 0;
    expect(contents.match(/\bEMC\b/g)).toHaveLength(opened);
    const outside = contents.split(/\b(?:BDC|BMC)\b[\s\S]*?\bEMC\b/).join('');
    expect(outside).not.toMatch(/\bT[jJ]\b/);
  });

  it('is the same, byte for byte, for the same facts', async () => {
    const facts = sampleFacts('en', 'UK-2026-06-19').EXTENSION;
    const [one, two] = await Promise.all([renderLetterPdf('EXTENSION', facts), renderLetterPdf('EXTENSION', facts)]);
    expect(one.equals(two)).toBe(true);
  });
});
