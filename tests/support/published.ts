import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { SealKeys } from '../../adapters/seals/keys/signer.js';
import { Follower } from '../../adapters/seals/published/follower.js';
import { Publisher } from '../../adapters/seals/published/publisher.js';
import { Shelf } from '../../adapters/seals/published/shelf.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { SEALS_URL, testSealKeys } from './seals.js';

/** A database with two issuers, who publishes from it, and a shelf that follows. */
export interface PublishedOffice {
  database: TestDatabase;
  pool: pg.Pool;
  owner: pg.Pool;
  keys: SealKeys;
  publisher: Publisher;
  shelf: Shelf;
  follower: Follower;
  /** Publishes and follows until both are where the database is. */
  settle(): Promise<void>;
  addSeal(changes?: Partial<{ issuer: string; status: string; domain: string; memberName: string; validUntil: string }>): Promise<string>;
  close(): Promise<void>;
}

export async function openPublishedOffice(publicUrl = SEALS_URL): Promise<PublishedOffice> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 6 });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  for (const one of [pool, owner]) {
    one.on('error', () => undefined);
    one.on('connect', (client) => client.on('error', () => undefined));
  }
  const keys = testSealKeys();
  const publisher = new Publisher({ pool, keys, publicUrl, dayKey: randomBytes(32), now: () => new Date() });
  const shelf = new Shelf(mkdtempSync(join(tmpdir(), 'rightsdesk-shelf-')));
  const follower = new Follower({ pool, shelf, onNews: () => undefined });
  await owner.query(
    `INSERT INTO issuer (slug, name, website, language) VALUES ('harbour-institute', 'Harbour Institute', 'https://harbour.example', 'en'),
       ('crafts-guild', 'Crafts Guild', 'https://crafts.example', 'de')`,
  );
  for (const slug of ['harbour-institute', 'crafts-guild'])
    await owner.query('INSERT INTO status_list (issuer_slug, number, shuffle_key, taken) VALUES ($1, 1, $2, 1)', [slug, randomBytes(16)]);
  let places = 0;
  return {
    database,
    pool,
    owner,
    keys,
    publisher,
    shelf,
    follower,
    async settle() {
      await publisher.round();
      await follower.round();
    },
    async addSeal({
      issuer = 'harbour-institute',
      status = 'active',
      domain = 'north-pier.example',
      memberName = 'North Pier Ltd',
      validUntil = '2030-01-01T00:00:00Z',
    } = {}) {
      const [id, memberId] = [randomUUID(), randomUUID()];
      places += 10;
      const place = places;
      await owner.query(
        `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address) VALUES ($1, $2, $3, $4, 'HI-4711', '1 Quay')`,
        [memberId, issuer, memberName, domain],
      );
      await owner.query(
        `INSERT INTO seal (id, issuer_slug, member_id, kind, domain, status, valid_from, valid_until, member_name, list_number, revocation_index, suspension_index)
         VALUES ($1, $2, $3, 'membership-trust', $4, $5, '2026-01-01T00:00:00Z', $6, $7, 1, $8, $9)`,
        [id, issuer, memberId, domain, status, validUntil, memberName, place, place + 7],
      );
      return id;
    },
    async close() {
      await pool.end();
      await owner.end();
      await database.drop();
      shelf.close();
    },
  };
}
