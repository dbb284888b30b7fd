import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { SMTPServer } from 'smtp-server';
import type { DeskDeps } from '../adapters/db/requests/desk-deps.js';
import { createMailProcessor } from '../adapters/mail/intake/mail-processor.js';
import { startSmtpIntake } from '../adapters/mail/intake/smtp-intake.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 0.6;
const TOTAL = 300;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 5;
const CONNECTIONS = 10;
const MAILBOX = 'crm@rightsdesk.example';

interface Mail {
  from: string;
  raw: Buffer;
}

/**
 * Mails a second that our mailbox takes in, until the last is a case in the database, beside bare smtp-server + mailparser that keeps
 * nothing, on the same messages in the same run. The ratio is the median of those of alternating rounds.
 */
export async function benchInboundMail(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  const ratios: number[] = [];
  const rates: number[] = [];
  try {
    const [ours, bare] = [await ourMailbox(foundation), await bareMailbox()];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      const mails = await makeMails(round);
      const mine = await ours.run(mails);
      const theirs = await bare.run(mails);
      if (round < WARM_UP_ROUNDS) continue;
      ratios.push(mine / theirs);
      rates.push(mine);
    }
    await Promise.all([ours.close(), bare.close()]);
  } finally {
    await foundation.close();
  }
  const ratio = median(ratios);
  return [
    { name: 'inbound-mail', value: round2(ratio), unit: 'ratio', goal: `>= ${GOAL}`, holds: ratio >= GOAL },
    { name: 'inbound-mail-rate', value: Math.round(median(rates)), unit: 'mails/s', goal: '-', holds: true },
  ];
}

interface Mailbox {
  /** Mails a second. */
  run(mails: readonly Mail[]): Promise<number>;
  close(): Promise<void>;
}

async function ourMailbox(desk: DeskDeps): Promise<Mailbox> {
  let placed = 0;
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const trust = { ownAddresses: [MAILBOX], ownHost: 'localhost' };
  const processor = createMailProcessor({ desk, trust, onPlaced: () => (placed += 1), onTrouble });
  const stopping = new AbortController();
  const running = processor.run(stopping.signal);
  const intake = await startSmtpIntake({ desk, port: 0, ownAddresses: [MAILBOX], onStored: processor.place, onTrouble });
  return {
    async run(mails) {
      const before = placed;
      const startedAt = performance.now();
      await deliver(intake.port, mails);
      while (placed - before < mails.length) await new Promise((resolve) => setTimeout(resolve, 2));
      return mails.length / ((performance.now() - startedAt) / 1000);
    },
    close: async () => {
      stopping.abort();
      await Promise.all([intake.close(), running]);
    },
  };
}

async function bareMailbox(): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, answer) => {
      simpleParser(stream).then(() => answer(), answer);
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo; // it listens on TCP
  return {
    async run(mails) {
      const startedAt = performance.now();
      await deliver(port, mails);
      return mails.length / ((performance.now() - startedAt) / 1000);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function deliver(port: number, mails: readonly Mail[]): Promise<void> {
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
  });
  await Promise.all(mails.map(({ from, raw }) => transport.sendMail({ raw, envelope: { from, to: MAILBOX } })));
  transport.close();
}

/** The invented mails of the tests as programs send them: text and HTML, every third with a scan, every tenth with a larger one. */
async function makeMails(round: number): Promise<Mail[]> {
  const corpus = JSON.parse(readFileSync(new URL('../tests/fixtures/mails/corpus.json', import.meta.url), 'utf8')) as {
    subject: string;
    text: string;
  }[];
  return Promise.all(
    Array.from({ length: TOTAL }, async (_, n) => {
      const { subject = '', text = '' } = corpus[n % corpus.length] ?? {};
      const from = `person-${round}-${n}@bench.example`;
      const scanBytes = n % 10 === 0 ? 300_000 : n % 3 === 0 ? 60_000 : 0;
      const attachments = scanBytes === 0 ? [] : [{ filename: 'scan.pdf', content: randomBytes(scanBytes) }];
      const composer = new MailComposer({
        from,
        to: MAILBOX,
        subject,
        text,
        html: `<p>${text.replaceAll('\n\n', '</p><p>')}</p>`,
        attachments,
      });
      return { from, raw: await composer.compile().build() };
    }),
  );
}
