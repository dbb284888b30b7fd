import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { openTestIntake, plainMail, type TestIntake } from '../../../tests/support/mail-intake.js';
import { createVault } from '../../crypto/vault.js';
import { placeStoredMails } from '../../db/mails/place-mail.js';
import { storeMail } from '../../db/mails/store-mail.js';
import { waitUntil } from '../../embedded/wait.js';
import { createBlobStore } from '../../storage/blob-store.js';
import { createMailProcessor } from './mail-processor.js';
import { readMail } from './read-mail.js';
import { startSmtpIntake } from './smtp-intake.js';

let intake: TestIntake;

beforeAll(async () => {
  intake = await openTestIntake();
}, 60_000);

afterAll(() => intake.close());

const ACCESS =
  'I make a subject access request under Article 15 of the UK GDPR. Please send me a copy of all personal data you hold about me.';

async function rightsOf(email: string): Promise<(string | null)[]> {
  const { rows } = await intake.deps.pool.query<{ right: string | null }>(
    'SELECT r."right" FROM request r JOIN subject s ON s.id = r.subject_id WHERE s.email_index = $1',
    [intake.deps.vault.blindIndex(email)],
  );
  return rows.map(({ right }) => right);
}

function withAttachment(from: string, file: { name: string; type: string; content: Buffer }): string {
  const lines = file.content.toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    `From: ${from}`,
    'To: crm@rightsdesk.example',
    'Subject: Access request',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=xx',
    '',
    '--xx',
    'Content-Type: text/plain; charset=utf-8',
    '',
    ACCESS,
    '--xx',
    `Content-Type: ${file.type}`,
    `Content-Disposition: attachment; filename="${file.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    lines,
    '--xx--',
    '',
  ].join('\r\n');
}

describe('a mail that is large or hostile', () => {
  it('of 25 MB is taken whole, and its case opened', async () => {
    const raw = withAttachment('big@example.org', {
      name: 'scan.bin',
      type: 'application/octet-stream',
      content: randomBytes(18.5 * 1024 * 1024),
    });
    expect(raw.length).toBeGreaterThan(25 * 1024 * 1024);
    await intake.mail(raw, { from: 'big@example.org' });
    expect(await waitUntil(async () => (await rightsOf('big@example.org')).length === 1, 60_000)).toBe(true);
    const { rows } = await intake.deps.pool.query<{ sha256: Buffer; size_bytes: number }>(
      'SELECT sha256, size_bytes FROM inbound_mail ORDER BY size_bytes DESC LIMIT 1',
    );
    expect(rows[0]?.sha256.equals(createHash('sha256').update(raw).digest())).toBe(true);
  }, 120_000);

  it('above 30 MB is refused with 552 and leaves nothing', async () => {
    const before = await intake.deps.pool.query('SELECT 1 FROM inbound_mail');
    await expect(intake.mail(Buffer.alloc(31 * 1024 * 1024, 'a\r\n'), { from: 'huge@example.org' })).rejects.toThrow(/552/);
    expect((await intake.deps.pool.query('SELECT 1 FROM inbound_mail')).rowCount).toBe(before.rowCount);
  }, 60_000);

  it.each([
    [
      'broken MIME',
      'From: broken@example.org\r\nContent-Type: multipart/mixed; boundary="a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n',
      'broken@example.org',
    ],
    ['bytes that are no text', Buffer.concat([Buffer.from('From: noise@example.org\r\n\r\n'), randomBytes(20_000)]), 'noise@example.org'],
    ['an empty body', 'From: empty@example.org\r\n\r\n', 'empty@example.org'],
  ])(
    'with %s goes to a person',
    async (_what, raw, email) => {
      await intake.mail(raw, { from: email });
      expect(await waitUntil(async () => (await rightsOf(email)).length === 1, 30_000)).toBe(true);
      expect(await rightsOf(email)).toEqual([null]);
    },
    60_000,
  );

  it('without a sender is kept for a person, and nobody is written to', async () => {
    const raw = 'Subject: Access request\r\nMessage-ID: <nobody@example.org>\r\n\r\nPlease help.\r\n';
    const before = intake.placed.length;
    await intake.mail(raw, { from: '' });
    expect(intake.placed.slice(before)).toEqual(['triage']);
    const { rows } = await intake.deps.pool.query(`SELECT may_reply FROM request ORDER BY created_at DESC LIMIT 1`);
    expect(rows).toEqual([{ may_reply: false }]);
  });

  it('with a bomb in its attachment is placed as quickly as any other', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const startedAt = Date.now();
    await intake.mail(withAttachment('bomb@example.org', { name: 'letter.zip', type: 'application/zip', content: bomb }), {
      from: 'bomb@example.org',
    });
    expect(await rightsOf('bomb@example.org')).toEqual(['access']);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
  });

  it('to another mailbox is refused with 550; postmaster is taken', async () => {
    const raw = plainMail({ from: 'a@example.org', body: 'x' });
    await expect(intake.mail(raw, { from: 'a@example.org', to: 'someone@rightsdesk.example' })).rejects.toThrow(/550/);
    await expect(intake.mail(raw, { from: 'a@example.org', to: 'crm@elsewhere.example' })).rejects.toThrow(/550/);
    expect(await intake.mail(raw, { from: 'a@example.org', to: 'postmaster@rightsdesk.example' })).toMatch(/^250/);
  });
});

describe('a mail that fails to be placed', () => {
  it('again and again becomes a case in triage by its sender alone', async () => {
    const { deps } = intake;
    const raw = plainMail({ from: 'poison@example.org', subject: 'Access', body: ACCESS });
    const stored = await storeMail(deps, {
      content: Buffer.from(raw),
      envelope: { mailFrom: 'poison@example.org', rcptTo: [] },
      source: 'smtp',
      receivedAt: new Date(),
    });
    await deps.pool.query(`UPDATE inbound_mail SET attempts = 5, not_before = now() - interval '1 hour' WHERE id = $1`, [stored.id]);
    const stopping = new AbortController();
    const kinds: string[] = [];
    const trust = { ownAddresses: ['crm@rightsdesk.example'], ownHost: 'localhost' };
    const processor = createMailProcessor({ desk: deps, trust, onPlaced: (kind) => kinds.push(kind), onTrouble: () => undefined });
    const running = processor.run(stopping.signal);
    expect(await waitUntil(async () => (await rightsOf('poison@example.org')).length === 1, 20_000)).toBe(true);
    stopping.abort();
    await running;
    expect(await rightsOf('poison@example.org')).toEqual([null]);
    expect(kinds).toContain('triage');
  }, 30_000);

  it('stored by a mail room that died is placed by another, once', async () => {
    const { deps } = intake;
    const raw = plainMail({ from: 'orphan@example.org', subject: 'Access', body: ACCESS });
    const stored = await storeMail(deps, {
      content: Buffer.from(raw),
      envelope: { mailFrom: 'orphan@example.org', rcptTo: [] },
      source: 'smtp',
      receivedAt: new Date(),
    });
    await deps.pool.query(`UPDATE inbound_mail SET not_before = now() - interval '1 second' WHERE id = $1`, [stored.id]);
    const stopping = new AbortController();
    const trust = { ownAddresses: ['crm@rightsdesk.example'], ownHost: 'localhost' };
    const rooms = [1, 2].map(() =>
      createMailProcessor({ desk: deps, trust, onPlaced: () => undefined, onTrouble: () => undefined }).run(stopping.signal),
    );
    expect(await waitUntil(async () => (await rightsOf('orphan@example.org')).length === 1, 20_000)).toBe(true);
    stopping.abort();
    await Promise.all(rooms);
    expect(await rightsOf('orphan@example.org')).toEqual(['access']);
  }, 30_000);
});

describe('a database that goes away between the 250 and the placing', () => {
  it('leaves the mail on record, and it is placed when the database is back', async () => {
    const { deps } = intake;
    const pool = new pg.Pool({ connectionString: intake.database.url });
    const trust = { ownAddresses: ['crm@rightsdesk.example'], ownHost: 'localhost' };
    const troubles: unknown[] = [];
    const onTrouble = (error: unknown) => void troubles.push(error);
    const cutOff = createMailProcessor({ desk: { ...deps, pool }, trust, onPlaced: () => undefined, onTrouble });
    const door = await startSmtpIntake({
      desk: { ...deps, pool },
      port: 0,
      ownAddresses: trust.ownAddresses,
      onStored: async (stored, raw) => {
        await pool.end();
        await cutOff.place(stored, raw);
      },
      onTrouble,
    });
    const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true });
    const raw = plainMail({ from: 'later@example.org', subject: 'Access', body: ACCESS });
    const { response } = await transport.sendMail({ raw, envelope: { from: 'later@example.org', to: 'crm@rightsdesk.example' } });
    await cutOff.idle();
    expect(response).toMatch(/^250/);
    expect(troubles.length).toBeGreaterThan(0);
    expect(await rightsOf('later@example.org')).toEqual([]);

    await deps.pool.query(`UPDATE inbound_mail SET not_before = now() - interval '1 second' WHERE status = 'stored'`); // its time is over
    const stopping = new AbortController();
    const running = createMailProcessor({ desk: deps, trust, onPlaced: () => undefined, onTrouble }).run(stopping.signal);
    expect(await waitUntil(async () => (await rightsOf('later@example.org')).length === 1, 20_000)).toBe(true);
    stopping.abort();
    await running;
    expect(await rightsOf('later@example.org')).toEqual(['access']);
    transport.close();
    await door.close();
  }, 30_000);
});

describe('mails that are placed together', () => {
  it('do not hold each other up: one that cannot be placed leaves the others', async () => {
    const { deps } = intake;
    const read = async (from: string, trouble: boolean) => {
      const content = Buffer.from(plainMail({ from, subject: 'Access', body: ACCESS }));
      const stored = await storeMail(deps, { content, envelope: { mailFrom: from, rcptTo: [] }, source: 'smtp', receivedAt: new Date() });
      const mail = await readMail(stored, content, { ownAddresses: ['crm@rightsdesk.example'], ownHost: 'localhost' });
      return trouble ? { ...mail, parsed: { ...mail.parsed, receivedAt: new Date(Number.NaN) } } : mail;
    };
    const mails = [await read('good-1@example.org', false), await read('bad@example.org', true), await read('good-2@example.org', false)];
    const results = await placeStoredMails(deps, mails);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await rightsOf('good-1@example.org')).toEqual(['access']);
    expect(await rightsOf('bad@example.org')).toEqual([]);
    expect(await rightsOf('good-2@example.org')).toEqual(['access']);
    await deps.pool.query(`UPDATE inbound_mail SET status = 'failed' WHERE status = 'stored'`);
  });
});

describe('a database that is away', () => {
  it('makes the sender try again: 451', async () => {
    const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:9/none' });
    const vault = createVault({ keysPool: pool, masterKey: randomBytes(32).toString('base64') });
    const desk = { pool, vault, blobs: createBlobStore({ pool, vault }), now: () => new Date() };
    const troubles: unknown[] = [];
    const door = await startSmtpIntake({
      desk,
      port: 0,
      ownAddresses: ['crm@rightsdesk.example'],
      onStored: async () => undefined,
      onTrouble: (error) => troubles.push(error),
    });
    const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true });
    const raw = plainMail({ from: 'a@example.org', body: ACCESS });
    await expect(transport.sendMail({ raw, envelope: { from: 'a@example.org', to: 'crm@rightsdesk.example' } })).rejects.toThrow(/451/);
    expect(troubles).toHaveLength(1);
    transport.close();
    await door.close();
    await pool.end();
  });
});
