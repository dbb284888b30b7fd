import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import type { Pool } from 'pg';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server';

/** How many of the newest mails are kept, and how often older ones are looked for. */
const KEPT = 5_000;
const PRUNE_EVERY = 200;
const MAX_BYTES = 50 * 1024 * 1024;
const LATER = Object.assign(new Error('Temporary failure, please try again later'), { responseCode: 451 });

const INSERT = `INSERT INTO caught_mail (message_id, sender, recipient, subject, sent_at, raw) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (message_id) DO UPDATE SET deliveries = caught_mail.deliveries + 1`;
const PRUNE = `DELETE FROM caught_mail WHERE id < (SELECT min(id) FROM (SELECT id FROM caught_mail ORDER BY id DESC LIMIT ${KEPT}) newest)`;

/** Only the header is taken apart when a mail is caught; the rest when somebody looks at it. */
function headerOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw.subarray(0, 65_536) : raw.subarray(0, end + 4);
}

async function store(pool: Pool, envelope: SMTPServerEnvelope, raw: Buffer): Promise<void> {
  const { messageId, from, subject } = await simpleParser(headerOf(raw));
  const sender = from?.value[0]?.address ?? (envelope.mailFrom === false ? '' : envelope.mailFrom.address);
  const id = messageId ?? `<${createHash('sha256').update(raw).digest('hex')}@without-message-id>`;
  const recipients = envelope.rcptTo.map(({ address }) => address).join(', ');
  await pool.query(INSERT, [id, sender, recipients, subject ?? '', new Date(), raw]);
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * The demo's outgoing mail server: keeps what it is given in the database and sends nothing anywhere. Listens on the loopback address
 * only. A mail with a Message-ID seen before is counted, not kept again.
 */
export async function startCatcher(deps: { pool: Pool; port: number }): Promise<{ port: number; close(): Promise<void> }> {
  let caught = 0;
  async function take(stream: SMTPServerDataStream, envelope: SMTPServerEnvelope): Promise<void> {
    await store(deps.pool, envelope, await readAll(stream));
    caught += 1;
    if (caught % PRUNE_EVERY === 1) await deps.pool.query(PRUNE);
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: 2_000,
    onData: (stream, session, answer) => {
      take(stream, session.envelope).then(
        () => answer(),
        () => answer(LATER),
      );
    },
  });
  server.on('error', () => undefined); // of one connection; the client notices as well
  const listener = server.listen(deps.port, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : deps.port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
