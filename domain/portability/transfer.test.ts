import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../request/types.js';
import { LEFT_OUT } from './scope.js';
import {
  INFEASIBLE,
  nextAttemptMs,
  readDestination,
  readDiscovery,
  readTransferHead,
  TRANSFER_MEDIA_TYPE,
  TRY_FOR_MS,
} from './transfer.js';
import { PORTABILITY_WORDS } from './words.js';

describe('where the data are to go', () => {
  it.each([
    ['Crafts Guild Ltd', 'no-address'],
    ['www.example.org', 'no-address'],
    ['http://example.org/', 'not-https'],
    ['ftp://example.org/', 'not-https'],
    ['https://example.org:22/', 'not-https'],
    ['https://user:secret@example.org/', 'not-https'],
    ['javascript:alert(1)', 'no-address'],
  ])('%s is not feasible: %s', (text, reason) => expect(readDestination(text, [])).toEqual({ kind: 'infeasible', reason }));

  it('takes https, and plain HTTP only where the operator allows the host', () => {
    expect(readDestination(' https://example.org/import ', [])).toMatchObject({ kind: 'url' });
    expect(readDestination('http://127.0.0.1:3100/', ['127.0.0.1:3100'])).toMatchObject({ kind: 'url' });
    expect(readDestination('http://127.0.0.1:3101/', ['127.0.0.1:3100'])).toMatchObject({ reason: 'not-https' });
  });
});

describe('what the other side publishes', () => {
  const good = {
    version: 1,
    name: 'Guild',
    endpoint: 'https://a.example/in',
    jwksUri: 'https://a.example/keys',
    formats: [TRANSFER_MEDIA_TYPE],
    maxBytes: 1000,
  };

  it('is read', () => expect(readDiscovery(good, 'https://a.example')).toEqual(good));
  it.each([
    ['another host that would get the data', { endpoint: 'https://b.example/in' }],
    ['keys of another host', { jwksUri: 'https://b.example/keys' }],
    ['no name', { name: ' ' }],
    ['another format', { formats: ['application/pdf'] }],
    ['another version', { version: 2 }],
  ])('is refused with %s', (_what, over) => expect(readDiscovery({ ...good, ...over }, 'https://a.example')).toBeUndefined());
  it.each([null, 'text', [], 5])('is refused when it is %j', (value) => expect(readDiscovery(value, 'https://a.example')).toBeUndefined());
});

describe('the head of a transfer', () => {
  const head = {
    transferId: '019ab000-0000-7000-8000-000000000001',
    source: { name: 'Seals', origin: 'https://a.example' },
    person: { name: 'A', email: 'a@example.org' },
    sha256: 'a'.repeat(64),
    sizeBytes: 5,
    generatedAt: '2026-11-23T00:00:00Z',
  };
  it('is read', () => expect(readTransferHead(head)).toEqual(head));
  it.each([{ transferId: '../x' }, { sha256: 'a' }, { sizeBytes: -1 }, { person: { name: 'A', email: 'none' } }, { source: null }])(
    'is refused with %j',
    (over) => expect(readTransferHead({ ...head, ...over })).toBeUndefined(),
  );
});

describe('trying again', () => {
  it('waits longer each time and comes to about a dozen attempts in five days', () => {
    let [at, attempts] = [0, 0];
    const waits: number[] = [];
    while (at < TRY_FOR_MS) {
      attempts += 1;
      const next = nextAttemptMs(attempts, at);
      waits.push(next - at);
      at = next;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(attempts).toBe(15);
  });
});

it.each(LANGUAGES)('every reason has its own words in %s', (language) => {
  const { leftOut, infeasible } = PORTABILITY_WORDS[language];
  const words = [...LEFT_OUT.map((code) => leftOut[code]), ...INFEASIBLE.map((code) => infeasible[code])];
  expect(new Set(words).size).toBe(LEFT_OUT.length + INFEASIBLE.length);
  expect(words).not.toContain('');
});
