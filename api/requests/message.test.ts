import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createMailer } from '../../adapters/mail/outgoing/mailer.js';
import { sendLetter } from '../../adapters/mail/outgoing/send-letter.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { type SmtpSink, startSmtpSink } from '../../tests/support/smtp-sink.js';

const TEXT = 'The archive in Leith opens again on Monday; we go on then.';

describe('messages both ways', () => {
  let door: TestDoor;
  let sink: SmtpSink;
  beforeAll(async () => {
    [door, sink] = await Promise.all([openTestDoor(2), startSmtpSink({ isSecure: false })]);
  }, 120_000);
  afterAll(async () => {
    await sink.stop();
    await door.close();
  });

  const api = (path: string) =>
    request(door.app)
      .post(`/api/v1/requests/${path}`)
      .auth(door.tokens[0] ?? '', { type: 'bearer' });

  it('staff write to the person: a mail, an entry of the record, and the clock goes on', async () => {
    const [, reference = ''] = door.references;
    const before = await request(door.app)
      .get(`/api/v1/requests/${reference}`)
      .auth(door.tokens[0] ?? '', { type: 'bearer' });
    const { status, body } = await api(`${reference}/message`).send({ text: TEXT });
    expect(status).toBe(200);
    expect(body.timeline.map(({ event }: { event: string }) => event)).toContain('message-sent');
    expect([body.dueOn, body.status]).toEqual([before.body.dueOn, before.body.status]);
    expect(JSON.stringify(body.timeline)).not.toContain('Leith');
    const { rows } = await door.foundation.pool.query<{ id: string }>(`SELECT id FROM letter WHERE code = 'MESSAGE'`);
    const mailer = createMailer({ url: sink.url });
    expect(await sendLetter({ ...door.foundation, mailer }, rows[0]?.id ?? '')).toBe('sent');
    mailer.close();
    expect(sink.mails.at(-1)?.headers.get('x-rightsdesk-letter')).toBe('MESSAGE');
    expect(sink.mails.at(-1)?.text).toContain(TEXT);
  });

  it('the person reads it on the page of the request, once the mailbox is shown to be theirs, and answers there', async () => {
    const [, reference = ''] = door.references;
    const mail = sink.mails.at(-1)?.text ?? '';
    const home = new URL(/http:\S+\/status\/\S+/.exec(mail)?.[0] ?? '').pathname;
    const browser = openBrowser(door.app);
    const hidden = (await browser.get(home)).text;
    expect(hidden).toContain('There are messages in this case');
    expect(hidden).not.toContain('Leith');
    await browser.send(home, { text: 'Thank you, Monday is fine.' }, `${home}/messages`);
    const { body } = await request(door.app)
      .get(`/api/v1/requests/${reference}`)
      .auth(door.tokens[0] ?? '', { type: 'bearer' });
    expect(body.timeline.map(({ event }: { event: string }) => event)).toContain('message-received');
    // Whoever has the key of a link is taken for the person: the desk reads the letter without it.
    const read = JSON.stringify(body.messages);
    expect(read).toContain(`/status/${reference}/…`);
    expect(read).not.toContain(home.split('/').at(-1));
  });

  it('says nothing to nobody: empty, or to a mail that nobody has read yet', async () => {
    const [triage = '', reference = ''] = door.references;
    expect((await api(`${reference}/message`).send({ text: '' })).status).toBe(422);
    expect((await api(`${triage}/message`).send({ text: TEXT })).body.code).toBe('MESSAGE_NOT_POSSIBLE_NOW');
  });
});
