import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type EvidenceLink, genesisHash, linkHash } from './chain.js';

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest();

const link: EvidenceLink = {
  requestId: '0190a0b0-0000-7000-8000-000000000001',
  seq: 1,
  at: new Date('2026-11-20T10:00:00.123Z'),
  event: 'received',
  actor: 'system',
  role: 'system',
  data: { channel: 'form', isByStaff: false },
  sealed: Buffer.from('sealed'),
  prevHash: genesisHash('0190a0b0-0000-7000-8000-000000000001', sha256),
};

describe('canonicalJson', () => {
  it('spells a value in one way, whatever the order of its members', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, A: true })).toBe('{"A":true,"b":[1,{"c":"x","d":null}]}');
  });

  it('means the same as the value (property)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which members were set (property)', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([name]) => name }), (members) => {
        const plain = members.filter(([name]) => name !== '__proto__');
        expect(canonicalJson(Object.fromEntries(plain))).toBe(canonicalJson(Object.fromEntries([...plain].reverse())));
      }),
    );
  });
});

describe('linkHash', () => {
  it('is what it has been since the first version: stored chains depend on it', () => {
    expect(Buffer.from(linkHash(link, sha256)).toString('hex')).toBe('37cbe955fd2b1cab6f165102436aed676664a7976261b3781c7a317c22fd6bbb');
  });

  it.each<[string, Partial<EvidenceLink>]>([
    ['case', { requestId: '0190a0b0-0000-7000-8000-000000000002' }],
    ['number', { seq: 2 }],
    ['time', { at: new Date('2026-11-20T10:00:00.124Z') }],
    ['event', { event: 'decided' }],
    ['actor', { actor: 'requester' }],
    ['role', { role: 'staff' }],
    ['data', { data: { channel: 'form', isByStaff: true } }],
    ['sealed text', { sealed: Buffer.from('sealeD') }],
    ['absence of a sealed text', { sealed: null }],
    ['link before', { prevHash: Buffer.alloc(32) }],
  ])('changes with the %s', (_, change) => {
    expect(linkHash({ ...link, ...change }, sha256)).not.toEqual(linkHash(link, sha256));
  });
});
