import { describe, expect, it } from '@jest/globals';
import { hasDovecot, startDovecot } from '../../../tests/support/dovecot.js';
import { openTestIntake, plainMail } from '../../../tests/support/mail-intake.js';
import { waitUntil } from '../../embedded/wait.js';
import { runImapIntake } from './imap-intake.js';

const body =
  'I make a subject access request under Article 15 of the UK GDPR. Please send me a copy of all personal data you hold about me.';

const realServer = hasDovecot ? describe : describe.skip;
realServer(`the mailbox of a real IMAP server${hasDovecot ? '' : ' (skipped: this machine has no Dovecot)'}`, () => {
  it('is emptied into cases, also of mail that comes later, each mail once', async () => {
    const [imap, intake] = await Promise.all([startDovecot(), openTestIntake()]);
    const stopping = new AbortController();
    const troubles: unknown[] = [];
    const fetching = () =>
      runImapIntake(
        { desk: intake.deps, url: imap.url, pollMs: 2_000, onStored: intake.processor.place, onTrouble: (error) => troubles.push(error) },
        stopping.signal,
      );
    imap.deliver('1', plainMail({ from: 'Ida <ida@example.org>', subject: 'Access', body, headers: ['Message-ID: <1@example.org>'] }));
    const running = fetching();
    expect(await waitUntil(async () => intake.placed.length === 1, 20_000)).toBe(true);
    imap.deliver('2', plainMail({ from: 'Ivo <ivo@example.org>', subject: 'Access', body, headers: ['Message-ID: <2@example.org>'] }));
    imap.deliver('3', plainMail({ from: 'Ida <ida@example.org>', subject: 'Access', body, headers: ['Message-ID: <1@example.org>'] }));
    expect(await waitUntil(async () => intake.placed.length === 3, 20_000)).toBe(true);
    expect([...intake.placed].sort()).toEqual(['duplicate', 'new', 'new']);
    stopping.abort();
    await running;
    expect(troubles).toEqual([]);
    const { rows } = await intake.deps.pool.query('SELECT source, status FROM inbound_mail');
    expect(rows).toEqual(Array(3).fill({ source: 'imap', status: 'placed' }));
    await imap.stop();
    await intake.close();
  }, 90_000);
});

describe('a mailbox that is away', () => {
  it('is asked again until told to stop', async () => {
    const stopping = new AbortController();
    const troubles: unknown[] = [];
    const desk = { pool: undefined, vault: undefined, blobs: undefined, now: () => new Date() } as never; // nothing is reached
    const running = runImapIntake(
      { desk, url: 'imap://a:b@127.0.0.1:9', onStored: async () => undefined, onTrouble: (error) => troubles.push(error) },
      stopping.signal,
    );
    expect(await waitUntil(async () => troubles.length > 0, 10_000)).toBe(true);
    stopping.abort();
    await running;
  }, 30_000);
});
