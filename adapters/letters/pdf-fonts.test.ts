import { inflateSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { closePdf, openPdf } from './pdf-page.js';

async function pdfOf(text: string): Promise<Buffer> {
  const pdf = openPdf({ title: 'A letter', author: 'A controller', language: 'en', writtenOn: '2026-11-02' });
  pdf.font('strong').text('Heading').font('regular').text(text);
  return closePdf(pdf);
}

/** What a reader gets who copies or hears the text: the maps from drawn glyphs to characters. */
function readingOf(pdf: Buffer): string {
  return [...pdf.toString('latin1').matchAll(/stream\n(x[\s\S]*?)\nendstream/g)]
    .map((match) => inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1'))
    .filter((text) => text.includes('beginbfrange'))
    .join('\n');
}

// One parsed font serves all letters of a process, so what one letter says must leave no trace in the next.
it('reads a ligature as its letters, whatever an earlier letter said', async () => {
  await pdfOf('One character each: \ufb01 \ufb02 \ufb03 \u00ad \u200d \u{1f600}');
  expect(readingOf(await pdfOf('We find the office on the first floor.'))).toMatch(/<0066 0069>/);
});

it('sets the same text as the same bytes, whatever came between', async () => {
  const before = await pdfOf('A co-operative office, well-run.');
  await pdfOf('co\u00adoperative \ufb03 well\u2010run \u{1f600}\u200d');
  expect((await pdfOf('A co-operative office, well-run.')).equals(before)).toBe(true);
});
