import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isNeverErased } from '../../../domain/erasure/law.js';
import { fileCase } from '../../../tests/support/file-case.js';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { indexAddresses } from '../../accounts/index-addresses.js';
import { createVault, type Vault } from '../../crypto/vault.js';
import type { Connector } from '../connector.js';
import type { Identity } from '../reading.js';
import { RECORD_VERSION_SEALED } from './correct-register.js';
import { OWN_REGISTERS, ownRegisters } from './own-registers.js';
import { REGISTER_ACTS, registerActsOf } from './register-acts.js';
import { REGISTERS } from './registers.js';

describe('our own registers', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let keysPool: pg.Pool;
  let vault: Vault;
  let registers: Connector;
  let person: Identity & { subjectId: string; requestId: string };
  const certificate = randomUUID();

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    registers = ownRegisters({ pool, vault });
    const email = 'wren.aldous@example.org';
    person = { emails: [email], ...(await fileCase({ pool, vault }, email)) };
    const record = await vault.seal(person.subjectId, { holderName: 'Wren Aldos', number: 'C-1' }, 'certificate.sealedRecord');
    await pool.query(
      `INSERT INTO certificate (id, issuer_slug, subject_id, kind, sealed_record, valid_from) VALUES ($1, 'harbour-institute', $2, 'licence', $3, '2024-01-01')`,
      [certificate, person.subjectId, record],
    );
    const visit = await vault.seal(person.subjectId, { ip: '192.0.2.7' }, 'logEntry.sealedVisit');
    await pool.query('INSERT INTO log_entry (subject_id, at, sealed_visit) SELECT $1, now(), $2 FROM generate_series(1, 1200)', [
      person.subjectId,
      visit,
    ]);
  });
  afterAll(async () => {
    await Promise.all([pool.end(), keysPool.end()]);
    await database.drop();
  });

  it('each say whether they are erased, or on what ground they are kept', () => {
    for (const { name } of REGISTERS) {
      const { isErasable, kept } = registerActsOf(name);
      expect([name, isErasable || kept !== null]).toEqual([name, true]);
    }
    const names = REGISTERS.map(({ name }) => name);
    for (const name of Object.keys(REGISTER_ACTS)) expect(names).toContain(name);
  });

  it('give out what staff noted about the person, and not who noted it (CJEU C-434/16, C-579/21)', async () => {
    const sealed = await vault.sealText(person.subjectId, 'Rang twice; sounds annoyed.', 'caseNote.sealedText');
    const note = [randomUUID(), person.requestId, randomUUID(), sealed];
    await pool.query(
      `INSERT INTO case_note (id, request_id, author, sealed_text, words, created_at) VALUES ($1, $2, $3, $4, '{}', now())`,
      note,
    );
    const rows = [];
    for await (const event of registers.read(person))
      if (event.kind === 'rows' && event.collection === 'case_note') rows.push(...event.rows);
    expect(rows.map(({ row }) => row.text)).toEqual(['Rang twice; sounds annoyed.']);
    expect(JSON.stringify(rows)).not.toContain(note[2]);
    await pool.query('DELETE FROM case_note');
  });

  it('give out the account that signs in with the address of the person, and no secret of it', async () => {
    const make = async (email: string, index: Buffer | null) =>
      pool.query(
        `INSERT INTO account (id, email, name, role, password_hash, email_index) VALUES ($1, $2, 'Wren Aldous', 'member', 'argon2-of-it', $3)`,
        [randomUUID(), email, index],
      );
    await make('wren.aldous@example.org', null);
    await make('somebody.else@example.org', vault.blindIndex('somebody.else@example.org'));
    const accountsOf = async () => {
      const rows = [];
      for await (const event of registers.read(person))
        if (event.kind === 'rows' && event.collection === 'account') rows.push(...event.rows);
      return rows.map(({ row }) => row);
    };
    expect(await accountsOf()).toEqual([]);
    // From before accounts were kept with the keyed hash.
    await indexAddresses({ pool, vault });
    const [found, ...others] = await accountsOf();
    expect(found).toMatchObject({ email: 'wren.aldous@example.org', name: 'Wren Aldous', role: 'member' });
    expect([others, JSON.stringify(found).includes('argon2')]).toEqual([[], false]);
    await pool.query('DELETE FROM account');
  });

  it('keep what stood in a record before it was corrected, sealed, with the reason', async () => {
    const change = {
      collection: 'certificate',
      key: certificate,
      field: 'holderName',
      expected: 'Wren Aldos',
      requestId: person.requestId,
    };
    const result = await registers.correct(person, { ...change, value: 'Wren Aldous', reason: 'misspelt in 2024' });
    expect(result).toEqual({ status: 'corrected', before: 'Wren Aldos' });
    expect(await registers.correct(person, { ...change, value: 'Wren Aldous', reason: 'again' })).toMatchObject({ status: 'already' });
    const { rows } = await pool.query('SELECT * FROM record_version WHERE record_id = $1', [certificate]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows[0])).not.toContain('Aldos');
    expect(await vault.open(person.subjectId, rows[0].sealed_before, RECORD_VERSION_SEALED)).toEqual({
      value: 'Wren Aldos',
      reason: 'misspelt in 2024',
    });
    const dates = { collection: 'certificate', key: certificate, field: 'valid_until' };
    expect(await registers.correct(person, { ...dates, value: 'never' })).toEqual({ status: 'by-hand', reason: 'VALUE_REFUSED' });
    expect(await registers.correct(person, { ...dates, value: '2027-12-31' })).toEqual({ status: 'corrected', before: null });
  });

  it('are erased but for what is kept, and blocked rows stay', async () => {
    const blocked = [{ collection: 'log_entry', reason: 'legal-hold' as const }];
    expect(await registers.erase(person, { runId: randomUUID(), blocked })).toMatchObject({
      status: 'erased',
      collections: [{ collection: 'log_entry', deleted: 0, blocked: 1200 }],
    });
    const runId = randomUUID();
    const erased = await registers.erase(person, { runId });
    expect(erased).toEqual({
      status: 'erased',
      collections: [{ collection: 'log_entry', deleted: 1200, masked: 0, left: 0, heldBack: 0, blocked: 0, byHand: null }],
    });
    const plan = await registers.planErasure(person);
    expect(plan).toMatchObject({
      status: 'planned',
      collections: [
        { collection: 'certificate', kept: { ground: '17(3)(b)' }, deleteCount: 0 },
        { collection: 'request', kept: { ground: '17(3)(e)' } },
      ],
    });
    await registers.erase(person, { runId: randomUUID(), evenKept: ['certificate', 'request'] });
    const { rows } = await pool.query(
      'SELECT (SELECT count(*)::int FROM certificate WHERE id = $1) AS certificates, (SELECT count(*)::int FROM record_version) AS versions, (SELECT count(*)::int FROM request) AS requests',
      [certificate],
    );
    expect(rows[0]).toEqual({ certificates: 0, versions: 0, requests: 1 });
  });

  it('are erased, all but those of which the law of an erasure says that they stay', () => {
    const stay = REGISTERS.filter(({ name }) => isNeverErased({ system: OWN_REGISTERS, collection: name }));
    expect(stay).toEqual(REGISTERS.filter(({ name }) => !registerActsOf(name).isErasable));
  });

  it('throw where the mistake is ours, and answer where the database is away', async () => {
    const broken = ownRegisters({
      pool,
      vault: {
        ...vault,
        blindIndex: () => {
          throw new TypeError('a bug');
        },
      },
    });
    await expect(broken.find(person)).rejects.toThrow('a bug');
    const away = new pg.Pool({ connectionString: 'postgresql://nobody:x@127.0.0.1:1/none' });
    expect(await ownRegisters({ pool: away, vault }).find(person)).toMatchObject({ status: 'unreachable' });
    expect(await ownRegisters({ pool: away, vault }).planErasure(person)).toMatchObject({ status: 'unreachable' });
    await away.end();
  });
});
