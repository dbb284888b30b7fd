import type { PoolClient } from 'pg';
import { assertNever } from '../../../domain/errors.js';
import type { ParsedMail } from '../../../domain/intake/mail.js';
import type { Recognition } from '../../../domain/intake/recognise.js';
import { type Placement, placeMail } from '../../../domain/intake/thread.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { ENVELOPE_CONTEXT, type MailEnvelope } from './answered-mail.js';
import { fileBounce } from './file-bounce.js';
import { joinCase, noteAutoReply } from './join-case.js';
import { type Lookups, lookUpMail, placementFactsOf } from './mail-lookups.js';
import { openCases } from './open-cases.js';
import { inQuickTransaction, type Quick } from './quick-transaction.js';
import type { StoredMail } from './stored-mail.js';

/** A mail read and understood, about to be placed. */
export interface ReadMail {
  stored: StoredMail;
  parsed: ParsedMail;
  recognition: Recognition;
  /** The address the person is answered at; an invented one, never written to, where the mail names none. */
  sender: string;
}

/** What one kind of mail is placed with. */
export interface Placing extends ReadMail {
  deps: DeskDeps;
  client: PoolClient;
  /** Sends a statement that is awaited with the commit. */
  send: Quick['send'];
  lookups: Lookups;
}

/** Where a mail was put: the thread and whose key keeps it. Nothing where it belongs to no case. */
export interface Place {
  threadId: string;
  subjectId: string;
}

/** What a mail turned out to be; `gone` when it had been placed before. */
export type PlacedKind = 'new' | 'triage' | 'reply' | 'reminder' | 'bounce' | 'auto-reply' | 'own' | 'duplicate' | 'kept' | 'gone';

/** Raw mail that belongs to no case is kept this long. */
const KEPT_WITHOUT_CASE_DAYS = 180;

/**
 * Turns a stored mail into cases, a message of a thread, or a note about a letter, with its evidence, in one transaction. Safe to
 * retry: a mail that was placed is left alone. Mails of one sender are placed one after the other.
 */
export async function placeStoredMail(deps: DeskDeps, mail: ReadMail): Promise<PlacedKind> {
  const { stored, parsed, sender } = mail;
  const senderIndex = deps.vault.blindIndex(sender);
  const messageIndex = deps.vault.indexOf('message-id', `${parsed.messageId ?? stored.sha256.toString('hex')} ${sender}`);
  return inQuickTransaction(deps.pool, async ({ client, send }) => {
    // Sent together; the look-up begins when the lock is held, and so sees what the mail before this one became.
    const [locked, lookups] = await Promise.all([
      client.query({ name: 'lock-mail', text: LOCK, values: [stored.id, senderIndex.readBigInt64BE(0).toString()] }),
      lookUpMail(client, parsed, { mailId: stored.id, senderIndex, messageIndex, now: deps.now() }),
    ]);
    if (locked.rowCount === 0) return 'gone';
    const placement = placeMail(parsed, placementFactsOf(lookups, mail.recognition));
    const placing: Placing = { ...mail, deps, client, send, lookups };
    const place = await put(placing, placement);
    await finish(placing, { kind: KINDS[placement.kind], place, messageIndex });
    return placement.kind === 'new' && mail.recognition.verdict !== 'recognised' ? 'triage' : KINDS[placement.kind];
  });
}

const LOCK = `SELECT pg_advisory_xact_lock($2::bigint) FROM (SELECT id FROM inbound_mail WHERE id = $1 AND status = 'stored' FOR UPDATE) waiting`;

const KINDS = {
  new: 'new',
  reply: 'reply',
  reminder: 'reminder',
  bounce: 'bounce',
  'auto-reply-to-thread': 'auto-reply',
  'ignored-own': 'own',
  'ignored-duplicate': 'duplicate',
  'kept-without-case': 'kept',
} as const satisfies Record<Placement['kind'], PlacedKind>;

function put(placing: Placing, placement: Placement): Promise<Place | undefined> {
  switch (placement.kind) {
    case 'new':
      return openCases(placing, placement.mayReply);
    case 'reply':
    case 'reminder':
      return joinCase(placing, placement);
    case 'auto-reply-to-thread':
      return noteAutoReply(placing, placement.requestId);
    case 'bounce':
      return fileBounce(placing, placement);
    case 'ignored-own':
    case 'ignored-duplicate':
    case 'kept-without-case':
      return Promise.resolve(undefined);
    default:
      return assertNever(placement);
  }
}

const FINISH = `UPDATE inbound_mail SET status = 'placed', kind = $2, thread_id = $3, message_id_index = $4, sealed_envelope = coalesce($5, sealed_envelope),
  placed_at = $6 WHERE id = $1`;

async function finish(placing: Placing, end: { kind: string; place: Place | undefined; messageIndex: Buffer }): Promise<void> {
  const { deps, client, send, stored, parsed } = placing;
  const { place } = end;
  const now = deps.now();
  if (place === undefined) {
    const until = new Date(now.getTime() + KEPT_WITHOUT_CASE_DAYS * 86_400_000);
    send('UPDATE blob SET delete_after = $2 WHERE id = $1', [stored.blobId, until]);
  } else await deps.blobs.rewrap(stored.blobId, place.subjectId, client);
  const envelope: MailEnvelope = { ...stored.envelope, messageId: parsed.messageId, references: parsed.references.slice(-20) };
  const sealed = place === undefined ? null : await deps.vault.seal(place.subjectId, envelope, ENVELOPE_CONTEXT);
  await client.query({
    name: 'finish-mail',
    text: FINISH,
    values: [stored.id, end.kind, place?.threadId ?? null, end.messageIndex, sealed, now],
  });
}
