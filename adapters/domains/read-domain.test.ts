import { describe, expect, it } from '@jest/globals';
import { isDomainProblem, readDomain } from './read-domain.js';

const domain = (text: string) => {
  const read = readDomain(text);
  if (isDomainProblem(read)) throw new Error(read.problem);
  return read;
};

describe('a domain for a seal', () => {
  it.each([
    ['Member.Example', 'member.example', 'member.example', 'member.example'],
    ['müller.example.', 'xn--mller-kva.example', 'müller.example', 'xn--mller-kva.example'],
    ['xn--mller-kva.example', 'xn--mller-kva.example', 'müller.example', 'xn--mller-kva.example'],
    ['shop.north-pier.co.uk', 'shop.north-pier.co.uk', 'shop.north-pier.co.uk', 'north-pier.co.uk'],
    ['someone.github.io', 'someone.github.io', 'someone.github.io', 'someone.github.io'],
  ])('%s is read', (text, ascii, unicode, registrable) => {
    expect(domain(text)).toMatchObject({ domain: ascii, unicode, registrable });
  });

  it.each([
    '',
    'localhost',
    'co.uk',
    'github.io',
    '192.0.2.1',
    '[::1]',
    'https://member.example',
    'member.example/x',
    'a b.example',
    '-x.example',
    `${'a'.repeat(64)}.example`,
  ])('refuses %j with the way out', (text) => {
    const read = readDomain(text);
    expect(isDomainProblem(read) && read.problem).toMatch(/\.$/);
  });

  it.each([
    ['north-pier.example', 'northpier.example'],
    ['modern.example', 'modem.example'],
    ['paypal.example', 'раураl.example'],
    ['lantern.example', '1antern.example'],
    ['müller.example', 'muller.example'],
  ])('%s and %s look alike', (one, other) => {
    expect(domain(one).look).toBe(domain(other).look);
  });

  it('does not find everything alike', () => {
    expect(domain('harbour.example').look).not.toBe(domain('guild.example').look);
  });
});
