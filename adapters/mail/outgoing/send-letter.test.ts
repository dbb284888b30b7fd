import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { fileRequest } from '../../db/requests/intake.js';
import { letter } from '../../db/requests/letters.js';
import { recordTransition } from '../../db/requests/transition.js';
import { templateVersion } from '../../letters/template-version.js';
import { startCatcher } from '../catcher/catcher.js';
import { createCaughtMails } from '../catcher/caught-mails.js';
import { createMailer, type Mailer } from './mailer.js';
import { sendLetter } from './send-letter.js';

let desk: TestDesk;
let catcher: Awaited<ReturnType<typeof startCatcher>>;
let mailer: Mailer;

beforeAll(async () => {
  desk = await openTestDesk();
  catcher = await startCatcher({ pool: desk.deps.pool, port: 0 });
  mailer = createMailer({ url: `smtp://127.0.0.1:${catcher.port}` });
}, 60_000);

afterAll(async () => {
  mailer.close();
  await catcher.close();
  await desk.close();
});

const system = { id: 'system', role: 'system' } as const;

/** Files an access request and queues its acknowledgement; gives the letter's id. */
async function queuedLetter(email: string): Promise<{ letterId: string; requestId: string; reference: string }> {
  const input = { rights: ['access'], requester: { name: 'Aoife Byrne', email }, channel: 'form', language: 'en' } as const;
  const filed = await fileRequest(desk.deps, input, { id: 'anyone', role: 'anyone' });
  await recordTransition(desk.deps, { id: filed.id }, system, () => ({
    facts: [],
    letters: [letter('ACK', 'acknowledge', { reading: ['access'], next: 'identity' })],
  }));
  const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM letter WHERE request_id = $1', [filed.id]);
  return { letterId: rows[0]?.id ?? '', requestId: filed.id, reference: filed.reference };
}

async function stateOf(letterId: string) {
  const { rows } = await desk.deps.pool.query<{ status: string; problem: string | null; message_id: string; template_version: string | null }>(
    'SELECT status, problem, message_id, template_version FROM letter WHERE id = $1',
    [letterId],
  );
  return rows[0];
}

async function eventsOf(requestId: string): Promise<string[]> {
  const { rows } = await desk.deps.pool.query<{ event: string }>('SELECT event FROM evidence WHERE request_id = $1 ORDER BY seq', [
    requestId,
  ]);
  return rows.map(({ event }) => event);
}

describe('sending a letter', () => {
  it('hands it to the server, shows it among the caught mail, and records it with its evidence and in the thread', async () => {
    const { letterId, requestId, reference } = await queuedLetter('aoife@example.org');
    expect(await sendLetter({ ...desk.deps, mailer }, letterId)).toBe('sent');
    const mails = createCaughtMails(desk.deps.pool);
    const [item] = await mails.list({ to: 'aoife@example.org', limit: 10 });
    expect(item).toMatchObject({ from: 'crm@rightsdesk.example', to: 'aoife@example.org', deliveries: 1 });
    expect(item?.subject).toContain(`[${reference}]`);
    const mail = await mails.find(item?.id ?? '');
    expect(mail?.headers).toMatchObject({
      'X-Rightsdesk-Letter': 'ACK',
      'x-rightsdesk-reference': reference,
      'auto-submitted': 'auto-replied',
    });
    expect(mail?.headers['message-id']).toBe((await stateOf(letterId))?.message_id);
    expect(mail?.headers['reply-to']).toMatch(/^crm\+[0-9a-z]{20}@rightsdesk\.example$/);
    expect(mail?.headers.from).toContain('Rightsdesk Seals Ltd');
    expect(mail?.links.some((link) => link.includes(`/status/${reference}/`))).toBe(true);
    expect((await stateOf(letterId))?.status).toBe('sent');
    expect((await stateOf(letterId))?.template_version).toBe(templateVersion('ACK', 'en'));
    expect(await eventsOf(requestId)).toContain('letter-sent');
    const thread = await desk.deps.pool.query('SELECT direction, author FROM thread_message WHERE letter_id = $1', [letterId]);
    expect(thread.rows).toEqual([{ direction: 'out', author: 'system' }]);
    expect(await sendLetter({ ...desk.deps, mailer }, letterId)).toBe('nothing-to-do');
  });

  it('sends the same Message-ID again when the process died between sending and recording', async () => {
    const { letterId, requestId } = await queuedLetter('crash@example.org');
    const dying: Mailer = {
      ...mailer,
      send: async (mail) => {
        await mailer.send(mail);
        throw new Error('killed');
      },
    };
    await expect(sendLetter({ ...desk.deps, mailer: dying }, letterId)).rejects.toThrow('killed');
    expect((await stateOf(letterId))?.status).toBe('queued');
    expect(await sendLetter({ ...desk.deps, mailer }, letterId)).toBe('sent');
    const items = await createCaughtMails(desk.deps.pool).list({ to: 'crash@example.org', limit: 10 });
    expect(items.map(({ deliveries }) => deliveries)).toEqual([2]);
    expect((await eventsOf(requestId)).filter((event) => event === 'letter-sent')).toHaveLength(1);
  });

  it('throws while the server is away, and leaves the letter queued', async () => {
    const { letterId } = await queuedLetter('later@example.org');
    const away = createMailer({ url: 'smtp://127.0.0.1:9' });
    await expect(sendLetter({ ...desk.deps, mailer: away }, letterId)).rejects.toThrow();
    expect((await stateOf(letterId))?.status).toBe('queued');
    away.close();
  });

  it('records a letter as failed, with evidence and a nudge, when the recipient is refused for good', async () => {
    const strict = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, answer) => answer(Object.assign(new Error('no such user'), { responseCode: 550 })),
    });
    const listener = strict.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refusing = createMailer({ url: `smtp://127.0.0.1:${port}` });
    const { letterId, requestId } = await queuedLetter('gone@example.org');
    expect(await sendLetter({ ...desk.deps, mailer: refusing }, letterId)).toBe('failed');
    expect(await stateOf(letterId)).toMatchObject({ status: 'failed', problem: 'SMTP_550' });
    expect(await eventsOf(requestId)).toContain('letter-failed');
    const nudges = await desk.deps.pool.query(`SELECT 1 FROM outbox WHERE kind = 'nudge' AND target_id = $1`, [requestId]);
    expect(nudges.rowCount).toBeGreaterThan(0);
    refusing.close();
    await new Promise<void>((resolve) => strict.close(resolve));
  });
});
