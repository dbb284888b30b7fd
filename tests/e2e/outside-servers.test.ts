import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { hasDovecot, startDovecot, type TestImap } from '../support/dovecot.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { describeInLongRun } from '../support/long-run.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { hasRedis, testRedis } from '../support/redis.js';
import { type SmtpSink, startSmtpSink } from '../support/smtp-sink.js';
import { testTemporal } from '../support/temporal.js';

/** A minute each: `npm run test:long`. */
const MINUTES = 60_000;
const MAILBOX = 'crm@northpier.example';
const CONTROLLER = JSON.stringify({ name: 'North Pier Ltd', address: ['1 Quay'], phone: '+44 20 7946 0000', email: MAILBOX });

type Server = 'database' | 'temporal' | 'redis' | 'smtp' | 'smtps' | 'imap';

/** What arrived, wherever mail goes in this installation. */
interface SeenMail {
  letter: string;
  links: string[];
}

describeInLongRun.each<{ name: string; servers: Server[] }>([
  { name: 'all of them', servers: ['database', 'temporal', 'redis', 'smtps', 'imap'] },
  { name: 'PostgreSQL', servers: ['database'] },
  { name: 'Temporal', servers: ['temporal'] },
  { name: 'Redis', servers: ['redis'] },
  { name: 'a mail server', servers: ['smtp'] },
  { name: 'a mailbox', servers: ['imap'] },
])('without the demo, beside outside servers: $name', ({ servers }) => {
  const isMissing = (servers.includes('redis') && !hasRedis) || (servers.includes('imap') && !hasDovecot);
  const test = isMissing ? it.skip : it; // needs a redis-server, or Dovecot
  let installation: Installation;
  let database: TestDatabase | undefined;
  let sink: SmtpSink | undefined;
  let imap: TestImap | undefined;
  let base: string;
  let token: string;

  async function settings(): Promise<Record<string, string>> {
    const isWanted = (server: Server) => servers.includes(server);
    if (isWanted('database')) database = await createTestDatabase();
    if (isWanted('smtp') || isWanted('smtps')) sink = await startSmtpSink({ isSecure: isWanted('smtps') });
    if (isWanted('imap')) imap = await startDovecot();
    return {
      DEMO: 'false',
      CONTROLLER,
      MAILBOX_ADDRESS: MAILBOX,
      ...(database === undefined
        ? {}
        : {
            DATABASE_URL: database.url,
            DATABASE_OWNER_URL: database.ownerUrl,
            KEYS_DATABASE_URL: database.keysUrl,
            KEYS_DATABASE_OWNER_URL: database.keysOwnerUrl,
          }),
      ...(isWanted('temporal') ? { TEMPORAL_ADDRESS: (await testTemporal()).address } : {}),
      ...(isWanted('redis') ? { REDIS_URL: await testRedis() } : {}),
      ...(sink === undefined ? {} : { SMTP_URL: sink.url }),
      ...(sink?.certificate === undefined ? {} : { NODE_EXTRA_CA_CERTS: sink.certificate }),
      ...(imap === undefined ? {} : { IMAP_URL: imap.url }),
    };
  }

  beforeAll(async () => {
    if (isMissing) return;
    installation = await prepareInstallation(await settings());
    await installation.start();
    base = `http://127.0.0.1:${installation.port}`;
    ({ token } = installation.command('token', 'create', '--role', 'staff') as { token: string });
  }, 5 * MINUTES);
  afterAll(async () => {
    await installation?.remove();
    await Promise.all([sink?.stop(), imap?.stop()]);
    await database?.drop();
  }, MINUTES);

  async function mailsTo(email: string): Promise<SeenMail[]> {
    if (sink !== undefined)
      return sink.mails
        .filter(({ to }) => JSON.stringify(to).includes(email))
        .map((mail) => ({
          letter: String(mail.headers.get('x-rightsdesk-letter')),
          links: mail.text?.match(/https?:\/\/[^\s<>)]+/g) ?? [],
        }));
    const json = { headers: { accept: 'application/json' } };
    const list = await (await fetch(`${base}/dev/mail?to=${encodeURIComponent(email)}`, json)).json();
    const mails = await Promise.all(list.items.map(async ({ id }: { id: string }) => (await fetch(`${base}/dev/mail/${id}`, json)).json()));
    return mails.map(({ headers, links }) => ({ letter: headers['x-rightsdesk-letter'], links }));
  }

  async function letter(email: string, code: string): Promise<SeenMail> {
    let found: SeenMail | undefined;
    await waitUntil(async () => {
      found = (await mailsTo(email)).find((mail) => mail.letter === code);
      return found !== undefined;
    }, 2 * MINUTES);
    if (found === undefined) throw new Error(`no ${code}`);
    return found;
  }

  const call = (path: string, body?: object) =>
    fetch(`${base}/api/v1/requests${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  async function until(reference: string, status: string): Promise<void> {
    const isSo = async () => (await (await call(`/${reference}`)).json()).status === status;
    expect(await waitUntil(isSo, 2 * MINUTES)).toBe(true);
  }

  async function answer(reference: string, email: string): Promise<void> {
    const asked = await letter(email, 'ID_REQUEST');
    const link = asked.links.find((url) => url.includes('/link/'));
    expect((await fetch(link ?? '', { method: 'POST', redirect: 'manual' })).status).toBe(303);
    await until(reference, 'deciding');
    expect((await call(`/${reference}/decision`, { outcome: 'granted', reasons: 'All of it.' })).status).toBe(200);
    await until(reference, 'fulfilling');
    expect((await call(`/${reference}/release`, {})).status).toBe(200);
    await letter(email, 'DISCLOSURE');
    const { package: file } = await (await call(`/${reference}`)).json();
    const zip = await fetch(new URL(file.url, base), { headers: { authorization: `Bearer ${token}` } });
    expect(Buffer.from(await zip.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK');
  }

  async function writeMail(from: string): Promise<void> {
    const text = 'Under Art. 15 GDPR I ask for access to the personal data you hold about me.';
    if (imap !== undefined) {
      const head = `From: Ada Outside <${from}>\r\nTo: ${MAILBOX}\r\nSubject: Access request\r\nMessage-ID: <${Date.now()}@outside.example>\r\n`;
      return imap.deliver('access-request', `${head}\r\n${text}\r\n`);
    }
    const transport = createTransport({ host: '127.0.0.1', port: installation.port + 4, ignoreTLS: true });
    await transport.sendMail({ from, to: MAILBOX, subject: 'Access request', text });
    transport.close();
  }

  test(
    'an account can be made and its link opens; nothing of the demo is there',
    async () => {
      const { url } = installation.command('account', 'create', '--role', 'staff', '--email', 'dana@northpier.example') as { url: string };
      expect((await fetch(url)).status).toBe(200);
      const { items } = (await (await call('')).json()) as { items: unknown[] };
      expect(items).toEqual([]);
    },
    2 * MINUTES,
  );

  test(
    'a case by wire reaches its answer',
    async () => {
      const email = 'ada@outside.example';
      const filed = await call('', { right: 'access', requester: { name: 'Ada Outside', email } });
      expect(filed.status).toBe(201);
      await letter(email, 'ACK');
      await answer((await filed.json()).reference, email);
    },
    6 * MINUTES,
  );

  test(
    'a case by mail reaches its answer',
    async () => {
      const email = 'berta@outside.example';
      await writeMail(email);
      await letter(email, 'ACK');
      const { items } = (await (await call(`?q=${encodeURIComponent(email)}`)).json()) as { items: { reference: string }[] };
      expect(items).toHaveLength(1);
      await answer(items[0]?.reference ?? '', email);
    },
    6 * MINUTES,
  );

  test(
    'the evidence is whole',
    () => {
      expect(installation.command('evidence', 'verify')).toMatchObject({ ok: true });
    },
    MINUTES,
  );
});
