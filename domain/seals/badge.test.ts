import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrastOf, onColour } from './art-colour.js';
import { ART_WORDS, type ArtLanguage, artLanguage, BADGE_THEMES, type BadgeFacts, FURTHER_KIND_NAMES } from './art-words.js';
import { badgeSvg, neutralSvg } from './badge.js';
import { KINDS, SEAL_KINDS } from './kinds.js';

const LANGUAGES = Object.keys(ART_WORDS) as ArtLanguage[];
const facts = (changes: Partial<BadgeFacts> = {}): BadgeFacts => ({
  language: 'en',
  theme: 'auto',
  kindName: 'Membership Trust Seal',
  emblem: { outline: 'circle', sign: 'people' },
  issuer: { name: 'Harbour Institute', colour: '#1d4f73', markSvg: null },
  domain: 'north-pier.example',
  domainInLetters: 'north-pier.example',
  mark: { kind: 'live', on: '2026-11-29', code: 'K7Q2' },
  ...changes,
});

/** Every tag closed in its order, every attribute quoted: what XML asks of it. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, end, name = '', attributes = '', empty] of svg.matchAll(/<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (attributes.includes('&') && /&(?!(amp|lt|gt|quot|#39);)/.test(attributes)) return false;
    if (end === '/' && open.pop() !== name) return false;
    if (end !== '/' && empty !== '/') open.push(name);
  }
  return (
    open.length === 0 && !/[<>&]/.test(svg.replace(/<\/?[\w:]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, ''))
  );
}

describe('the badge', () => {
  it('of every kind in every language and theme is small, well-formed, named, and has no text under nine pixels', () => {
    for (const kind of SEAL_KINDS)
      for (const language of LANGUAGES)
        for (const theme of BADGE_THEMES) {
          const kindName = FURTHER_KIND_NAMES[language]?.[kind] ?? KINDS[kind].name[language as 'en'];
          const svg = badgeSvg(facts({ language, theme, kindName, emblem: KINDS[kind].art }));
          expect(gzipSync(svg).length).toBeLessThan(6 * 1024);
          expect(isWellFormed(svg)).toBe(true);
          expect(svg).toContain('role="img"');
          expect(svg).toMatch(new RegExp(`<title id="rt">[^<]*${kindName}[^<]*north-pier.example`));
          expect(svg).toContain('K7Q2');
          expect(Math.min(...[...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size)))).toBeGreaterThanOrEqual(9);
        }
  });

  it('names every kind in every language it speaks', () => {
    for (const kind of SEAL_KINDS) for (const names of Object.values(FURTHER_KIND_NAMES)) expect(names?.[kind]).toBeTruthy();
  });

  it('is mirrored where people read from right to left, the domain and the date are not', () => {
    const svg = badgeSvg(facts({ language: 'ar' }));
    expect(svg).toMatch(/text-anchor="end"[^>]*>\u2067تم التحقق/);
    expect(svg).toMatch(/text-anchor="end"[^>]*>north-pier\.example/);
    expect(svg).toContain('\u20662026-11-29 · K7Q2\u2069');
  });

  it('keeps the end of a long domain, which says whose it is, and says all of it aloud', () => {
    const domain = 'a-very-long-name-of-a-company-and-more.shop.example.co.uk';
    const svg = badgeSvg(facts({ domain, domainInLetters: domain }));
    expect(svg).toMatch(/>…[^<]*shop\.example\.co\.uk<\/text>/);
    expect(svg).toContain(`Membership Trust Seal, ${domain}</title>`);
  });

  it('writes nothing of what it is given as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (name, domain) => {
        const svg = badgeSvg(facts({ issuer: { name, colour: domain, markSvg: name }, domain, domainInLetters: domain, kindName: name }));
        expect(isWellFormed(svg)).toBe(true);
        expect(svg).not.toMatch(/<(script|image|foreignObject)|\son\w+=/i);
      }),
      { numRuns: 300 },
    );
  });

  it('draws signs that can be told from any colour of an issuer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const colour = `#${value.toString(16).padStart(6, '0')}`;
        expect(contrastOf(colour, onColour(colour))).toBeGreaterThanOrEqual(3.4); // WCAG 2.2, 1.4.11 asks for 3
      }),
    );
  });

  it('falls back to English rather than to a wrong word', () => {
    expect(artLanguage('xx', undefined)).toBe('en');
    expect(artLanguage('de-AT')).toBe('de');
    expect(artLanguage('ja', 'fr')).toBe('fr');
    expect(artLanguage('__proto__', 'constructor')).toBe('en');
  });
});

describe('the neutral mark', () => {
  it('is well-formed and small in every language, and names nobody', () => {
    for (const language of LANGUAGES) {
      const svg = neutralSvg({ language, theme: 'auto', on: '2026-11-29' });
      expect(isWellFormed(svg)).toBe(true);
      expect(gzipSync(svg).length).toBeLessThan(6 * 1024);
      expect(svg).toContain(ART_WORDS[language].notValid);
      expect(svg).not.toContain('example');
    }
  });
});
