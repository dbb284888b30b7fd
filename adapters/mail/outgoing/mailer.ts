import { createTransport } from 'nodemailer';

/** A letter in the shape of a mail. `envelopeFrom` is empty for what must never be answered by a machine (RFC 3834). */
export interface OutgoingMail {
  messageId: string;
  from: { name: string; address: string };
  to: string;
  /** Gets it too, and everybody sees that. */
  cc?: string;
  replyTo: string;
  envelopeFrom: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  inReplyTo?: string;
  references?: readonly string[];
}

/** `delivered`: the server took it. `refused`: it never will (a 5xx about this recipient or message). */
export type Handover = { result: 'delivered' } | { result: 'refused'; problem: string };

/** Hands mail to the next server. */
export interface Mailer {
  /** Throws when the server is away or says "later": try again. */
  send(mail: OutgoingMail): Promise<Handover>;
  close(): void;
}

/** What the library adds to an error of the conversation. */
interface SmtpFault {
  responseCode?: number;
  command?: string;
}

/**
 * A 5xx to the recipient or to the message is about this letter. One to the greeting, the sign-in or our own address is about us, and
 * every letter waits until somebody has put it right.
 */
function refusalOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { responseCode, command }: SmtpFault = error;
  const isAboutLetter = command === 'RCPT TO' || command === 'DATA';
  return isAboutLetter && responseCode !== undefined && responseCode >= 500 && responseCode < 600 ? `SMTP_${responseCode}` : undefined;
}

/** What promotional mail is signed with (RFC 6376). RFC 8058 section 4: the signature covers both headers of the one-click unsubscribe. */
export interface Signing {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

const SIGNED_HEADERS = 'from:to:reply-to:subject:date:message-id:mime-version:content-type:list-unsubscribe:list-unsubscribe-post';

/** Opens connections as they are needed and keeps up to `connections` of them. `url`: smtp:// or smtps://, with user and password if any. */
export function createMailer(options: { url: string; connections?: number; signing?: Signing }): Mailer {
  const url = new URL(options.url);
  const transport = createTransport({
    pool: true,
    maxConnections: options.connections ?? 4,
    host: url.hostname,
    port: url.port === '' ? (url.protocol === 'smtps:' ? 465 : 587) : Number(url.port),
    secure: url.protocol === 'smtps:',
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.signing === undefined ? {} : { dkim: { ...options.signing, headerFieldNames: SIGNED_HEADERS } }),
  });
  return {
    async send({ envelopeFrom, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          references: [...(mail.references ?? [])],
          envelope: { from: envelopeFrom, to: mail.cc === undefined ? mail.to : [mail.to, mail.cc] },
        });
        return { result: 'delivered' };
      } catch (error) {
        const problem = refusalOf(error);
        if (problem === undefined) throw error;
        return { result: 'refused', problem };
      }
    },
    close: () => transport.close(),
  };
}
