import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import { openPublishedOffice, type PublishedOffice } from '../../../tests/support/published.js';
import { asJwt } from '../forms/seal-forms.js';
import { decodeList, statusAt } from '../status/bitstring.js';
import { Follower } from './follower.js';
import { createUnpacker } from './packed-seal.js';
import { listDocumentName } from './publish-lists.js';
import { Publisher } from './publisher.js';
import { Shelf } from './shelf.js';

let office: PublishedOffice;
beforeAll(async () => {
  office = await openPublishedOffice();
});
afterAll(() => office.close());

function readSeal(id: string, shelf = office.shelf) {
  const content = shelf.seal(id);
  return content === undefined ? undefined : createUnpacker((name) => shelf.document(name))(content);
}

function bitOf(id: string, purpose: 'revocation' | 'suspension'): number | undefined {
  const seal = readSeal(id);
  const list = JSON.parse(office.shelf.document(listDocumentName('harbour-institute', purpose, 1, 'json'))?.toString() ?? '{}');
  const bits = decodeList(list.credentialSubject.encodedList);
  return seal === undefined || typeof bits === 'string' ? undefined : statusAt(bits, seal.statement.status[purpose].index);
}

const keyOf = (kid: string) =>
  JSON.parse(office.shelf.document('jwks')?.toString() ?? '{}').keys.find((key: { kid: string }) => key.kid === kid);
const setStatus = (id: string, status: string) => office.owner.query('UPDATE seal SET status = $2 WHERE id = $1', [id, status]);

describe('what is published', () => {
  it('is signed once, copied, and says at once what becomes of a seal', async () => {
    const id = await office.addSeal();
    await office.settle();
    const issued = readSeal(id);
    expect(issued?.status).toBe('active');
    const [jwt] = issued?.signatures.filter(({ form }) => form === 'vc-jwt') ?? [];
    if (issued === undefined || jwt === undefined) throw new Error('not signed');
    const verified = await compactVerify(asJwt(issued.statement, jwt), await importJWK(keyOf(jwt.kid), 'EdDSA'));
    expect(JSON.parse(new TextDecoder().decode(verified.payload)).credentialSubject.id).toBe('https://north-pier.example');
    expect(bitOf(id, 'revocation')).toBe(0);

    await setStatus(id, 'suspended');
    await office.settle();
    expect([readSeal(id)?.status, bitOf(id, 'suspension'), bitOf(id, 'revocation')]).toEqual(['suspended', 1, 0]);
    await setStatus(id, 'revoked');
    await office.settle();
    expect([readSeal(id)?.status, bitOf(id, 'suspension'), bitOf(id, 'revocation')]).toEqual(['revoked', 0, 1]);
    expect(readSeal(id)?.signatures).toEqual(issued.signatures);
  });

  it('misses nothing, whatever the order of the commits', async () => {
    const [early, late] = [await office.addSeal(), await office.addSeal()];
    await office.settle();
    const slow = await office.owner.connect();
    await slow.query('BEGIN');
    await slow.query(`UPDATE seal SET status = 'suspended' WHERE id = $1`, [early]); // the older transaction …
    await setStatus(late, 'suspended');
    await office.settle();
    expect([readSeal(early)?.status, readSeal(late)?.status]).toEqual(['active', 'suspended']);
    await slow.query('COMMIT'); // … is committed after a younger one was followed
    slow.release();
    await office.settle();
    expect(readSeal(early)?.status).toBe('suspended');
  });

  it('leaves out drafts and what is hidden or restricted, keeps their bits, and takes them back', async () => {
    const [draft, hidden, restricted] = [await office.addSeal({ status: 'draft' }), await office.addSeal(), await office.addSeal()];
    await office.settle();
    expect([readSeal(draft), readSeal(hidden)?.status, readSeal(restricted)?.status]).toEqual([undefined, 'active', 'active']);
    await office.owner.query('UPDATE member SET hidden_at = now() WHERE id = (SELECT member_id FROM seal WHERE id = $1)', [hidden]);
    const restriction = randomUUID();
    await office.owner.query(
      `INSERT INTO restriction (id, request_id, subject_id, ground, allowed_uses, started_at, review_on) VALUES ($1, $2, $2, 'accuracy-contested', '{}', now(), '2030-01-01')`,
      [restriction, randomUUID()],
    );
    await office.owner.query(
      `INSERT INTO restriction_scope (restriction_id, system, collection, row_key) VALUES ($1, 'rightsdesk', 'seal', $2)`,
      [restriction, restricted],
    );
    await office.settle();
    expect([readSeal(hidden), readSeal(restricted)]).toEqual([undefined, undefined]);
    await office.owner.query('UPDATE member SET hidden_at = NULL');
    await office.settle();
    expect([readSeal(hidden)?.status, readSeal(restricted)]).toEqual(['active', undefined]);
  });

  it('of a seal whose record was erased is its place in the list, which then counts as revoked, and nothing else', async () => {
    const [gone, other] = [await office.addSeal(), await office.addSeal()];
    await office.settle();
    const { status } = readSeal(gone)?.statement ?? {};
    const bitsNow = () => {
      const list = JSON.parse(office.shelf.document(listDocumentName('harbour-institute', 'revocation', 1, 'json'))?.toString() ?? '{}');
      return decodeList(list.credentialSubject.encodedList);
    };
    const index = status?.revocation.index ?? -1;
    expect(statusAt(bitsNow() as Buffer, index)).toBe(0);
    await office.owner.query('UPDATE seal SET hidden_at = now() WHERE id = $1', [gone]); // as the trigger of an erasure does
    await office.settle();
    expect([readSeal(gone), statusAt(bitsNow() as Buffer, index)]).toEqual([undefined, 1]);
    expect(bitOf(other, 'revocation')).toBe(0);
    const { rows } = await office.owner.query('SELECT content, bits FROM seal_publication WHERE seal_id = $1', [gone]);
    expect(rows).toEqual([{ content: null, bits: 1 }]);
  });

  it('is signed anew where it states something else, or by a key that was compromised', async () => {
    const id = await office.addSeal({ issuer: 'crafts-guild' });
    await office.settle();
    const first = readSeal(id);
    await office.owner.query(`UPDATE issuer SET name = 'Gilde der Handwerke' WHERE slug = 'crafts-guild'`);
    await office.settle();
    const renamed = readSeal(id);
    expect(renamed?.statement.states).toContain('Gilde der Handwerke');
    expect(renamed?.signatures[0]?.signature).not.toEqual(first?.signatures[0]?.signature);
    const kid = renamed?.signatures[0]?.kid ?? '';
    await office.keys.rotate('crafts-guild', 'EdDSA');
    await office.keys.compromise('crafts-guild', kid);
    await office.settle();
    expect(readSeal(id)?.signatures.map((signature) => signature.kid)).not.toContain(kid);
    expect(office.shelf.document('jwks')?.toString()).not.toContain(kid);
    const list =
      office.shelf
        .document(listDocumentName('crafts-guild', 'revocation', 1, 'jwt'))
        ?.toString()
        .split('.')[0] ?? '';
    expect(Buffer.from(list, 'base64url').toString()).not.toContain(kid);
  });

  it('is there after a restart without the database, and found by a shelf that begins with nothing', async () => {
    const id = await office.addSeal({ domain: 'quay.example' });
    await office.settle();
    const reopened = new Shelf(office.shelf.folder);
    expect(readSeal(id, reopened)?.statement.domain).toBe('quay.example');
    reopened.close();
    const empty = new Shelf(mkdtempSync(join(tmpdir(), 'rightsdesk-shelf-')));
    await new Follower({ pool: office.pool, shelf: empty, onNews: () => undefined }).round();
    expect([...empty.sealIds()].sort()).toEqual([...office.shelf.sealIds()].sort());
    expect(readSeal(id, empty)).toEqual(readSeal(id));
    empty.close();
  });

  it('is compared as a whole where the shelf comes from another database, and what is not published leaves it', async () => {
    const shelf = new Shelf(mkdtempSync(join(tmpdir(), 'rightsdesk-shelf-')));
    const stranger = randomUUID();
    shelf.apply([{ kind: 'seal', id: stranger, stamp: 1, content: Buffer.from('{}') }]);
    await shelf.commit(Buffer.from('{"database":"another","next":"9"}'));
    await new Follower({ pool: office.pool, shelf, onNews: () => undefined }).round();
    expect(shelf.seal(stranger)).toBeUndefined();
    expect(shelf.sealCount).toBe(office.shelf.sealCount);
    shelf.close();
  });

  it('is published by one of several at a time, and by the next when that one ends', async () => {
    const publishers = [1, 2].map(
      () =>
        new Publisher({
          pool: office.pool,
          keys: office.keys,
          publicUrl: 'https://seals.example',
          dayKey: Buffer.alloc(32, 1),
          now: () => new Date(),
        }),
    );
    const stops = publishers.map(() => new AbortController());
    const problems: unknown[] = [];
    const runs = publishers.map((publisher, n) => publisher.run(stops[n]?.signal ?? AbortSignal.abort(), (error) => problems.push(error)));
    for (const stop of stops) {
      const id = await office.addSeal();
      for (let tries = 0; tries < 100 && readSeal(id) === undefined; tries += 1) {
        await office.follower.round();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(readSeal(id)?.status).toBe('active');
      stop.abort();
    }
    await Promise.all(runs);
    expect(problems).toEqual([]);
  });
});
