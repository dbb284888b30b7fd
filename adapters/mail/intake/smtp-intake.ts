import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server';
import { gather } from '../../db/mails/gather.js';
import { type ArrivedMail, isSmall, SMALL_MAIL_BYTES, type SmallMail, storeMail, storeSmallMails } from '../../db/mails/store-mail.js';
import type { StoredMail } from '../../db/mails/stored-mail.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';

/** The largest mail taken, as told to senders (RFC 1870). */
export const MAX_MAIL_BYTES = 30 * 1024 * 1024;
/** A mail up to this size is held in memory; a larger one is written as it arrives. */
const IN_MEMORY_BYTES = SMALL_MAIL_BYTES;
/** At most this many are stored in one statement. */
const TOGETHER = 8;
/** At most this many conversations at once; others are asked to come back. */
const MAX_CLIENTS = 100;

const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
const NOT_OURS = reply(550, 'No such mailbox here');
const TOO_BIG = reply(552, 'The message is larger than 30 MB');
const LATER = reply(451, 'Temporary failure, please try again later');

/** What the listener stands on. `onStored` gets the bytes too where they are at hand. */
export interface IntakeDeps {
  desk: Pick<DeskDeps, 'pool' | 'vault' | 'blobs' | 'now'>;
  port: number;
  host?: string;
  /** Our mailboxes; a plus part and the case of letters do not matter. `postmaster` is always taken (RFC 5321 4.5.1). */
  ownAddresses: readonly string[];
  onStored(stored: StoredMail, raw: Buffer | undefined): Promise<void>;
  onTrouble(error: unknown): void;
}

function isOwn(address: string, ownAddresses: readonly string[]): boolean {
  const plain = address.toLowerCase().replace(/\+[^@]*@/, '@');
  const domains = ownAddresses.map((own) => own.slice(own.indexOf('@') + 1).toLowerCase());
  if (plain === 'postmaster' || domains.some((domain) => plain === `postmaster@${domain}`)) return true;
  return ownAddresses.some((own) => own.toLowerCase() === plain);
}

/** Reads up to the limit into memory; where there is more, gives what was read and the rest as one stream. */
async function readStart(stream: SMTPServerDataStream): Promise<Buffer | AsyncIterable<Buffer>> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const rest = stream[Symbol.asyncIterator]();
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    chunks.push(next.value);
    sizeBytes += next.value.length;
    if (sizeBytes > IN_MEMORY_BYTES) return goOn(stream, chunks, rest);
  }
  return Buffer.concat(chunks);
}

async function* goOn(stream: SMTPServerDataStream, chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  if (stream.sizeExceeded) throw TOO_BIG;
}

type Store = (mail: ArrivedMail) => Promise<StoredMail>;

/** Puts mails on record: small ones that arrive at the same moment together, with one commit. */
function createStore(desk: IntakeDeps['desk']): Store {
  const storeTogether = gather((mails: readonly SmallMail[]) => storeSmallMails(desk, mails), { most: TOGETHER });
  return (mail) => (isSmall(mail) ? storeTogether(mail) : storeMail(desk, mail));
}

async function take(deps: IntakeDeps, store: Store, stream: SMTPServerDataStream, from: SMTPServerEnvelope): Promise<void> {
  const content = await readStart(stream);
  const envelope = { mailFrom: from.mailFrom === false ? '' : from.mailFrom.address, rcptTo: from.rcptTo.map(({ address }) => address) };
  const stored = await store({ content, envelope, source: 'smtp', receivedAt: deps.desk.now() });
  await deps.onStored(stored, content instanceof Buffer ? content : undefined);
}

/** The rest of a mail that is refused must still be read, or the sender never hears the answer. */
function answerLater(deps: IntakeDeps, stream: SMTPServerDataStream, error: unknown): Error {
  stream.resume();
  if (error === TOO_BIG) return TOO_BIG;
  deps.onTrouble(error);
  return LATER;
}

/**
 * Listens for mail to our mailboxes. 250 is said only when the mail is on record; while it cannot be written the sender is told to try
 * again, and nothing is lost.
 */
export async function startSmtpIntake(deps: IntakeDeps): Promise<{ port: number; close(): Promise<void> }> {
  const store = createStore(deps.desk);
  const server = new SMTPServer({
    name: deps.ownAddresses[0]?.split('@')[1],
    banner: 'Rightsdesk',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: 120_000,
    closeTimeout: 3_000,
    onRcptTo: ({ address }, _session, answer) => answer(isOwn(address, deps.ownAddresses) ? null : NOT_OURS),
    onData: (stream, session, answer) => {
      take(deps, store, stream, session.envelope).then(
        () => answer(),
        (error: unknown) => answer(answerLater(deps, stream, error)),
      );
    },
  });
  server.on('error', () => undefined); // of one connection; its sender tries again
  const listener = server.listen(deps.port, deps.host ?? '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : deps.port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
