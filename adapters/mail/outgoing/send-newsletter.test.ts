import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { checkDkim } from '../../../tests/support/dkim.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { dkimKeyOf } from '../../db/marketing/dkim-key.js';
import { queueIssue } from '../../db/marketing/newsletter.js';
import { createNewsletterDesk } from '../../db/marketing/newsletter-desk.js';
import { suppress } from '../../db/marketing/suppression.js';
import { createUnsubscribing } from '../../db/marketing/unsubscribe.js';
import { fileRequest } from '../../db/requests/intake.js';
import { createMailer, type Mailer } from './mailer.js';
import { sendNewsletters } from './send-newsletter.js';

let desk: TestDesk;
let server: SMTPServer;
let mailer: Mailer;
const arrived: { to: string; raw: string }[] = [];
const TOPIC = 'Seal news';
const DAY_MS = 86_400_000;

async function subscribe(
  email: string,
  options: { consentAt?: Date; topic?: string } = {},
): Promise<{ subjectId: string; newsletterId: string }> {
  const { pool, vault } = desk.deps;
  const emailIndex = vault.blindIndex(email);
  const known = await pool.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [emailIndex]);
  const subjectId = known.rows[0]?.id ?? (await vault.freshSubject());
  if (known.rowCount === 0) await pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [subjectId, emailIndex]);
  const newsletterId = randomUUID();
  await pool.query('INSERT INTO newsletter (id, subject_id, topic, sealed_contact, consent_at) VALUES ($1, $2, $3, $4, $5)', [
    newsletterId,
    subjectId,
    options.topic ?? TOPIC,
    await vault.seal(subjectId, { name: 'A subscriber', email }, 'newsletter.sealedContact'),
    options.consentAt ?? new Date(Date.now() - DAY_MS),
  ]);
  return { subjectId, newsletterId };
}

const queue = (title = 'New seals this month', topic = TOPIC) =>
  queueIssue(desk.deps, { topic, title, body: 'One.\n\nTwo & <three>.', createdBy: 'test' });
const send = () => sendNewsletters({ ...desk.deps, mailer });
const mailsTo = (email: string) => arrived.filter(({ to }) => to === email);
const header = (raw: string, name: string) =>
  new RegExp(`^${name}:\\s*([\\s\\S]*?)\\r\\n(?![ \\t])`, 'im').exec(raw)?.[1]?.replace(/\r\n\s+/g, ' ') ?? '';
const tokenIn = (raw: string) => /\/unsubscribe\/([A-Za-z0-9_-]+)/.exec(header(raw, 'List-Unsubscribe'))?.[1] ?? '';

beforeAll(async () => {
  desk = await openTestDesk();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      readAll(stream).then((raw) => {
        for (const { address } of session.envelope.rcptTo) arrived.push({ to: address, raw });
        done();
      }, done);
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, signing: await dkimKeyOf(desk.deps) });
}, 120_000);

afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
  await desk.close();
});

describe('a newsletter', () => {
  it('goes to each subscriber once, signed over both headers of the one-click unsubscribe (RFC 8058)', async () => {
    await subscribe('reader@example.org');
    expect((await queue()).recipientCount).toBe(1);
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    const [mail] = mailsTo('reader@example.org');
    expect(mailsTo('reader@example.org')).toHaveLength(1);
    const raw = mail?.raw ?? '';
    expect(header(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(header(raw, 'List-Unsubscribe')).toMatch(/^<http:\/\/127\.0\.0\.1:3000\/unsubscribe\/[A-Za-z0-9_-]{40,}>$/);
    const { record, domainName } = await dkimKeyOf(desk.deps);
    const signature = checkDkim(raw, record.value);
    expect(signature).toMatchObject({ isGood: true, domain: domainName, selector: record.name.split('.')[0] });
    expect(signature.signedHeaders).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'subject']));
    expect(checkDkim(raw.replace('One-Click', 'Two-Click'), record.value).isGood).toBe(false);
  });

  it('is not sent to who objected, whichever way, and the objection counts from the moment it was filed', async () => {
    const topic = 'Objections';
    await subscribe('objector@example.org', { topic });
    await subscribe('unsubscriber@example.org', { topic });
    await subscribe('stays@example.org', { topic });
    await queue('First', topic);
    // Filed after the issue was queued and before it is sent; no workflow has run.
    await fileRequest(
      desk.deps,
      {
        rights: ['objection'],
        objection: { kind: 'direct_marketing' },
        requester: { name: 'O', email: 'Objector@Example.org' },
        channel: 'form',
        language: 'en',
      },
      { id: 'anyone', role: 'anyone' },
    );
    await suppress(desk.deps.pool, {
      addressIndex: desk.deps.vault.blindIndex('unsubscriber@example.org'),
      source: 'staff',
      since: new Date(),
    });
    await send();
    expect(mailsTo('objector@example.org')).toEqual([]);
    expect(mailsTo('unsubscriber@example.org')).toEqual([]);
    expect(mailsTo('stays@example.org')).toHaveLength(1);
    const { rows } = await desk.deps.pool.query(
      `SELECT c.status, count(*)::int AS n FROM newsletter_copy c JOIN newsletter_issue i ON i.id = c.issue_id WHERE i.topic = $1 GROUP BY 1 ORDER BY 1`,
      [topic],
    );
    expect(rows).toEqual([
      { status: 'barred', n: 2 },
      { status: 'sent', n: 1 },
    ]);
  });

  it('stays unsent after everything about the person was erased and an old list brings them back; a new consent opens the way again', async () => {
    const topic = 'Old lists';
    const { subjectId } = await subscribe('erased@example.org', { topic });
    await suppress(desk.deps.pool, {
      addressIndex: desk.deps.vault.blindIndex('erased@example.org'),
      source: 'objection',
      since: new Date(),
    });
    await desk.deps.pool.query('DELETE FROM newsletter WHERE subject_id = $1', [subjectId]);
    await desk.deps.pool.query('UPDATE subject SET email_index = NULL, erased_at = now() WHERE id = $1', [subjectId]);
    await subscribe('erased@example.org', { topic, consentAt: new Date(Date.now() - 300 * DAY_MS) });
    await expect(queue('Back again', topic)).rejects.toMatchObject({ code: 'NO_SUBSCRIBERS' });
    await subscribe('erased@example.org', { topic, consentAt: new Date(Date.now() + 1_000) });
    expect((await queue('Wanted', topic)).recipientCount).toBe(1);
  });

  it('goes to an address that was put right in the subscription, unless that one was barred since', async () => {
    const topic = 'Put right';
    for (const [known, right] of [
      ['misspelt-1@example.org', 'spelt@example.org'],
      ['misspelt-2@example.org', 'barred@example.org'],
    ] as const) {
      const { subjectId, newsletterId } = await subscribe(known, { topic });
      const sealed = await desk.deps.vault.seal(subjectId, { name: 'A subscriber', email: right }, 'newsletter.sealedContact');
      await desk.deps.pool.query('UPDATE newsletter SET sealed_contact = $2 WHERE id = $1', [newsletterId, sealed]);
    }
    const addressIndex = desk.deps.vault.blindIndex('barred@example.org');
    await suppress(desk.deps.pool, { addressIndex, channels: ['email'], source: 'objection', since: new Date() });
    await queue('Spelt', topic);
    await send();
    expect(mailsTo('spelt@example.org')).toHaveLength(1);
    expect(['misspelt-1', 'misspelt-2', 'barred'].flatMap((name) => mailsTo(`${name}@example.org`))).toEqual([]);
  });

  it('does not reach who is under restriction, and is no news any more when that ends', async () => {
    const topic = 'Restricted';
    const { subjectId } = await subscribe('kept@example.org', { topic });
    await queue('Kept', topic);
    const id = randomUUID();
    await desk.deps.pool.query(
      `INSERT INTO restriction (id, request_id, subject_id, ground, started_at, review_on) VALUES ($1, $1, $2, 'unlawful', now(), current_date)`,
      [id, subjectId],
    );
    await desk.deps.pool.query(`INSERT INTO restriction_scope (restriction_id, system) VALUES ($1, 'rightsdesk')`, [id]);
    await send();
    await expect(queue('Kept too', topic)).rejects.toMatchObject({ code: 'NO_SUBSCRIBERS' });
    expect(mailsTo('kept@example.org')).toEqual([]);
  });

  it('is ended by the link in it: the first POST suppresses, a made-up link does nothing', async () => {
    const topic = 'One click';
    await subscribe('click@example.org', { topic });
    await queue('One', topic);
    await send();
    const token = tokenIn(mailsTo('click@example.org')[0]?.raw ?? '');
    const unsubscribing = createUnsubscribing(desk.deps);
    expect(unsubscribing.isKnown(token)).toBe(true);
    const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    expect(unsubscribing.isKnown(forged)).toBe(false);
    expect(await unsubscribing.end(forged)).toBe(false);
    expect(await unsubscribing.end(token)).toBe(true);
    expect(await unsubscribing.end(token)).toBe(true);
    await expect(queue('Two', topic)).rejects.toMatchObject({ code: 'NO_SUBSCRIBERS' });
    const { rows } = await desk.deps.pool.query(`SELECT DISTINCT channel, source FROM suppression WHERE address_index = $1`, [
      desk.deps.vault.blindIndex('click@example.org'),
    ]);
    expect(rows).toEqual([{ channel: 'email', source: 'one-click' }]);
  });

  it('is tried again with the same Message-ID when the server was away', async () => {
    const topic = 'Away';
    await subscribe('later@example.org', { topic });
    await queue('Later', topic);
    const away = createMailer({ url: 'smtp://127.0.0.1:9' });
    await expect(sendNewsletters({ ...desk.deps, mailer: away })).rejects.toThrow();
    away.close();
    expect(await send()).toBe(0);
    const later = { ...desk.deps, now: () => new Date(Date.now() + 6 * 60_000) };
    expect(await sendNewsletters({ ...later, mailer })).toBe(1);
    expect(mailsTo('later@example.org')).toHaveLength(1);
  });
});

describe('a newsletter of the desk', () => {
  it('goes to who may be written to once a second person let it go, in the language it is written in, with its log', async () => {
    const topic = 'Siegel';
    await subscribe('leserin@example.org', { topic });
    const { subjectId } = await subscribe('widerspruch@example.org', { topic });
    await suppress(desk.deps.pool, {
      addressIndex: desk.deps.vault.blindIndex('widerspruch@example.org'),
      source: 'staff',
      since: new Date(),
    });
    expect(subjectId).toBeDefined();
    const newsletters = createNewsletterDesk(desk.deps);
    const id = await newsletters.write({ topic, title: 'Neue Siegel', body: 'Eins & zwei.', language: 'de' }, 'writer');
    expect((await newsletters.find(id))?.reach).toEqual({ subscribed: 2, objected: 1, reached: 1 });
    await expect(newsletters.approve(id, 1, 'second')).rejects.toMatchObject({ code: 'ISSUE_NOT_THERE' });
    await expect(newsletters.propose(id, 2, 'writer')).rejects.toMatchObject({ code: 'REACH_CHANGED' });
    await newsletters.propose(id, 1, 'writer');
    await expect(newsletters.write({ topic, title: 'Other', body: 'x', language: 'de' }, 'writer', id)).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(newsletters.approve(id, 1, 'writer')).rejects.toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await send()).toBe(0);
    await newsletters.approve(id, 1, 'second');
    expect(await send()).toBe(1);
    const raw = mailsTo('leserin@example.org')[0]?.raw ?? '';
    expect(Buffer.from(raw).toString()).toMatch(/abonniert haben/);
    expect(mailsTo('widerspruch@example.org')).toEqual([]);
    const after = await newsletters.find(id);
    expect([after?.status, after?.copies.sent, after?.log.map(({ event, by }) => `${event} ${by}`)]).toEqual([
      'sent',
      1,
      ['written writer', 'proposed writer', 'sent second'],
    ]);
    const forAll = (await newsletters.topics()).find((one) => one.topic === topic);
    expect(forAll?.reach.reached).toBe(1);
  });
});
