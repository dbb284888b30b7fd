import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { letter } from '../adapters/db/requests/letters.js';
import { recordTransition } from '../adapters/db/requests/transition.js';
import { freePort } from '../adapters/embedded/port.js';
import { waitUntil } from '../adapters/embedded/wait.js';
import { createCaughtMails } from '../adapters/mail/catcher/caught-mails.js';
import { createLetterQueue } from '../adapters/queue/letter-queue.js';
import { migrateQueue } from '../adapters/queue/migrate-queue.js';
import { plainMail } from '../tests/support/mail-intake.js';
import { openTestDesk, type TestDesk } from '../tests/support/mailroom.js';

let desk: TestDesk;
let ports: { intake: number; catcher: number; figures: number };
const rooms: ChildProcess[] = [];
let log = '';

/** Starts the program as it is started in earnest. */
async function openRoom(): Promise<ChildProcess> {
  const key = Buffer.alloc(32, 7).toString('base64');
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: desk.database.url,
    KEYS_DATABASE_URL: desk.database.keysUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    MASTER_KEY: key,
    PAYLOAD_KEY: key,
    SESSION_SECRET: 'only-for-this-test-only-for-this-test',
    ROOT_SIGNING_KEY: key,
    INTAKE_SMTP_PORT: String(ports.intake),
    CATCHER_SMTP_PORT: String(ports.catcher),
    MAILROOM_METRICS_PORT: String(ports.figures),
  };
  const room = spawn(process.execPath, ['--import', 'tsx', 'bin/mailroom.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [room.stdout, room.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  rooms.push(room);
  const isOpen = await waitUntil(
    () =>
      fetch(`http://127.0.0.1:${ports.figures}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    60_000,
  );
  if (!isOpen) throw new Error(`the mail room did not open:\n${log}`);
  return room;
}

beforeAll(async () => {
  desk = await openTestDesk();
  await migrateQueue(desk.database.ownerUrl);
  ports = { intake: await freePort(), catcher: await freePort(), figures: await freePort() };
}, 60_000);

afterAll(async () => {
  for (const room of rooms) room.kill('SIGKILL');
  await desk.close();
});

const body =
  'I make a subject access request under Article 15 of the UK GDPR. Please send me a copy of all personal data you hold about me.';

describe('the mail room as a process', () => {
  it('takes a mail in, sends a letter out, says nothing personal, outlives a kill, and stops when told to', async () => {
    const killed = await openRoom();
    const transport = createTransport({ host: '127.0.0.1', port: ports.intake, ignoreTLS: true });
    const raw = plainMail({ from: 'Petronella Quux <petronella@example.org>', subject: 'Access', body });
    await transport.sendMail({ raw, envelope: { from: 'petronella@example.org', to: 'crm@rightsdesk.example' } });
    const filed = async () => (await desk.deps.pool.query<{ id: string }>('SELECT id FROM request')).rows[0]?.id;
    expect(await waitUntil(async () => (await filed()) !== undefined, 20_000)).toBe(true);
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const id = (await filed()) ?? '';
    const order = letter('ACK', 'acknowledge', { reading: ['access'], next: 'identity' });
    await recordTransition(desk.deps, { id }, { id: 'system', role: 'system' }, () => ({ facts: [], letters: [order] }));
    const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM letter');
    const queue = createLetterQueue({ databaseUrl: desk.database.url });
    await queue.enqueueLetter(rows[0]?.id ?? '');
    const room = await openRoom();
    const mails = createCaughtMails(desk.deps.pool);
    const caught = async () => (await mails.list({ to: 'petronella@example.org', limit: 5 }))[0];
    expect(await waitUntil(async () => (await caught()) !== undefined, 30_000)).toBe(true);
    expect((await mails.find((await caught())?.id ?? ''))?.headers['x-rightsdesk-letter']).toBe('ACK');

    const figures = await (await fetch(`http://127.0.0.1:${ports.figures}/metrics`)).text();
    expect(figures).toContain('rightsdesk_letters_total{result="sent"} 1');
    const startedAt = Date.now();
    room.kill('SIGTERM');
    await once(room, 'exit');
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    expect(`${log}${figures}`).not.toMatch(/petronella|quux|example\.org/i);
    transport.close();
    await queue.close();
  }, 180_000);
});
