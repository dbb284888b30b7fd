import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** Somebody's mail server that takes outgoing mail: with TLS from the first byte and a sign-in, or with neither. */
export interface SmtpSink {
  url: string;
  /** A certificate that only this server has; NODE_EXTRA_CA_CERTS of who talks to it. Undefined without TLS. */
  certificate: string | undefined;
  mails: ParsedMail[];
  stop(): Promise<void>;
}

function makeCertificate(folder: string): { key: string; cert: string; file: string } {
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    keyFile,
    '-out',
    file,
    ...subject,
  ]);
  if (made.status !== 0) throw new Error('openssl made no certificate');
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}

/** Opens the server on the loopback address. */
export async function startSmtpSink({ isSecure }: { isSecure: boolean }): Promise<SmtpSink> {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-smtp-'));
  const made = isSecure ? makeCertificate(folder) : undefined;
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    secure: isSecure,
    ...(made === undefined ? {} : { key: made.key, cert: made.cert }),
    authOptional: !isSecure,
    disabledCommands: isSecure ? [] : ['AUTH', 'STARTTLS'],
    onAuth: ({ username, password }, _session, answer) =>
      username === 'desk' && password === 'a secret' ? answer(null, { user: username }) : answer(new Error('no such account')),
    onData: (stream, _session, answer) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        answer();
      }, answer);
    },
  });
  server.on('error', () => undefined); // of one connection
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo; // it listens on TCP
  return {
    url: isSecure ? `smtps://desk:a%20secret@localhost:${port}` : `smtp://127.0.0.1:${port}`,
    certificate: made?.file,
    mails,
    stop: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
