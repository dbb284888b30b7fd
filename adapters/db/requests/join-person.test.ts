import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Act } from '../../../domain/request/filing.js';
import { openTestIntake, type TestIntake } from '../../../tests/support/mail-intake.js';
import { contextOf, REQUEST_PLACES } from '../erasure/sealed-places.js';
import { lastMailOf } from '../mails/answered-mail.js';
import { recordAct } from './acts.js';
import { requireCase } from './case-row.js';
import { detailOf } from './detail.js';
import { formerSubjectsOf } from './join-person.js';

const STAFF = { id: 'robin', role: 'staff' } as const;
const ASKS = 'We act for Ms Ida Quellmann, who requests access under Article 15 GDPR to all personal data you hold about her.';
const PDF = Buffer.from('%PDF-1.7\nI authorise Rosa. Ida');

describe('a case for a person whose address is known only later', () => {
  let intake: TestIntake;
  beforeAll(async () => {
    intake = await openTestIntake();
  }, 60_000);
  afterAll(() => intake.close());

  const query = async <T extends object>(text: string, values: unknown[]): Promise<T[]> =>
    (await intake.deps.pool.query<T>(text, values)).rows;
  const subjectOf = async (email: string) =>
    (await query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [intake.deps.vault.blindIndex(email)]))[0]?.id;

  /** A mail with the authority of somebody it names and gives no address of. */
  async function mailFor(agent: string): Promise<{ reference: string; former: string }> {
    const attachments = [{ filename: 'authority.pdf', content: PDF }];
    const mail = { from: agent, to: 'crm@rightsdesk.example', subject: 'Request', text: ASKS, attachments };
    await intake.mail(await new MailComposer(mail).compile().build(), { from: agent });
    const [found] = await query<{ reference: string; subject_id: string; email_index: Buffer | null }>(
      'SELECT r.reference, r.subject_id, s.email_index FROM request r JOIN subject s ON s.id = r.subject_id WHERE r.agent_index = $1',
      [intake.deps.vault.blindIndex(agent)],
    );
    expect(found?.email_index).toBeNull();
    return { reference: found?.reference ?? '', former: found?.subject_id ?? '' };
  }
  const act = (reference: string, done: Act) => recordAct(intake.deps, reference, done, STAFF);
  const confirm = (reference: string, personEmail: string) =>
    act(reference, { type: 'authority', verdict: 'confirmed', how: 'A power of attorney.', personEmail });

  async function openEverything(requestId: string): Promise<void> {
    for (const { table, columns, owner } of REQUEST_PLACES) {
      const [from, where] =
        table === 'request' ? ['request x', 'x.id = $1'] : [`"${table}" x JOIN request r ON r.id = x.request_id`, 'x.request_id = $1'];
      const subject = owner === 'subject' ? 'x.subject_id' : 'r.subject_id';
      const names = columns.map((column) => `x."${column}"`).join(', ');
      const rows = await query<Record<string, Buffer | null>>(`SELECT ${subject} AS subject, ${names} FROM ${from} WHERE ${where}`, [
        requestId,
      ]);
      for (const row of rows)
        for (const column of columns) {
          const sealed = row[column];
          if (sealed) expect(await intake.deps.vault.openBytes(String(row.subject), sealed, contextOf(table, column))).toBeDefined();
        }
    }
  }

  it('becomes part of the file of a person we know, with its mails, letters and texts', async () => {
    const ida = 'ida.known@example.org';
    await intake.mail(
      await new MailComposer({
        from: ida,
        to: 'crm@rightsdesk.example',
        subject: 'x',
        text: 'Please send me a copy of all my data (Art. 15 GDPR).',
      })
        .compile()
        .build(),
      { from: ida },
    );
    const { reference, former } = await mailFor('rosa.known@law.example');
    await act(reference, { type: 'authority', verdict: 'missing', how: 'It names another person.' });
    const { row } = await confirm(reference, ida);
    expect([row.subject_id, row.subject_id === former]).toEqual([await subjectOf(ida), false]);
    const detail = await detailOf(intake.deps, row);
    expect(detail).toMatchObject({ requester: { email: 'rosa.known@law.example' }, agency: { personEmail: ida, authority: 'confirmed' } });
    const texts = detail.timeline.map(({ text }) => text).join('\n');
    expect([texts.includes('It names another person.'), texts.includes('A power of attorney.')]).toEqual([true, true]);
    expect(detail.messages.map(({ text }) => text).join()).toContain('We act for Ms Ida Quellmann');
    await openEverything(row.id);
    const [mail] = await query<{ blob_id: string }>('SELECT blob_id FROM inbound_mail WHERE thread_id = $1', [row.thread_id]);
    expect((await intake.deps.blobs.read(mail?.blob_id ?? '')).toString()).toContain('We act for');
    expect((await lastMailOf(intake.deps, row.thread_id, row.subject_id))?.mailFrom).toBe('rosa.known@law.example');
    expect(await formerSubjectsOf(intake.deps.pool, row.subject_id)).toEqual([former]);
    expect((await query('SELECT FROM blob WHERE subject_id = $1', [former])).length).toBe(0);
    // No empty row is left behind; what was said before is read with its key all the same.
    expect((await query('SELECT FROM subject WHERE id = $1', [former])).length).toBe(0);
    // Their own request for the same is no duplicate of it: the one is answered to whoever acts for them.
    const own = await query<{ reference: string }>('SELECT reference FROM request WHERE subject_id = $1 AND behalf IS NULL', [
      row.subject_id,
    ]);
    await expect(act(own[0]?.reference ?? '', { type: 'join', with: reference })).rejects.toMatchObject({ code: 'ANSWER_GOES_ELSEWHERE' });
  });

  it('is found by the address of somebody new from then on', async () => {
    const { reference, former } = await mailFor('rosa.new@law.example');
    expect(await subjectOf('ida.new@example.org')).toBeUndefined();
    const { row } = await confirm(reference, 'ida.new@example.org');
    expect([row.subject_id, row.subject_id === former]).toEqual([await subjectOf('ida.new@example.org'), false]);
    await openEverything(row.id);
    // Once more is nothing new.
    await act(reference, { type: 'authority', verdict: 'doubted', how: 'The signature differs.', personEmail: 'ida.new@example.org' });
    const events = await query<{ event: string }>(`SELECT event FROM evidence WHERE request_id = $1 AND event = 'file-joined-to-person'`, [
      row.id,
    ]);
    expect(events).toHaveLength(1);
  });

  it('stays where it is while nobody has checked which address it is', async () => {
    const { reference, former } = await mailFor('rosa.unchecked@law.example');
    await act(reference, { type: 'authority', verdict: 'missing', how: 'Not signed.', personEmail: 'ida.unchecked@example.org' });
    expect((await requireCase(intake.deps.pool, { reference })).subject_id).toBe(former);
    expect((await query('SELECT FROM subject WHERE id = $1', [former])).length).toBe(1);
    expect(intake.troubles).toEqual([]);
  });

  it('has a record that is told in the language of who reads it', async () => {
    const { reference } = await mailFor('rosa.languages@law.example');
    const row = await requireCase(intake.deps.pool, { reference });
    const [own, german] = [await detailOf(intake.deps, row), await detailOf(intake.deps, row, intake.deps.pool, 'de')];
    expect(own.timeline[0]?.text).toContain('The request was received');
    expect(german.timeline.map(({ event }) => event)).toEqual(own.timeline.map(({ event }) => event));
    expect(german.timeline[0]?.text).toMatch(/eingegangen|erhalten/);
  });
});
