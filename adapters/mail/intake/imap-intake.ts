import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { storeMail } from '../../db/mails/store-mail.js';
import type { StoredMail } from '../../db/mails/stored-mail.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';

/** What the fetching stands on. `url`: imaps://user:password@host/FOLDER; the mailbox is ours alone, INBOX where no folder is named. */
export interface ImapDeps {
  desk: Pick<DeskDeps, 'pool' | 'vault' | 'blobs' | 'now'>;
  url: string;
  onStored(stored: StoredMail): Promise<void>;
  onTrouble(error: unknown): void;
  /** How often the mailbox is looked at although the server announced nothing. */
  pollMs?: number;
}

const POLL_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 120_000;

function clientFor(url: URL): ImapFlow {
  const secure = url.protocol === 'imaps:';
  return new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
  });
}

/** Puts one message on record and only then marks it as seen: a crash in between brings it again, and it is known as a duplicate. */
async function fetchOne(deps: ImapDeps, client: ImapFlow, uid: number): Promise<void> {
  const about = await client.fetchOne(String(uid), { internalDate: true }, { uid: true });
  const { content } = await client.download(String(uid), undefined, { uid: true });
  if (about === false || content === undefined) return; // somebody removed it meanwhile
  const now = deps.desk.now();
  const arrivedAt = new Date(about.internalDate ?? now);
  // When our mail exchanger put it into the mailbox it was received, however late we fetch it (RULEBOOK 5.1.1).
  const receivedAt = arrivedAt.getTime() > now.getTime() ? now : arrivedAt;
  const stored = await storeMail(deps.desk, { content, envelope: { mailFrom: '', rcptTo: [] }, source: 'imap', receivedAt });
  await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  await deps.onStored(stored);
}

async function fetchUnseen(deps: ImapDeps, client: ImapFlow, signal: AbortSignal): Promise<number> {
  const found = await client.search({ seen: false }, { uid: true });
  const uids = found === false || found === undefined ? [] : found;
  for (const uid of uids) {
    if (signal.aborted) break;
    await fetchOne(deps, client, uid);
  }
  return uids.length;
}

/** Waits until the server announces a mail, the connection ends, it is time to look anyway, or somebody says stop. */
async function waitForMail(client: ImapFlow, pollMs: number, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const wake = () => woken.abort();
  client.once('exists', wake);
  client.once('close', wake);
  const idling = client.idle().catch(wake);
  await sleep(pollMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined); // woken early
  client.off('exists', wake);
  client.off('close', wake);
  void idling; // the next command ends it
}

async function serve(deps: ImapDeps, signal: AbortSignal, onConnected: () => void): Promise<void> {
  const url = new URL(deps.url);
  const client = clientFor(url);
  client.on('error', deps.onTrouble);
  try {
    await client.connect();
    await client.mailboxOpen(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
    onConnected();
    while (!signal.aborted && client.usable) {
      if ((await fetchUnseen(deps, client, signal)) === 0) await waitForMail(client, deps.pollMs ?? POLL_MS, signal);
    }
  } finally {
    client.close();
  }
}

/** Fetches mail from the mailbox until told to stop; connects again, ever more patiently, when the server goes away. */
export async function runImapIntake(deps: ImapDeps, signal: AbortSignal): Promise<void> {
  let backoffMs = FIRST_BACKOFF_MS;
  while (!signal.aborted) {
    await serve(deps, signal, () => {
      backoffMs = FIRST_BACKOFF_MS;
    }).catch(deps.onTrouble);
    await sleep(backoffMs, undefined, { signal }).catch(() => undefined); // woken to stop
    backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
  }
}
