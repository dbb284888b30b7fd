import { createTransport } from 'nodemailer';
import type { PlacedKind } from '../../adapters/db/mails/placing.js';
import { createMailProcessor, type MailProcessor } from '../../adapters/mail/intake/mail-processor.js';
import { startSmtpIntake } from '../../adapters/mail/intake/smtp-intake.js';
import { openTestDesk, type TestDesk } from './mailroom.js';

const OWN = ['crm@rightsdesk.example'];

/** A desk with its mailbox open. `placed` lists what became of the mails, `troubles` what went wrong. */
export interface TestIntake extends TestDesk {
  port: number;
  processor: MailProcessor;
  placed: PlacedKind[];
  troubles: unknown[];
  /** Hands a mail over by SMTP as a stranger's server does, and waits until it is placed. Gives the server's last answer. */
  mail(raw: string | Buffer, envelope: { from: string; to?: string | string[] }): Promise<string>;
}

/** Opens the mailbox on a free port, over a fresh pair of databases. */
export async function openTestIntake(): Promise<TestIntake> {
  const desk = await openTestDesk();
  const placed: PlacedKind[] = [];
  const troubles: unknown[] = [];
  const onTrouble = (error: unknown) => void troubles.push(error);
  const trust = { ownAddresses: OWN, ownHost: 'mx.rightsdesk.example' };
  const processor = createMailProcessor({ desk: desk.deps, trust, onPlaced: (kind) => placed.push(kind), onTrouble });
  const intake = await startSmtpIntake({ desk: desk.deps, port: 0, ownAddresses: OWN, onStored: processor.place, onTrouble });
  const transport = createTransport({ host: '127.0.0.1', port: intake.port, ignoreTLS: true });
  return {
    ...desk,
    port: intake.port,
    processor,
    placed,
    troubles,
    async mail(raw, { from, to = 'crm@rightsdesk.example' }) {
      const { response } = await transport.sendMail({ raw, envelope: { from, to } });
      await processor.idle();
      return response;
    },
    close: async () => {
      transport.close();
      await intake.close();
      await processor.idle();
      await desk.close();
    },
  };
}

/** A plain mail as text. Lines end in CRLF. */
export function plainMail(mail: { from: string; subject?: string; body: string; headers?: string[]; to?: string }): string {
  const head = [
    `From: ${mail.from}`,
    `To: ${mail.to ?? 'crm@rightsdesk.example'}`,
    `Subject: ${mail.subject ?? ''}`,
    ...(mail.headers ?? []),
  ];
  return [...head, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', mail.body]
    .join('\r\n')
    .replace(/\r?\n/g, '\r\n');
}
