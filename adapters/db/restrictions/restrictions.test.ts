import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { connectorNamed } from '../../connectors/registry.js';
import { createRegisterLookUps } from '../seals/shelf.js';
import { poolForUse } from './allowed-use.js';

let desk: TestDesk;
let owner: pg.Client;
const PERSON = 'restricted@example.org';
const OTHER = 'other@example.org';

/** Tables that name a person and are read whatever is restricted, each with the use that GDPR Art. 18(2) allows. */
const ALWAYS_READ: Record<string, string> = {
  request: 'the person’s own requests',
  letter: 'our answers to them',
  thread_message: 'what was said about them',
  inbound_mail: 'what came in about them',
  disclosure: 'who is to be told of the restriction (Art. 19)',
  restriction: 'the restriction itself',
  stopped_processing: 'what the person has ended',
  record_version: 'what stood there before a correction, to prove it',
  blob: 'encrypted files of a request',
  correction: 'what the person wants corrected (Art. 16)',
  correction_effect: 'where it was corrected',
  record_statement: 'what the person adds to a record',
  evidence_file: 'what the person sent as proof',
  consent_record: 'the proof of what was agreed to and ended (Art. 7(1))',
  promotion_recipient: 'a view that leaves out who is restricted by itself',
  portability_transfer: 'handing over at the person’s wish (Art. 20)',
  incoming_transfer: 'what another organisation handed over at the person’s wish',
};

interface Register {
  table: string;
  insert: string;
}

const REGISTERS: Register[] = [
  {
    table: 'officer',
    insert: `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source) VALUES ($1, $3, $2, 'Director', '', 'test')`,
  },
  {
    table: 'certificate',
    insert: `INSERT INTO certificate (id, issuer_slug, member_id, subject_id, kind, valid_from) VALUES ($1, 'guild', $3, $2, 'Licence', now())`,
  },
  {
    table: 'newsletter',
    insert: `INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at) SELECT $1, $2, 'Seal news', '', now() WHERE $3::uuid IS NOT NULL`,
  },
  {
    table: 'preference',
    insert: `INSERT INTO preference (id, subject_id, email, sms, post, telephone, share_partners) SELECT $1, $2, true, true, true, true, true WHERE $3::uuid IS NOT NULL`,
  },
  {
    table: 'support_message',
    insert: `INSERT INTO support_message (id, subject_id, sealed_message, at) SELECT $1, $2, '', now() WHERE $3::uuid IS NOT NULL`,
  },
  {
    table: 'log_entry',
    insert: `INSERT INTO log_entry (subject_id, at, sealed_visit) SELECT $2, now(), '' WHERE $1::uuid IS NOT NULL AND $3::uuid IS NOT NULL`,
  },
  {
    table: 'newsletter_copy',
    insert: `INSERT INTO newsletter_copy (id, issue_id, newsletter_id, subject_id, not_before) VALUES ($1, $3, $1, $2, now())`,
  },
];

async function personWithRows(email: string, domain: string): Promise<{ subjectId: string; memberId: string }> {
  const { pool, vault } = desk.deps;
  const subjectId = await vault.freshSubject();
  const memberId = randomUUID();
  await pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [subjectId, vault.blindIndex(email)]);
  await pool.query(
    `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address) VALUES ($1, 'guild', 'A member', $2, 'R1', 'A street')`,
    [memberId, domain],
  );
  await pool.query(
    `INSERT INTO seal (id, issuer_slug, member_id, kind, domain, status, valid_from, valid_until)
     VALUES (gen_random_uuid(), 'guild', $1, 'Website Seal', $2, 'active', now(), now() + interval '1 year')`,
    [memberId, domain],
  );
  for (const { insert } of REGISTERS) await pool.query(insert, [randomUUID(), subjectId, memberId]);
  return { subjectId, memberId };
}

async function restrict(
  subjectId: string,
  scope: { collection?: string; rowKey?: string } = {},
  allowedUses: string[] = [],
): Promise<string> {
  const id = randomUUID();
  const { pool } = desk.deps;
  await pool.query(
    `INSERT INTO restriction (id, request_id, subject_id, ground, allowed_uses, started_at, review_on)
     VALUES ($1, gen_random_uuid(), $2, 'accuracy-contested', $3, now(), current_date + 30)`,
    [id, subjectId, allowedUses],
  );
  await pool.query(`INSERT INTO restriction_scope (restriction_id, system, collection, row_key) VALUES ($1, 'rightsdesk', $2, $3)`, [
    id,
    scope.collection ?? '',
    scope.rowKey ?? '',
  ]);
  return id;
}

/** Announces the lift by a letter that was sent, as the mail room does. */
async function announce(restrictionId: string): Promise<void> {
  const { pool } = desk.deps;
  const letterId = randomUUID();
  await pool.query(
    `INSERT INTO letter (id, code, audience, language, dedupe_key, message_id, subject_id, sealed_to, sealed_facts) VALUES ($1, 'RESTRICTION_LIFT', 'requester', 'en', $2, $2, $1, '', '')`,
    [letterId, letterId.toString()],
  );
  await pool.query('UPDATE restriction SET lift_on = current_date, lift_letter_id = $2 WHERE id = $1', [restrictionId, letterId]);
  await pool.query(`UPDATE letter SET status = 'sent', sent_at = now() - interval '1 second' WHERE id = $1`, [letterId]);
}

const seen = async (pool: Pick<pg.Pool, 'query'>, table: string, subjectId: string) =>
  (await pool.query(`SELECT 1 FROM "${table}" WHERE subject_id = $1`, [subjectId])).rowCount;

beforeAll(async () => {
  desk = await openTestDesk();
  owner = new pg.Client({ connectionString: desk.database.ownerUrl });
  await owner.connect();
  await owner.query(`INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The guild', 'guild.example')`);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await desk.close();
});

describe('a restriction in our own registers (GDPR Art. 18)', () => {
  it('takes the rows out of every register, whatever reads it, and leaves other people’s', async () => {
    const one = await personWithRows(PERSON, 'restricted.example');
    const other = await personWithRows(OTHER, 'other.example');
    for (const { table } of REGISTERS) expect([table, await seen(desk.deps.pool, table, one.subjectId)]).toEqual([table, 1]);
    await restrict(one.subjectId);
    for (const { table } of REGISTERS) {
      expect([table, await seen(desk.deps.pool, table, one.subjectId)]).toEqual([table, 0]);
      expect([table, await seen(desk.deps.pool, table, other.subjectId)]).toEqual([table, 1]);
    }
  });

  it('leaves no table that names a person outside: it is a register under policy, or read for an allowed use with its reason', async () => {
    const { rows } = await owner.query<{ name: string; has_policy: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AS has_policy FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'subject_id'
       WHERE c.relkind IN ('r', 'v', 'm') AND c.relnamespace = 'public'::regnamespace AND has_table_privilege('rightsdesk_app', c.oid, 'SELECT') ORDER BY 1`,
    );
    const open = rows.filter((row) => !row.has_policy && row.name !== 'restriction_in_force').map((row) => row.name);
    expect(open.filter((name) => ALWAYS_READ[name] === undefined)).toEqual([]);
    expect(rows.filter((row) => row.has_policy).map((row) => row.name)).toEqual(REGISTERS.map(({ table }) => table).sort());
  });

  it('is no matter of who asks: changing and deleting find nothing either', async () => {
    const { subjectId } = await personWithRows('frozen@example.org', 'frozen.example');
    await restrict(subjectId);
    expect((await desk.deps.pool.query(`UPDATE newsletter SET topic = 'x' WHERE subject_id = $1`, [subjectId])).rowCount).toBe(0);
    expect((await desk.deps.pool.query('DELETE FROM support_message WHERE subject_id = $1', [subjectId])).rowCount).toBe(0);
  });

  it('covers one collection or one row where it names them', async () => {
    const { subjectId } = await personWithRows('part@example.org', 'part.example');
    await restrict(subjectId, { collection: 'newsletter' });
    expect(await seen(desk.deps.pool, 'newsletter', subjectId)).toBe(0);
    expect(await seen(desk.deps.pool, 'officer', subjectId)).toBe(1);
    const officer = await desk.deps.pool.query<{ id: string }>('SELECT id FROM officer WHERE subject_id = $1', [subjectId]);
    await restrict(subjectId, { collection: 'officer', rowKey: officer.rows[0]?.id ?? '' });
    expect(await seen(desk.deps.pool, 'officer', subjectId)).toBe(0);
  });

  it('opens for the uses that the law allows, and for no other', async () => {
    const { subjectId } = await personWithRows('uses@example.org', 'uses.example');
    await restrict(subjectId, {}, ['legal-claims']);
    expect(await seen(poolForUse(desk.deps.pool, 'legal-claims'), 'officer', subjectId)).toBe(1);
    expect(await seen(poolForUse(desk.deps.pool, 'public-interest'), 'officer', subjectId)).toBe(0);
    expect(await seen(poolForUse(desk.deps.pool, 'rights-of-the-person'), 'officer', subjectId)).toBe(1);
    // What was taken for one use is given back without it.
    for (let n = 0; n < 12; n++) expect(await seen(desk.deps.pool, 'officer', subjectId)).toBe(0);
  });

  it('takes the seal that rests on a restricted certificate or member out of public view, like one that never was', async () => {
    const seals = createRegisterLookUps({ pool: desk.deps.pool, publicUrl: 'https://seals.example' });
    const { subjectId, memberId } = await personWithRows('holder@example.org', 'holder.example');
    expect(await seals.findByDomain('holder.example')).toHaveLength(1);
    const id = await restrict(subjectId, { collection: 'certificate' });
    expect(await seals.findByDomain('holder.example')).toEqual(await seals.findByDomain('nobody.example'));
    await announce(id);
    await desk.deps.pool.query('UPDATE restriction SET lifted_at = now(), lifted_by = $2 WHERE id = $1', [id, 'test']);
    expect(await seals.findByDomain('holder.example')).toHaveLength(1);
    await restrict(subjectId, { collection: 'member', rowKey: memberId });
    expect(await seals.findByDomain('holder.example')).toEqual([]);
  });

  it('is in the person’s own answer, marked', async () => {
    const { pool, vault } = desk.deps;
    const subjectId = await vault.freshSubject();
    await pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [subjectId, vault.blindIndex('access@example.org')]);
    for (const purpose of ['newsletter', 'partner-sharing'])
      await pool.query(
        'INSERT INTO stopped_processing (id, request_id, subject_id, purpose, stopped_at) VALUES (gen_random_uuid(), $1, $1, $2, now())',
        [subjectId, purpose],
      );
    await pool.query(
      'INSERT INTO preference (id, subject_id, email, sms, post, telephone, share_partners) VALUES ($1, $1, true, true, true, true, true)',
      [subjectId],
    );
    await restrict(subjectId, { collection: 'preference' });
    expect(await seen(pool, 'preference', subjectId)).toBe(0);
    const connector = await connectorNamed(desk.deps, 'rightsdesk');
    const rows = new Map<string, Record<string, unknown>>();
    for await (const event of connector.read({ emails: ['access@example.org'], subjectId }))
      if (event.kind === 'rows') for (const { row } of event.rows) rows.set(event.collection, row);
    expect(rows.get('preference')).toMatchObject({ restricted_since: expect.any(String) });
    expect(rows.get('stopped_processing')).not.toHaveProperty('restricted_since');
  });
});

describe('the record of a restriction', () => {
  it('cannot be lifted before the notice was sent, not even in the same write', async () => {
    const { subjectId } = await personWithRows('early@example.org', 'early.example');
    const id = await restrict(subjectId);
    const lift = () => desk.deps.pool.query(`UPDATE restriction SET lifted_at = now(), lifted_by = 'x' WHERE id = $1`, [id]);
    await expect(lift()).rejects.toThrow(/18\(3\)/);
    await expect(
      owner.query(`UPDATE restriction SET lifted_at = now(), lift_notice_sent_at = now() - interval '1 day' WHERE id = $1`, [id]),
    ).rejects.toThrow(/18\(3\)/);
    await announce(id);
    await lift();
    await expect(lift()).rejects.toThrow(/lifted before/);
    expect(await seen(desk.deps.pool, 'officer', subjectId)).toBe(1);
  });

  it('is never taken away, also not by the owner', async () => {
    await expect(owner.query('DELETE FROM restriction')).rejects.toThrow(/never taken away/);
    await expect(owner.query('TRUNCATE restriction')).rejects.toThrow(/never taken away/);
    await expect(owner.query('DELETE FROM suppression')).rejects.toThrow(/never taken away/);
    await expect(owner.query(`UPDATE restriction SET ground = 'unlawful'`)).rejects.toThrow(/does not change/);
  });

  it('gives the parts the least rights', async () => {
    const { pool } = desk.deps;
    const may = async (what: string) => (await owner.query<{ may: boolean }>(`SELECT ${what} AS may`)).rows[0]?.may;
    expect(await may(`has_table_privilege('rightsdesk_app', 'restriction', 'DELETE')`)).toBe(false);
    expect(await may(`has_table_privilege('rightsdesk_app', 'suppression', 'UPDATE')`)).toBe(false);
    expect(await may(`has_table_privilege('rightsdesk_app', 'suppression', 'DELETE')`)).toBe(false);
    expect(await may(`has_column_privilege('rightsdesk_app', 'restriction', 'lift_notice_sent_at', 'UPDATE')`)).toBe(false);
    expect(await may(`has_column_privilege('rightsdesk_app', 'restriction', 'lifted_at', 'INSERT')`)).toBe(false);
    expect(await may(`(SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'rightsdesk_app')`)).toBe(false);
    await expect(pool.query(`UPDATE restriction SET lift_notice_sent_at = now()`)).rejects.toThrow(/permission denied/);
  });
});
