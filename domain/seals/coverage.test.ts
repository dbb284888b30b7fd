import { describe, expect, it } from '@jest/globals';
import { coversOrigin, frameAncestorsOf, readOrigin } from './coverage.js';
import { copyingHost, type ShownSeal } from './display.js';

const strict = { domain: 'member.example', allowsWww: false, allowsSubdomains: false };
const wide = { ...strict, allowsWww: true, allowsSubdomains: true };

describe('the websites of a seal', () => {
  it.each([
    ['https://member.example', strict, true],
    ['https://member.example:443', strict, true],
    ['https://member.example:8443', strict, false],
    ['http://member.example', strict, false],
    ['https://www.member.example', strict, false],
    ['https://www.member.example', wide, true],
    ['https://shop.member.example', wide, true],
    ['https://notmember.example', wide, false],
    ['https://member.example.evil.example', wide, false],
    ['null', wide, false],
    ['file://', wide, false],
    ['https://member.example/path', wide, false],
    ['', wide, false],
  ])('%s', (origin, coverage, expected) => {
    expect(coversOrigin(coverage, origin, false)).toBe(expected);
  });

  it('on one’s own machine any port and plain HTTP will do', () => {
    expect(coversOrigin(strict, 'http://member.example:8080', true)).toBe(true);
    expect(coversOrigin(strict, 'http://copy.example:8080', true)).toBe(false);
  });

  it('are the ancestors a frame may have', () => {
    expect(frameAncestorsOf(strict, false)).toBe('https://member.example');
    expect(frameAncestorsOf({ ...strict, allowsWww: true }, false)).toBe('https://member.example https://www.member.example');
    expect(frameAncestorsOf({ ...strict, domain: 'www.member.example', allowsWww: true }, false)).toBe(
      'https://www.member.example https://member.example',
    );
    expect(frameAncestorsOf(wide, true)).toContain('http://*.member.example:*');
  });

  it('an origin is read strictly', () => {
    expect(readOrigin('https://[::1]:8080')).toEqual({ scheme: 'https', host: '[::1]', port: '8080' });
    for (const origin of ['chrome-extension://abc', 'https://a b', 'https://user@member.example', `https://${'a'.repeat(300)}`])
      expect(readOrigin(origin)).toBeUndefined();
  });
});

describe('a copy', () => {
  const seal = { domain: 'north-pier.example', allowsWww: true, allowsSubdomains: false } as ShownSeal;
  it.each([
    ['https://copy.example', 'copy.example'],
    ['https://evil-north-pier.example', 'evil-north-pier.example'],
    ['http://north-pier.example', undefined], // its own website without TLS: refused, and nobody's misuse
    ['https://www.north-pier.example', undefined],
    ['null', undefined],
  ])('from %s is reported as %s', (origin, host) => expect(copyingHost(seal, origin)).toBe(host));
});
