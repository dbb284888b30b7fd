import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { genesisHash, linkHash } from '../../domain/evidence/chain.js';
import type { EvidenceEntry, EvidenceFact } from '../../domain/evidence.js';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { appendEvidence, type EvidenceClient, evidenceCtes, evidenceParams, evidenceRows, firstEvidence } from './chain.js';
import { sha256 } from './sha256.js';

const opened: EvidenceFact = { event: 'opened-by-staff', data: {} };

function entry(requestId: string, fact: EvidenceFact = opened, sealed?: Buffer): EvidenceEntry {
  return { requestId, at: new Date(), actor: 'system', role: 'system', sealed, ...fact };
}

describe('evidence', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 12 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function inTransaction<T>(work: (client: EvidenceClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (cause) {
      await client.query('ROLLBACK');
      throw cause;
    } finally {
      client.release();
    }
  }

  const append = (...entries: EvidenceEntry[]) => inTransaction((client) => appendEvidence(client, entries));

  async function expectWhole(requestId: string, length: number): Promise<void> {
    const { rows } = await pool.query('SELECT * FROM evidence WHERE request_id = $1 ORDER BY seq', [requestId]);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length }, (_, n) => n + 1));
    let prevHash = Buffer.from(genesisHash(requestId, sha256));
    for (const row of rows) {
      expect(row.prev_hash).toEqual(prevHash);
      expect(row.hash).toEqual(linkHash({ ...row, requestId, prevHash }, sha256));
      prevHash = row.hash;
    }
    const { rows: heads } = await pool.query('SELECT seq, hash FROM evidence_head WHERE request_id = $1', [requestId]);
    expect(heads).toEqual([{ seq: length, hash: prevHash }]);
  }

  it('chains what is appended, several events and cases at a time', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await append(
      entry(one),
      entry(two),
      entry(one, { event: 'decided', data: { outcome: 'granted', hasReasons: true } }, Buffer.from('sealed')),
    );
    await append(entry(two), entry(one));
    await append();
    await expectWhole(one, 3);
    await expectWhole(two, 2);
    expect(await evidenceRows(pool, one)).toMatchObject([
      { seq: 1, event: 'opened-by-staff', data: {}, sealed: undefined },
      { seq: 2, event: 'decided', data: { outcome: 'granted', hasReasons: true }, sealed: Buffer.from('sealed') },
      { seq: 3 },
    ]);
  });

  it('hashes what the database gives back, whatever the order of members and the letters in texts', async () => {
    const id = randomUUID();
    const odd: EvidenceFact = { event: 'search-unreachable', data: { system: 'Größe "\\ \u2028 \u{1F600}', problem: '', attempts: 0 } };
    const dates: EvidenceFact = {
      event: 'deadline-computed',
      data: { targetOn: '2026-12-01', dueOn: null, calendarVersion: 'b', safeOn: '2026-12-02', calendar: 'a', ruleSet: 'eu-1' },
    };
    await append(entry(id, odd), entry(id, dates));
    await expectWhole(id, 2);
  });

  it('begins the chains of new cases in one statement of the caller', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const rows = firstEvidence([entry(one), entry(two), entry(one)]);
    await pool.query(`WITH other AS (SELECT $1::int), ${evidenceCtes(2)} SELECT 1`, [7, ...evidenceParams(rows)]);
    await append(entry(one));
    await expectWhole(one, 3);
    await expectWhole(two, 1);
  });

  it('neither forks nor loses when many write to one case at once', async () => {
    const id = randomUUID();
    await append(entry(id));
    await Promise.all(Array.from({ length: 40 }, () => append(entry(id), entry(id))));
    await expectWhole(id, 81);
  });

  it('refuses the second of two writers that begin the same chain at once', async () => {
    const id = randomUUID();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => append(entry(id))));
    const written = results.filter(({ status }) => status === 'fulfilled').length;
    expect(written).toBeGreaterThan(0);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'EVIDENCE_CONFLICT' });
    await expectWhole(id, written);
  });

  it('lets one case be written while another is held by an open transaction', async () => {
    const [held, free] = [randomUUID(), randomUUID()];
    await append(entry(held), entry(free));
    await inTransaction(async (client) => {
      await appendEvidence(client, [entry(held)]);
      await append(entry(free)); // would wait for ever if cases shared a row
    });
    await expectWhole(free, 2);
  });

  it('leaves nothing behind when its transaction is rolled back', async () => {
    const id = randomUUID();
    await append(entry(id));
    const failing = inTransaction(async (client) => {
      await appendEvidence(client, [entry(id)]);
      throw new Error('after it');
    });
    await expect(failing).rejects.toThrow('after it');
    await expectWhole(id, 1);
    await append(entry(id));
    await expectWhole(id, 2);
  });

  it('cannot be changed or deleted by the role of the program, nor by the owner without switching the guard off', async () => {
    const id = randomUUID();
    await append(entry(id));
    const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
    const attempts = [
      "UPDATE evidence SET event = 'decided'",
      'DELETE FROM evidence',
      'TRUNCATE evidence',
      'UPDATE evidence_root SET head_count = 0',
      'DELETE FROM evidence_root',
      'DELETE FROM evidence_head',
      'DELETE FROM evidence_rooted',
    ];
    for (const attempt of attempts) {
      await expect(pool.query(attempt)).rejects.toThrow(/permission denied|append-only/);
      await expect(owner.query(attempt)).rejects.toThrow(/append-only|evidence/);
    }
    await owner.end();
    await expectWhole(id, 1);
  });
});
