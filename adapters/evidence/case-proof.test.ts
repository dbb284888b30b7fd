import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { CaseProof } from '../../domain/evidence/case-proof.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { proveCase } from './case-proof.js';
import { checkProof, readProof } from './check-proof.js';
import { createRootWriter } from './roots.js';

describe('the proof of one case', () => {
  let door: TestDoor;
  let proof: CaseProof;
  const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const prove = (reference: string) => proveCase({ pool: door.foundation.pool, now: () => new Date(), signingKey }, reference);
  /** The proof as it comes out of a file, with something changed. */
  const changed = (change: (copy: CaseProof) => void) => {
    const copy = readProof(JSON.stringify(proof));
    change(copy);
    return checkProof(copy, proof.signed?.root.publicKey);
  };

  beforeAll(async () => {
    door = await openTestDoor(6);
    const first = await prove(door.references[1] ?? '');
    expect(first.signed).toBeNull();
    expect(checkProof(first)).toMatchObject({ ok: true, signedUpTo: 0 });
    await createRootWriter({ pool: door.foundation.pool, signingKey }).writeRoot();
    proof = await prove(door.references[1] ?? '');
  }, 120_000);
  afterAll(() => door.close());

  it('holds for whoever has only the file and the key', () => {
    expect(changed(() => undefined)).toEqual({ ok: true, events: proof.events.length, signedUpTo: proof.events.length });
    expect(proof.events.length).toBeGreaterThan(3);
  });

  it('holds no name and no address', () => {
    expect(JSON.stringify(proof)).not.toMatch(/Anna|Beispiel|example\.org/);
  });

  it.each<[string, (copy: CaseProof) => void, string]>([
    ['an event left out', ({ events }) => void events.splice(1, 1), 'gap'],
    ['an event moved', ({ events }) => Object.assign(events[2] ?? {}, { prevHash: '00' }), 'link-moved'],
    ['another time', ({ events }) => Object.assign(events[1] ?? {}, { at: '2026-01-01T00:00:00.000Z' }), 'link-changed'],
    ['other words', ({ events }) => Object.assign(events[0] ?? {}, { data: { right: 'erasure' } }), 'link-changed'],
    ['the last events cut off', ({ events }) => void events.pop(), 'root-differs'],
    ['another end signed', ({ signed }) => Object.assign(signed?.heads[0] ?? {}, { hash: 'ab'.repeat(32) }), 'root-differs'],
    [
      'a bucket changed',
      ({ signed }) => Object.assign(signed?.buckets.find(({ bucket }) => bucket === signed.bucket) ?? {}, { hash: '00' }),
      'heads-changed',
    ],
    [
      'another bucket changed',
      ({ signed }) => Object.assign(signed?.buckets.find(({ bucket }) => bucket !== signed.bucket) ?? {}, { count: 99 }),
      'root-changed',
    ],
    ['a later date of the root', ({ signed }) => Object.assign(signed?.root ?? {}, { at: '2027-01-01T00:00:00.000Z' }), 'root-changed'],
    [
      'another signature',
      ({ signed }) => Object.assign(signed?.root ?? {}, { signature: Buffer.alloc(64).toString('base64') }),
      'root-signature',
    ],
  ])('does not hold with %s', (_what, change, fault) => {
    expect(changed(change)).toMatchObject({ ok: false, fault });
  });

  it('is not taken from another signer', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const other = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(checkProof(proof, other)).toEqual({ ok: false, fault: 'unknown-key' });
  });

  it('says what is no proof', () => {
    expect(() => readProof('{')).toThrow(expect.objectContaining({ code: 'PROOF_UNREADABLE' }));
    expect(() => readProof('{"format":"other"}')).toThrow(expect.objectContaining({ code: 'PROOF_UNREADABLE' }));
  });

  it('is of no case that there is not, and for nobody outside the desk', async () => {
    await expect(prove('RR-2026-000000')).rejects.toMatchObject({ code: 'NO_SUCH_REQUEST' });
    expect((await request(door.app).get(`/desk/requests/${proof.reference}/evidence.json`)).status).toBe(303);
  });
});
