import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMark, sanitiseMark } from './mark-svg.js';

const svg = (content: string, attributes = 'viewBox="0 0 10 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`;
const DOT = '<circle cx="5" cy="5" r="4" fill="#123456"/>';

describe('an uploaded mark', () => {
  it('keeps shapes, gradients and clips, as drawing programs write them', () => {
    const given = `<?xml version="1.0"?><!-- made -->\n${svg(
      `<metadata><x>1</x></metadata><defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff;stop-opacity:1"/></linearGradient></defs><g style="fill:url(#g);stroke:none">${DOT}</g>`,
      'width="20mm" height="10mm"',
    )}`;
    const clean = sanitiseMark(given);
    expect(clean).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><defs><linearGradient id="m-g"><stop offset="0" stop-color="#fff" stop-opacity="1"/></linearGradient></defs><g fill="url(#m-g)" stroke="none">${DOT}</g></svg>`,
    );
    expect(readMark(clean)?.viewBox).toBe('0 0 20 10');
  });

  it.each([
    ['a script', `<script>alert(1)</script>${DOT}`],
    ['a handler', '<circle r="4" onload="alert(1)"/>'],
    ['HTML', `<foreignObject><body xmlns="x"><p onclick="x">y</p></body></foreignObject>${DOT}`],
    ['an outside picture', `<image href="https://evil.example/x.png"/>${DOT}`],
    ['an outside reference', `<use href="https://evil.example/x.svg#a"/>${DOT}`],
    ['an outside paint', '<circle r="4" fill="url(https://evil.example/#a)"/>'],
    ['a data paint', '<circle r="4" fill="url(data:image/svg+xml,x)"/>'],
    ['an outside style', `<style>@import url(https://evil.example/x.css);</style>${DOT}`],
    ['an outside style attribute', '<circle r="4" style="fill:url(//evil.example/a);background:url(x)"/>'],
    ['a link', `<a xlink:href="javascript:alert(1)">${DOT}</a>${DOT}`],
    ['animation', `<animate attributeName="href" to="javascript:alert(1)"/><set onbegin="x"/>${DOT}`],
    ['an entity', `<!DOCTYPE svg [<!ENTITY x "evil">]>${DOT}`],
    ['markup in a value', '<circle r="4" fill="&lt;script&gt;"/>'],
    ['something hidden in a comment', `<!--><script>x</script>-->${DOT}`],
    ['CDATA', `<![CDATA[<script>x</script>]]>${DOT}`],
    ['odd spelling', `<ScRiPt>alert(1)</ScRiPt><script\n>x</script\n>${DOT}`],
  ])('loses %s', (_what, content) => {
    const clean = sanitiseMark(svg(content));
    expect(clean).toMatch(/<circle/);
    expect(clean).not.toMatch(/script|evil|on\w+=|data:|<(style|image|use|a|set|animate|foreignObject)\b/i);
  });

  it('loses a handler of the drawing itself', () => {
    expect(sanitiseMark(svg(DOT, 'onload="alert(1)" viewBox="0 0 9 9"'))).toBe(svg(DOT, 'viewBox="0 0 9 9"'));
  });

  it.each(['', 'no drawing', svg(DOT, ''), svg('<text>only words</text>'), svg('<g><circle r="1"/></svg>'), '<html></html>'])(
    'refuses %j',
    (given) => {
      expect(() => sanitiseMark(given)).toThrow(expect.objectContaining({ code: 'MARK_UNREADABLE' }));
    },
  );

  it('refuses what is too large for a mark, in no time', () => {
    expect(() => sanitiseMark(svg(DOT.repeat(400)))).toThrow(expect.objectContaining({ code: 'MARK_TOO_LARGE' }));
    for (const piece of ['<!--', '<a ', '<a b="', '<![CDATA[', '<g>', '<svg '] as const) {
      const started = performance.now();
      try {
        sanitiseMark(piece.repeat(60_000 / piece.length));
      } catch {
        // refused, which is right; the time is what counts here
      }
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it('stays as it is when it is cleaned again, and nothing foreign survives, whatever is sent', () => {
    const piece = fc.constantFrom(
      '<svg viewBox="0 0 9 9">',
      '</svg>',
      '<g>',
      '</g>',
      '<script>',
      '</script>',
      DOT,
      '<!--',
      '-->',
      '<style>',
      '</style>',
      ' onload="x"',
      '"',
      "'",
      '>',
      '<',
      '<path d="M0 0"/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const mark = readMark(`<svg viewBox="0 0 9 9">${pieces.join('')}</svg>`);
        if (mark === undefined) return;
        expect(mark.content).not.toMatch(/script|style|onload|<!|<svg/);
        const stored = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${mark.viewBox}">${mark.content}</svg>`;
        expect(readMark(stored)?.content).toBe(mark.content);
      }),
      { numRuns: 2_000 },
    );
  });
});
