import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createIndexes } from './indexes.js';
import { createKeyring } from './keyring.js';
import { normaliseEmail } from './normalise.js';
import { createTokens } from './tokens.js';

const keyring = createKeyring(randomBytes(32).toString('base64'));
const indexes = createIndexes(keyring);
const other = createIndexes(createKeyring(randomBytes(32).toString('base64')));

describe('normaliseEmail', () => {
  it.each([
    [' Anna.Smith@Example.COM ', 'anna.smith@example.com'],
    ['info@BÜCHER.example', 'info@xn--bcher-kva.example'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['no address', 'no address'],
  ])('%j becomes %j', (given, expected) => {
    expect(normaliseEmail(given)).toBe(expected);
  });
});

describe('blind indexes', () => {
  it('are equal for one address however it is spelt, and differ by key, address and purpose', () => {
    expect(indexes.blindIndex('A@Example.com')).toEqual(indexes.blindIndex(' a@EXAMPLE.COM'));
    expect(indexes.blindIndex('a@example.com')).not.toEqual(indexes.blindIndex('b@example.com'));
    expect(indexes.blindIndex('a@example.com')).not.toEqual(other.blindIndex('a@example.com'));
    expect(indexes.indexOf('message-id', 'x')).not.toEqual(indexes.indexOf('row-key', 'x'));
  });
});

describe('search tokens', () => {
  const holds = (texts: string[], query: string) => {
    const tokens = new Set(indexes.searchTokens(texts));
    const wanted = indexes.queryTokens(query);
    return wanted.length > 0 && wanted.every((token) => tokens.has(token));
  };

  it.each(['garcia', 'García', 'rcí', 'MARIA', 'lopez@exam', 'RR-2026-4F7', 'straße', 'strasse'])('find %j', (query) => {
    expect(holds(['María García López, Hauptstraße 5', 'm.lopez@example.com', 'RR-2026-4F7K2M'], query)).toBe(true);
  });

  it('find nothing for another name, and nothing at all for fewer than three characters', () => {
    expect(holds(['María García'], 'garcon')).toBe(false);
    expect(indexes.queryTokens('ab')).toEqual([]);
    expect(indexes.queryTokens('  ')).toEqual([]);
  });

  it('find every part of every text (property)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcdé ñ1@.'), minLength: 3, maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        (text, start, length) => {
          const part = text.slice(start % text.length).slice(0, 3 + (length % 8));
          const wanted = indexes.queryTokens(part);
          const tokens = new Set(indexes.searchTokens([text]));
          return wanted.every((token) => tokens.has(token));
        },
      ),
    );
  });

  it('are signed 64-bit numbers that another key does not share', () => {
    const tokens = indexes.searchTokens(['somebody somewhere']);
    for (const token of tokens) expect(BigInt.asIntN(64, token)).toBe(token);
    expect(tokens.some((token) => other.searchTokens(['somebody somewhere']).includes(token))).toBe(false);
  });
});

describe('tokens', () => {
  const tokens = createTokens(keyring);

  it('are stored as a hash and recognised again', () => {
    const { token, hash } = tokens.newToken();
    expect(tokens.hashToken(token)).toEqual(hash);
    expect(tokens.hashToken(`${token}x`)).not.toEqual(hash);
    expect(tokens.newToken().token).not.toBe(token);
  });

  it('fit into a plus-address', () => {
    expect(tokens.newThreadToken()).toMatch(/^[a-z0-9]{20}$/);
  });

  it('of a status address belong to one request', () => {
    const key = tokens.statusKey('one');
    expect(tokens.isStatusKey('one', key)).toBe(true);
    expect(tokens.isStatusKey('two', key)).toBe(false);
    expect(tokens.isStatusKey('one', '')).toBe(false);
  });
});
