import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { genesisHash, linkHash } from '../../domain/evidence/chain.js';
import type { EvidenceEntry } from '../../domain/evidence.js';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { appendEvidence } from './chain.js';
import type { EvidenceProblem, ProblemKind } from './problem.js';
import { computedBuckets, hashOfBuckets } from './root-content.js';
import { createRootWriter } from './roots.js';
import { sha256 } from './sha256.js';
import { createRootSigner } from './signing.js';
import { verifyEvidence } from './verify.js';

const signingKey = randomBytes(32).toString('base64');
const INSERT_REQUEST = `INSERT INTO request (id, reference, thread_id, thread_token, subject_id, status, channel, language, jurisdiction, calendar,
    time_zone, received_at, safe_on, target_on, sort_on, clock, sealed_profile, sealed_content)
  VALUES ($1, $2, $1, '', $1, 'received', 'form', 'en', 'UK', 'ENG', 'Europe/London', now(), now(), now(), now(), '{}', '', '')`;

describe('verifyEvidence', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let owner: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  });
  afterAll(async () => {
    await Promise.all([pool.end(), owner.end()]);
    await database.drop();
  });

  async function append(requestId: string, count: number): Promise<void> {
    const entries = Array.from({ length: count }, (): EvidenceEntry => {
      const sealed = randomBytes(40);
      return {
        requestId,
        at: new Date(),
        actor: 'system',
        role: 'system',
        event: 'warned',
        data: { before: 'due', on: '2026-11-20' },
        sealed,
      };
    });
    const client = await pool.connect();
    await client.query('BEGIN');
    await appendEvidence(client, entries);
    await client.query('COMMIT');
    client.release();
  }

  async function newCase(events = 5): Promise<{ id: string; reference: string }> {
    const one = { id: randomUUID(), reference: `RR-2026-${randomBytes(4).toString('hex').toUpperCase()}` };
    await pool.query(INSERT_REQUEST, [one.id, one.reference]);
    await append(one.id, events);
    return one;
  }

  const writeRoot = () => createRootWriter({ pool, signingKey }).writeRoot();
  const verify = (options = {}) => verifyEvidence({ pool, signingKey }, options);

  /** As a superuser who has switched the guards off. Everything is put back afterwards, so that the tests do not see each other. */
  async function tampered(statements: readonly string[], look: () => Promise<void>): Promise<void> {
    const tables = ['evidence', 'evidence_head', 'evidence_rooted', 'evidence_bucket', 'evidence_root', 'evidence_pending', 'request'];
    const client = await owner.connect();
    try {
      await client.query("SET session_replication_role = 'replica'");
      for (const table of tables) await client.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
      for (const statement of statements) expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
      await look();
    } finally {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
        await client.query(`DROP TABLE kept_${table}`);
      }
      await client.query("SET session_replication_role = 'origin'");
      client.release();
    }
    expect((await verify()).ok).toBe(true);
  }

  async function expectProblem(expected: { what: ProblemKind; reference?: string; seq?: number }): Promise<void> {
    const found: EvidenceProblem[] = [];
    const report = await verify({ onBroken: (problem: EvidenceProblem) => found.push(problem) });
    expect(report).toMatchObject({ ok: false, firstProblem: expected, problemCount: found.length });
    if (expected.reference !== undefined) expect(report.firstProblem?.text).toContain(expected.reference);
  }

  it('finds nothing in what the program wrote, before, between and after roots', async () => {
    expect(await verify()).toMatchObject({ ok: true, cases: 0, events: 0, roots: 0 });
    const cases = [await newCase(), await newCase(), await newCase(1)];
    expect(await verify()).toMatchObject({ ok: true, cases: 3, events: 11, roots: 0 });
    expect(await writeRoot()).toMatchObject({ seq: 1, headCount: 3 });
    for (const { id } of cases) await append(id, 2);
    await newCase();
    expect(await verify()).toMatchObject({ ok: true, cases: 4, events: 22, roots: 1 });
    expect(await writeRoot()).toMatchObject({ seq: 2, headCount: 4 });
    expect(await writeRoot()).toBeUndefined();
    expect(await verify()).toMatchObject({ ok: true, roots: 2 });
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    const { cases } = await verify({ onProgress: (count: number) => seen.push(count) });
    expect(seen.at(-1)).toBe(cases);
  });

  describe('names the first broken link when somebody with all rights', () => {
    let victim: { id: string; reference: string };
    let where: string;
    beforeAll(async () => {
      victim = await newCase(6);
      await writeRoot();
      await append(victim.id, 2);
      where = `WHERE request_id = '${victim.id}'`;
    });

    it.each<[string, ProblemKind, number, (w: string) => string[]]>([
      ['changes the data of a link', 'link-changed', 3, (w) => [`UPDATE evidence SET data = '{"before": "safe"}' ${w} AND seq = 3`]],
      ['changes when it was', 'link-changed', 4, (w) => [`UPDATE evidence SET at = at - interval '1 day' ${w} AND seq = 4`]],
      ['changes who it was', 'link-changed', 2, (w) => [`UPDATE evidence SET actor = 'requester' ${w} AND seq = 2`]],
      ['changes the sealed words', 'link-changed', 5, (w) => [`UPDATE evidence SET sealed = '\\x00' ${w} AND seq = 5`]],
      ['takes the sealed words away', 'link-changed', 8, (w) => [`UPDATE evidence SET sealed = NULL ${w} AND seq = 8`]],
      ['deletes a link in the middle', 'gap', 4, (w) => [`DELETE FROM evidence ${w} AND seq = 3`]],
      ['deletes the first link', 'gap', 2, (w) => [`DELETE FROM evidence ${w} AND seq = 1`]],
      ['cuts off the end', 'end-missing', 7, (w) => [`DELETE FROM evidence ${w} AND seq = 8`]],
      [
        'swaps two links',
        'link-moved',
        2,
        (w) => [
          `UPDATE evidence SET seq = -seq ${w} AND seq IN (2, 3)`,
          `UPDATE evidence SET seq = CASE seq WHEN -2 THEN 3 ELSE 2 END ${w} AND seq < 0`,
        ],
      ],
      [
        'cuts off the end and moves the recorded end back, behind what a root signed',
        'root-differs',
        6,
        (w) => [
          `DELETE FROM evidence ${w} AND seq > 5`,
          `UPDATE evidence_head SET seq = 5, hash = (SELECT hash FROM evidence ${w} AND seq = 5) ${w}`,
        ],
      ],
    ])('%s', async (_, what, seq, statements) => {
      await tampered(statements(where), () => expectProblem({ what, seq, reference: victim.reference }));
    });

    it('deletes a whole chain', async () => {
      await tampered([`DELETE FROM evidence ${where}`], () => expectProblem({ what: 'chain-missing', reference: victim.reference }));
    });

    it('deletes a case with everything of it but the signed end', async () => {
      const all = [`DELETE FROM evidence ${where}`, `DELETE FROM evidence_head ${where}`, `DELETE FROM request WHERE id = '${victim.id}'`];
      await tampered(all, () => expectProblem({ what: 'chain-missing' }));
    });

    it('deletes a case with everything of it, the signed end too', async () => {
      const tables = ['evidence', 'evidence_head', 'evidence_rooted', 'evidence_pending'];
      const all = [...tables.map((table) => `DELETE FROM ${table} ${where}`), `DELETE FROM request WHERE id = '${victim.id}'`];
      await tampered(all, async () => {
        await expectProblem({ what: 'heads-changed' });
        await expect(newCaseInBucketOf(victim.id).then(writeRoot)).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
      });
    });

    it('puts a chain in for a case that does not exist', async () => {
      const id = randomUUID();
      await tampered(
        [`INSERT INTO evidence SELECT '${id}', seq, at, event, actor, role, data, sealed, prev_hash, hash FROM evidence ${where}`],
        () => expectProblem({ what: 'chain-unknown' }),
      );
    });

    it('rewrites a chain from the middle on, with all hashes and the recorded end', async () => {
      await tampered([`UPDATE evidence SET data = '{"before": "target"}' ${where} AND seq = 3`], async () => {
        await rehash(victim.id);
        await expectProblem({ what: 'root-differs', reference: victim.reference, seq: 6 });
        await append(victim.id, 1);
        await expect(writeRoot()).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
      });
    });

    it('rewrites a chain and every unsigned record of it', async () => {
      await tampered([`UPDATE evidence SET data = '{"before": "target"}' ${where} AND seq = 3`], async () => {
        await rehash(victim.id);
        await asOwner(
          `UPDATE evidence_rooted r SET hash = e.hash FROM evidence e WHERE e.request_id = r.request_id AND e.seq = r.seq AND r.request_id = '${victim.id}'`,
        );
        await expectProblem({ what: 'heads-changed' });
        for (const { bucket, hash } of await computedBuckets(owner))
          await asOwner('UPDATE evidence_bucket SET hash = $2 WHERE bucket = $1', [bucket, hash]);
        await expectProblem({ what: 'heads-changed' });
        const root = hashOfBuckets(await computedBuckets(owner));
        await asOwner('UPDATE evidence_root SET root = $1 WHERE seq = (SELECT max(seq) FROM evidence_root)', [root]);
        await expectProblem({ what: 'root-changed' });
      });
    });
  });

  async function asOwner(sql: string, values: unknown[] = []): Promise<void> {
    const client = await owner.connect();
    await client.query("SET session_replication_role = 'replica'");
    await client.query(sql, values);
    await client.query("SET session_replication_role = 'origin'");
    client.release();
  }

  /** What a patient forger does: every hash from the first link on computed anew, and the recorded end moved along. */
  async function rehash(requestId: string): Promise<void> {
    const { rows } = await owner.query('SELECT * FROM evidence WHERE request_id = $1 ORDER BY seq', [requestId]);
    let prevHash = genesisHash(requestId, sha256);
    for (const row of rows) {
      const hash = linkHash({ ...row, requestId, prevHash }, sha256);
      await asOwner('UPDATE evidence SET prev_hash = $3, hash = $4 WHERE request_id = $1 AND seq = $2', [
        requestId,
        row.seq,
        prevHash,
        hash,
      ]);
      prevHash = hash;
    }
    await asOwner('UPDATE evidence_head SET hash = $2 WHERE request_id = $1', [requestId, prevHash]);
  }

  async function newCaseInBucketOf(id: string): Promise<void> {
    const other = `${randomUUID().slice(0, -3)}${id.slice(-3)}`;
    await pool.query(INSERT_REQUEST, [other, `RR-2026-${randomBytes(4).toString('hex')}`]);
    await append(other, 1);
  }

  describe('finds a broken chain of roots when somebody', () => {
    it.each<[string, ProblemKind, string]>([
      ['changes a root', 'root-changed', "UPDATE evidence_root SET at = at - interval '1 day' WHERE seq = 1"],
      ['deletes a root', 'root-gap', 'DELETE FROM evidence_root WHERE seq = 1'],
      [
        'forges a signature',
        'root-signature',
        'UPDATE evidence_root SET signature = set_byte(signature, 3, get_byte(signature, 3) # 1) WHERE seq = 2',
      ],
      ['deletes all roots', 'heads-changed', 'DELETE FROM evidence_root'],
    ])('%s', async (_, what, statement) => {
      await tampered([statement], () => expectProblem({ what }));
    });

    it('signs with another key', async () => {
      const report = await verifyEvidence({ pool, signingKey: randomBytes(32).toString('base64') });
      expect(report.firstProblem).toMatchObject({ what: 'root-signature', seq: 1 });
      const former = createRootSigner(signingKey).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      const changed = await verifyEvidence({ pool, signingKey: randomBytes(32).toString('base64'), formerPublicKeys: [former] });
      expect(changed.ok).toBe(true);
    });

    it('puts the whole database back to an earlier day', async () => {
      const { lastRoot } = await verify();
      expect((await verify({ knownRoot: lastRoot })).ok).toBe(true);
      const later = { seq: (lastRoot?.seq ?? 0) + 1, hash: '00' };
      expect((await verify({ knownRoot: later })).firstProblem).toMatchObject({ what: 'root-missing' });
      expect((await verify({ knownRoot: { seq: 1, hash: '00' } })).firstProblem).toMatchObject({ what: 'root-changed', seq: 1 });
    });
  });

  it('lets one of several root writers write while cases go on', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => newCase(1)));
    const writing = Array.from({ length: 4 }, () => createRootWriter({ pool: owner, signingKey }).writeRoot());
    await Promise.all([...ids.map(({ id }) => append(id, 3)), ...writing]);
    await writeRoot();
    const report = await verify();
    expect(report).toMatchObject({ ok: true });
    const { rows } = await pool.query('SELECT count(*)::int AS left FROM evidence_pending');
    expect(rows).toEqual([{ left: 0 }]);
  });
});
