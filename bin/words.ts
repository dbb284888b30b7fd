import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunFile } from '../adapters/embedded/run-file.js';
import { hostFromHere, type StartEnvironment } from '../env.js';

const demoSchema = z.array(z.object({ role: z.string(), email: z.string(), password: z.string(), totpSecret: z.string().optional() }));

/** The demo's sign-ins as the seed wrote them to `<home>/demo.json`; none where there is no demo. */
export function demoSignIns(home: string): z.infer<typeof demoSchema> {
  const file = join(home, 'demo.json');
  return existsSync(file) ? demoSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** What the terminal shows once everything answers: the addresses and the sign-ins of the demo. */
export function welcome(env: StartEnvironment, home: string, seconds: string): string {
  const mail = env.SMTP_URL === undefined ? caughtMail(env) : `sent through ${new URL(env.SMTP_URL).host}`;
  const mailbox = env.IMAP_URL === undefined ? `smtp://${hostFromHere(env.HOST)}:${env.INTAKE_SMTP_PORT}` : new URL(env.IMAP_URL).host;
  const rows = [
    ['Web', env.PUBLIC_URL],
    ['Sign in', `${env.PUBLIC_URL}/sign-in`],
    ['Outgoing mail', mail],
    ['Mailbox', `${env.MAILBOX_ADDRESS} at ${mailbox}`],
    ['API', `${env.PUBLIC_URL}/docs`],
    ...(env.TEMPORAL_ADDRESS === undefined ? [['Temporal UI', `http://127.0.0.1:${env.PORT + 3}`]] : []),
    ['Data and logs', home],
  ];
  const addresses = rows.map(([name = '', value]) => `  ${name.padEnd(15)}${value}`);
  const signIns = demoSignIns(home).flatMap(({ role, email, password, totpSecret }) => [
    `  ${role.padEnd(10)} ${email.padEnd(34)} ${password}${totpSecret === undefined ? '' : `   code from secret ${totpSecret}`}`,
  ]);
  const demo = signIns.length === 0 ? [] : ['', 'Demo sign-ins:', ...signIns];
  return ['', `Rightsdesk is ready after ${seconds} s.`, '', ...addresses, ...demo, '', 'Stop it with Ctrl-C.', ''].join('\n');
}

/** What a running installation says of itself to the command line. */
export function runFileOf(env: StartEnvironment, supervisor: RunFile['supervisor'], parts: Record<string, number>): RunFile {
  return {
    supervisor,
    web: env.PUBLIC_URL,
    local: `http://${hostFromHere(env.HOST)}:${env.PORT}`,
    port: env.PORT,
    mailbox: env.IMAP_URL === undefined ? `smtp://${hostFromHere(env.HOST)}:${env.INTAKE_SMTP_PORT}` : withoutUser(env.IMAP_URL),
    mail: env.SMTP_URL === undefined ? caughtMail(env) : withoutUser(env.SMTP_URL),
    temporal: env.TEMPORAL_ADDRESS ?? `127.0.0.1:${env.PORT + 2}`,
    temporalUi: env.TEMPORAL_UI_URL ?? (env.TEMPORAL_ADDRESS === undefined ? `http://127.0.0.1:${env.PORT + 3}` : ''),
    database: withoutUser(env.DATABASE_URL ?? `postgresql://127.0.0.1:${env.PORT + 1}/rightsdesk`),
    isDatabaseEmbedded: env.DATABASE_URL === undefined,
    parts,
  };
}

/** Shown on this machine only, whatever address people reach us at. */
const caughtMail = ({ HOST, PORT }: StartEnvironment) => `http://${hostFromHere(HOST)}:${PORT}/dev/mail`;

function withoutUser(text: string): string {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}
