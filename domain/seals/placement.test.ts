import { describe, expect, it } from '@jest/globals';
import { snippetsFor } from '../../api/seals-display/snippets.js';
import { judgePage, readLinkBack } from './placement.js';

const expected = { sealId: '0192e4a0-0000-7000-8000-000000000001', origin: 'https://seals.example', integrity: 'sha384-abc' };
const component = { file: 'rightsdesk-seal-1.js', integrity: expected.integrity };
const snippets = snippetsFor({ id: expected.sealId }, { origin: expected.origin, language: 'en', name: 'A "seal" & more', component });
const codeOf = (recipe: string) => snippets.find((one) => one.recipe === recipe)?.code ?? '';
const judge = (html: string, csp: string[] = []) => judgePage(`<!doctype html><title>x</title>${html}`, csp, expected);

describe('a page as it is sent', () => {
  it.each(['image', 'frame', 'component'])('with our own snippet of the %s is right', (recipe) => {
    expect(judge(codeOf(recipe))).toEqual({ found: [recipe], problems: [] });
    const policy = snippets.find((one) => one.recipe === recipe)?.policy ?? '';
    expect(judge(codeOf(recipe), [`default-src 'self'; ${policy}`])).toEqual({ found: [recipe], problems: [] });
  });

  it.each([
    ['NOT_FOUND_ON_PAGE', '<p>nothing</p>'],
    ['NOT_FOUND_ON_PAGE', `<!-- ${codeOf('image')} -->`],
    ['OTHER_SEAL', codeOf('image').replaceAll('000000000001', '000000000002')],
    ['OTHER_SEAL', codeOf('component').replaceAll('000000000001', '000000000002')],
    ['IMAGE_WITHOUT_CROSSORIGIN', codeOf('image').replace(' crossorigin="anonymous"', '')],
    ['IMAGE_WITH_CREDENTIALS', codeOf('image').replace('anonymous', 'use-credentials')],
    ['IMAGE_WITHOUT_LINK', codeOf('image').replace(/<\/?a[^>]*>/g, '')],
    ['FRAME_WITHOUT_TITLE', codeOf('frame').replace(/title="[^"]*"/, '')],
    ['FRAME_SANDBOX_NO_POPUPS', codeOf('frame').replace(/sandbox="[^"]*"/, 'sandbox')],
    ['COMPONENT_WITHOUT_SCRIPT', codeOf('component').replace(/<script[\s\S]*<\/script>/, '')],
    ['COMPONENT_WITHOUT_INTEGRITY', codeOf('component').replace(/integrity="[^"]*"/, '')],
    ['COMPONENT_OTHER_INTEGRITY', codeOf('component').replace('sha384-abc', 'sha384-abd')],
  ])('%s is found', (problem, html) => {
    expect(judge(html).problems).toEqual([problem]);
  });

  it.each([
    ['CSP_FORBIDS_IMAGE', 'image', "img-src 'self'"],
    ['CSP_FORBIDS_IMAGE', 'image', "default-src 'self' https://other.example"],
    ['CSP_FORBIDS_FRAME', 'frame', "default-src *; frame-src 'none'"],
    ['CSP_FORBIDS_SCRIPT', 'component', "script-src 'self'"],
    ['CSP_FORBIDS_CONNECT', 'component', "connect-src 'self'"],
  ])('%s is found in a header and in the page', (problem, recipe, policy) => {
    expect(judge(codeOf(recipe), [policy]).problems).toEqual([problem]);
    expect(judge(`<meta http-equiv="Content-Security-Policy" content="${policy}">${codeOf(recipe)}`).problems).toEqual([problem]);
  });

  it.each(['img-src *', 'img-src https:', 'img-src https://*.example', 'img-src seals.example', 'script-src x'])(
    '%s allows the picture',
    (policy) => {
      expect(judge(codeOf('image'), [policy]).problems).toEqual([]);
    },
  );

  it('is read in no time, whatever it is made of', () => {
    for (const piece of ['<a ', '<img "', '<a \'<a "', '<!--', '<iframe src=', '&amp;', '<a x=y ']) {
      const started = performance.now();
      judge(piece.repeat(500_000 / piece.length));
      expect(performance.now() - started).toBeLessThan(1_500);
    }
  });
});

describe('the two-way link', () => {
  const seal = { verifyUrl: 'https://seals.example/verify/1', domain: 'member.example' };
  it.each([
    ['agrees', { seals: [{ id: seal.verifyUrl, domain: seal.domain }] }],
    ['agrees', { seals: [{ id: 'https://other.example/1' }, { id: seal.verifyUrl }] }],
    ['differs', { seals: [{ id: seal.verifyUrl, domain: 'other.example' }] }],
    ['differs', { seals: [] }],
    ['unreadable', { seals: 'x' }],
    ['unreadable', undefined],
    ['unreadable', null],
    ['differs', { seals: [null, 'x', 1] }],
  ])('%s', (found, file) => {
    expect(readLinkBack(file, seal)).toBe(found);
  });
});
