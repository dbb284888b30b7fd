import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { openAccounts } from '../../../tests/support/sign-in.js';
import { type SmtpSink, startSmtpSink } from '../../../tests/support/smtp-sink.js';
import { createMailer, type Mailer } from './mailer.js';
import { sendAccountNotices } from './send-account-notices.js';

const EMAIL = 'dana@example.com';

describe('mails about accounts', () => {
  let door: TestDoor;
  let sink: SmtpSink;
  let mailer: Mailer;
  beforeAll(async () => {
    [door, sink] = await Promise.all([openTestDoor(0), startSmtpSink({ isSecure: false })]);
    mailer = createMailer({ url: sink.url });
    await openAccounts(door).make(EMAIL);
  }, 120_000);
  afterAll(async () => {
    mailer.close();
    await sink.stop();
    await door.close();
  });

  const rows = async () =>
    (
      await door.foundation.pool.query<{ status: string; attempts: number; facts: Buffer | null }>(
        'SELECT status, attempts, sealed_facts AS facts FROM account_notice',
      )
    ).rows;
  const send = (through: Mailer, at = new Date()) => sendAccountNotices({ ...door.foundation, now: () => at, mailer: through });

  it('wait for a server that is away, and go out once it is there, as the same mail', async () => {
    await door.people.passwordReset.ask(EMAIL, 'de');
    const away = createMailer({ url: 'smtp://127.0.0.1:1' });
    expect(await send(away)).toBe(1);
    away.close();
    expect(await rows()).toMatchObject([{ status: 'queued', attempts: 1 }]);
    expect(await send(mailer)).toBe(0); // not before a minute
    expect(await send(mailer, new Date(Date.now() + 61_000))).toBe(1);
    expect(sink.mails).toHaveLength(1);
    const [mail] = sink.mails;
    expect(mail?.subject).toBe('Ein neues Passwort setzen');
    expect(mail?.headers.get('x-rightsdesk-notice')).toBe('PASSWORD_RESET');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text).toMatch(/http:\/\/127\.0\.0\.1:3000\/sign-in\/new-password\/[\w-]{43}/);
  });

  it('are forgotten once they are sent: the link of a mail stands nowhere any more', async () => {
    expect(await rows()).toEqual([{ status: 'sent', attempts: 2, facts: null }]);
    expect(await send(mailer, new Date(Date.now() + 3_600_000))).toBe(0);
  });
});
