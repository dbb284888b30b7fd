import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestIntake, plainMail, type TestIntake } from '../../../tests/support/mail-intake.js';
import { recordAct } from '../../db/requests/acts.js';
import { letter } from '../../db/requests/letters.js';
import { recordTransition } from '../../db/requests/transition.js';

let intake: TestIntake;

beforeAll(async () => {
  intake = await openTestIntake();
}, 60_000);

afterAll(() => intake.close());

const ACCESS = `Dear Sir or Madam,

I am writing to make a subject access request under Article 15 of the UK GDPR. Please confirm whether you process personal data
concerning me and send me a copy of all personal data you hold about me.

Yours faithfully,
Maeve Doyle`;

const ACCESS_AND_ERASURE = `Hello,

pursuant to Art. 15 GDPR I request access to all personal data you hold about me. Furthermore I request the erasure of my personal
data without undue delay pursuant to Art. 17 GDPR.

Maeve Doyle`;

interface CaseOf {
  id: string;
  reference: string;
  right: string | null;
  status: string;
  channel: string;
  may_reply: boolean;
  thread_id: string;
  thread_token: string;
  subject_id: string;
}

async function casesOf(email: string): Promise<CaseOf[]> {
  const { rows } = await intake.deps.pool.query<CaseOf>(
    'SELECT r.* FROM request r JOIN subject s ON s.id = r.subject_id WHERE s.email_index = $1 ORDER BY r.created_at, r.id',
    [intake.deps.vault.blindIndex(email)],
  );
  return rows;
}

async function eventsOf(requestId: string): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const { rows } = await intake.deps.pool.query<{ event: string; data: Record<string, unknown> }>(
    'SELECT event, data FROM evidence WHERE request_id = $1 ORDER BY seq',
    [requestId],
  );
  return rows;
}

async function messagesOf(threadId: string): Promise<{ author: string; direction: string }[]> {
  const { rows } = await intake.deps.pool.query<{ author: string; direction: string }>(
    'SELECT author, direction FROM thread_message WHERE thread_id = $1 ORDER BY at',
    [threadId],
  );
  return rows;
}

/** Mails an access request and gives its case. */
async function opened(email: string): Promise<CaseOf> {
  await intake.mail(
    plainMail({
      from: `Maeve Doyle <${email}>`,
      subject: 'Subject access request',
      body: ACCESS,
      headers: [`Message-ID: <${randomUUID()}@example.org>`],
    }),
    { from: email },
  );
  const [one] = await casesOf(email);
  if (one === undefined) throw new Error('no case was opened');
  return one;
}

describe('a mail that asks for something', () => {
  it('becomes a case with evidence, a workflow to start, the encrypted raw mail, and a message in its thread', async () => {
    const one = await opened('maeve@example.org');
    expect(one).toMatchObject({ right: 'access', status: 'received', channel: 'email', may_reply: true });
    expect((await eventsOf(one.id)).map(({ event }) => event)).toEqual(['received', 'classified', 'deadline-computed']);
    const outbox = await intake.deps.pool.query(`SELECT kind FROM outbox WHERE target_id = $1`, [one.id]);
    expect(outbox.rows).toEqual([{ kind: 'start' }]);
    expect(await messagesOf(one.thread_id)).toEqual([{ author: 'requester', direction: 'in' }]);
    const mails = await intake.deps.pool.query<{ status: string; kind: string; blob_id: string }>(
      'SELECT status, kind, blob_id FROM inbound_mail WHERE thread_id = $1',
      [one.thread_id],
    );
    expect(mails.rows[0]).toMatchObject({ status: 'placed', kind: 'new' });
    const blobId = mails.rows[0]?.blob_id ?? '';
    expect((await intake.deps.blobs.stat(blobId))?.subjectId).toBe(one.subject_id);
    expect((await intake.deps.blobs.read(blobId)).toString()).toContain('Subject access request');
  });

  it('becomes one linked case per right', async () => {
    await intake.mail(plainMail({ from: 'two@example.org', subject: 'My data', body: ACCESS_AND_ERASURE }), { from: 'two@example.org' });
    const cases = await casesOf('two@example.org');
    expect(cases.map(({ right }) => right).sort()).toEqual(['access', 'erasure']);
    expect(new Set(cases.map(({ thread_id }) => thread_id)).size).toBe(1);
  });

  it('goes to triage with its clock running when nobody can say what is meant', async () => {
    await intake.mail(plainMail({ from: 'vague@example.org', subject: 'hello', body: 'I was told to write to you. Thanks.' }), {
      from: 'vague@example.org',
    });
    const [one] = await casesOf('vague@example.org');
    expect(one).toMatchObject({ right: null, status: 'triage', may_reply: true });
    expect((await eventsOf(one?.id ?? '')).map(({ event }) => event)).toContain('deadline-computed');
  });

  it('delivered twice is one case', async () => {
    const raw = plainMail({ from: 'twice@example.org', subject: 'Access', body: ACCESS, headers: ['Message-ID: <twice@example.org>'] });
    await Promise.all([1, 2, 3].map(() => intake.mail(raw, { from: 'twice@example.org' })));
    expect(await casesOf('twice@example.org')).toHaveLength(1);
    expect(intake.placed.filter((kind) => kind === 'duplicate')).toHaveLength(2);
  });

  it('of many strangers at once all become cases, also where several come from one new address', async () => {
    const senders = Array.from({ length: 24 }, (_, n) => `crowd-${n % 8}@example.org`);
    await Promise.all(
      senders.map((from, n) =>
        intake.mail(plainMail({ from, subject: `Access ${n}`, body: ACCESS, headers: [`Message-ID: <crowd-${n}@example.org>`] }), { from }),
      ),
    );
    const counts = await Promise.all([...new Set(senders)].map(async (from) => (await casesOf(from)).length));
    expect(counts).toEqual(Array(8).fill(3));
    expect(intake.troubles).toEqual([]);
  });

  it('is not answered by itself when a machine wrote it, but the case is opened', async () => {
    await intake.mail(plainMail({ from: 'portal@example.org', subject: 'Access', body: ACCESS, headers: ['Precedence: bulk'] }), {
      from: 'portal@example.org',
    });
    expect((await casesOf('portal@example.org'))[0]).toMatchObject({ right: 'access', may_reply: false });
  });

  it('is no longer answered by itself when one address floods, and every case is still opened', async () => {
    const flood = Array.from({ length: 63 }, (_, n) => plainMail({ from: 'flood@example.org', subject: `Access ${n}`, body: ACCESS }));
    await Promise.all(flood.map((raw) => intake.mail(raw, { from: 'flood@example.org' })));
    const cases = await casesOf('flood@example.org');
    expect(cases).toHaveLength(63);
    expect(cases.filter(({ may_reply }) => !may_reply)).toHaveLength(3);
  }, 60_000);
});

describe('a mail about a case there is', () => {
  it.each(['plus token', 'In-Reply-To', 'subject tag'])('joins it by %s', async (how) => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    await recordTransition(intake.deps, { id: one.id }, { id: 'system', role: 'system' }, () => ({
      facts: [],
      letters: [letter('ACK', 'acknowledge', { reading: ['access'], next: 'identity' })],
    }));
    const { rows } = await intake.deps.pool.query<{ message_id: string }>('SELECT message_id FROM letter WHERE request_id = $1', [one.id]);
    const to = how === 'plus token' ? `crm+${one.thread_token}@rightsdesk.example` : 'crm@rightsdesk.example';
    const headers = how === 'In-Reply-To' ? [`In-Reply-To: ${rows[0]?.message_id}`] : [];
    const subject = how === 'subject tag' ? `Re: your request [${one.reference}]` : 'Re: your request';
    await intake.mail(plainMail({ from: email, to, subject, headers, body: 'I moved house in 2021, does that help?' }), {
      from: email,
      to,
    });
    expect(await casesOf(email)).toHaveLength(1);
    expect((await messagesOf(one.thread_id)).filter(({ direction }) => direction === 'in')).toHaveLength(2);
    expect((await eventsOf(one.id)).filter(({ event }) => event === 'message-received')[0]?.data).toMatchObject({
      kind: 'reply',
      author: 'requester',
    });
  });

  it('answers an open question once, and only from the requester', async () => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    await recordAct(intake.deps, one.reference, { type: 'clarification', question: 'Which shop?' }, { id: 'staff-1', role: 'staff' });
    const to = `crm+${one.thread_token}@rightsdesk.example`;
    await intake.mail(plainMail({ from: 'else@example.org', to, subject: 'Re', body: 'The shop in Cork.' }), {
      from: 'else@example.org',
      to,
    });
    expect((await casesOf(email))[0]?.status).toBe('clarification');
    expect((await messagesOf(one.thread_id)).at(-1)?.author).toBe('unverified');
    await intake.mail(plainMail({ from: email, to, subject: 'Re', body: 'The shop in Dublin.' }), { from: email, to });
    expect((await casesOf(email))[0]?.status).not.toBe('clarification');
    expect((await eventsOf(one.id)).filter(({ event }) => event === 'clarification-received')).toHaveLength(1);
  });

  it('complains about an answer: taken as a complaint once, and only from the requester', async () => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    await recordAct(intake.deps, one.reference, { type: 'withdrawal' }, { id: 'staff-1', role: 'staff' });
    const to = `crm+${one.thread_token}@rightsdesk.example`;
    const complain = (from: string) =>
      intake.mail(plainMail({ from, to, subject: 'Re', body: 'I complain about how this went.' }), { from, to });
    await complain('else@example.org');
    expect((await eventsOf(one.id)).filter(({ event }) => event === 'complaint-received')).toHaveLength(0);
    await complain(email);
    await complain(email);
    expect((await eventsOf(one.id)).filter(({ event }) => event === 'complaint-received')).toMatchObject([{ data: { channel: 'email' } }]);
    expect(intake.troubles).toEqual([]);
  });

  it('with a forged token opens its own case', async () => {
    const to = 'crm+aaaaaaaaaaaaaaaaaaaa@rightsdesk.example';
    await intake.mail(plainMail({ from: 'forger@example.org', to, subject: 'Re: access', body: ACCESS }), {
      from: 'forger@example.org',
      to,
    });
    expect(await casesOf('forger@example.org')).toHaveLength(1);
  });

  it('reminds: it joins the open case of its sender', async () => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    const body =
      'Reminder: on 1 March I made a subject access request under Article 15 GDPR. I have not received any response to my request. The deadline of one month has passed.';
    await intake.mail(plainMail({ from: email, subject: 'Reminder of my request', body }), { from: email });
    expect(await casesOf(email)).toHaveLength(1);
    expect((await eventsOf(one.id)).at(-1)?.data).toMatchObject({ kind: 'reminder' });
  });

  it('that is an out-of-office note is filed and starts nothing', async () => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    const to = `crm+${one.thread_token}@rightsdesk.example`;
    await intake.mail(
      plainMail({ from: email, to, subject: 'Out of office', headers: ['Auto-Submitted: auto-replied'], body: 'I am away until Monday.' }),
      { from: '', to },
    );
    expect(await casesOf(email)).toHaveLength(1);
    expect((await eventsOf(one.id)).at(-1)?.data).toMatchObject({ kind: 'auto-reply' });
  });

  it('that returns our letter makes it a bounced one and wakes the case', async () => {
    const email = `${randomUUID()}@example.org`;
    const one = await opened(email);
    await recordTransition(intake.deps, { id: one.id }, { id: 'system', role: 'system' }, () => ({
      facts: [],
      letters: [letter('ACK', 'acknowledge', { reading: ['access'], next: 'identity' })],
    }));
    const { rows } = await intake.deps.pool.query<{ id: string; message_id: string }>(
      `UPDATE letter SET status = 'sent' WHERE request_id = $1 RETURNING id, message_id`,
      [one.id],
    );
    const report = [
      'From: MAILER-DAEMON@mx.example.org',
      'To: crm@rightsdesk.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      `Final-Recipient: rfc822; ${email}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${rows[0]?.message_id}`,
      'Subject: x',
      '',
      'x',
      '--b--',
      '',
    ].join('\r\n');
    await intake.mail(report, { from: '' });
    const after = await intake.deps.pool.query('SELECT status, problem FROM letter WHERE id = $1', [rows[0]?.id]);
    expect(after.rows).toEqual([{ status: 'bounced', problem: 'DSN_5.1.1' }]);
    expect((await eventsOf(one.id)).map(({ event }) => event)).toContain('letter-bounced');
    const nudge = await intake.deps.pool.query(`SELECT 1 FROM outbox WHERE kind = 'nudge' AND target_id = $1`, [one.id]);
    expect(nudge.rowCount).toBeGreaterThan(0);
  });
});
