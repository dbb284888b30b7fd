import { pino } from 'pino';
import { lettersLeftQueued } from '../adapters/db/mails/letter-row.js';
import { mailsWaiting } from '../adapters/db/mails/stored-mail.js';
import { dkimKeyOf } from '../adapters/db/marketing/dkim-key.js';
import { startCatcher } from '../adapters/mail/catcher/catcher.js';
import { runImapIntake } from '../adapters/mail/intake/imap-intake.js';
import { createMailProcessor } from '../adapters/mail/intake/mail-processor.js';
import { startSmtpIntake } from '../adapters/mail/intake/smtp-intake.js';
import { createMailer, type Mailer } from '../adapters/mail/outgoing/mailer.js';
import { sendAccountNotices } from '../adapters/mail/outgoing/send-account-notices.js';
import { sendLetter } from '../adapters/mail/outgoing/send-letter.js';
import { sendNewsletters } from '../adapters/mail/outgoing/send-newsletter.js';
import { sendSealNotices } from '../adapters/mail/outgoing/send-seal-notices.js';
import { sendSignUps } from '../adapters/mail/outgoing/send-sign-ups.js';
import { createLetterQueue } from '../adapters/queue/letter-queue.js';
import { startLetterWorker } from '../adapters/queue/letter-worker.js';
import { readPartEnvironment } from '../env.js';
import { composeFoundation } from './compose.js';
import { serveFigures } from './mailroom-figures.js';
import { keepPulse } from './pulse.js';
import { createTroubles } from './trouble.js';
import { every, untilDone } from './worker-loops.js';

const env = readPartEnvironment();
const log = pino({ level: env.LOG_LEVEL, base: { part: 'mailroom' } });
const foundation = composeFoundation(env);
const stopping = new AbortController();
const troubles = createTroubles(log);
const { note } = troubles;

const queueSettings = { databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL };
const queue = createLetterQueue(queueSettings);
const catcher = env.SMTP_URL === undefined ? await startCatcher({ pool: foundation.pool, port: env.CATCHER_SMTP_PORT }) : undefined;
const smtpUrl = env.SMTP_URL ?? `smtp://127.0.0.1:${env.CATCHER_SMTP_PORT}`;
const mailer = createMailer({ url: smtpUrl });
const figures = serveFigures(
  { port: env.MAILROOM_METRICS_PORT, host: env.HOST },
  { depth: () => queue.depth(), waiting: () => mailsWaiting(foundation) },
);
const ownAddresses = [env.MAILBOX_ADDRESS];
const processor = createMailProcessor({
  desk: foundation,
  trust: { ownAddresses, ownHost: env.IMAP_URL === undefined ? 'localhost' : new URL(env.IMAP_URL).hostname },
  onPlaced: (kind) => figures.mail(kind),
  onTrouble: note('mail to be placed'),
});
const intake = await startSmtpIntake({
  desk: foundation,
  port: env.INTAKE_SMTP_PORT,
  host: env.HOST,
  ownAddresses,
  onStored: processor.place,
  onTrouble: note('mail refused for now'),
});
process.once('SIGTERM', () => stopping.abort());
process.once('SIGINT', () => stopping.abort());
log.info('the mail room is open');

async function send(letterId: string): Promise<void> {
  const result = await sendLetter({ ...foundation, mailer }, letterId);
  figures.letter(result);
  log.info({ letterId, result }, 'letter');
}

/** Letters whose job was lost with the queue get a new one; where the job is still there nothing changes. */
async function sweepLetters(): Promise<void> {
  for (const letterId of await lettersLeftQueued(foundation, 60_000)) await queue.enqueueLetter(letterId);
}

const onTrouble = (what: string, error: Error) => note(what)(error);
const letters = untilDone(() => startLetterWorker({ ...queueSettings, send, onTrouble }), stopping.signal, note('letter queue'));
const placing = processor.run(stopping.signal);
const imap = { desk: foundation, url: env.IMAP_URL ?? '', onStored: processor.place, onTrouble: note('mailbox') };
const fetching = env.IMAP_URL === undefined ? Promise.resolve() : runImapIntake(imap, stopping.signal);
// Made when there is something to send, so that the mail room opens without it.
let promotion: Mailer | undefined;
async function sendPromotion(): Promise<void> {
  promotion ??= createMailer({ url: smtpUrl, signing: await dkimKeyOf(foundation) });
  while ((await sendNewsletters({ ...foundation, mailer: promotion })) > 0);
}
const promoting = every(5_000, sendPromotion, stopping.signal, note('newsletters'));
const noticing = every(2_000, () => sendSealNotices({ ...foundation, mailer }), stopping.signal, note('mails about seals'));
const telling = every(1_000, () => sendAccountNotices({ ...foundation, mailer }), stopping.signal, note('mails about accounts'));
const beating = keepPulse({ pool: foundation.pool, part: 'mailroom', log, troubles }, stopping.signal);
const confirming = every(2_000, () => sendSignUps({ ...foundation, mailer }), stopping.signal, note('newsletter sign-ups'));
const sweeping = every(30_000, sweepLetters, stopping.signal, note('letters left queued'));
const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve(), { once: true }));

await stopped;
figures.server.close();
await intake.close();
await Promise.all([placing, fetching, processor.idle()]);
const worker = await letters.catch(() => undefined);
await worker?.close();
await Promise.all([sweeping, promoting, noticing, telling, beating, confirming]);
promotion?.close();
await queue.close();
mailer.close();
await catcher?.close();
await foundation.close();
