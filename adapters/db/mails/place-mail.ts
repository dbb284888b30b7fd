import type { PoolClient } from 'pg';
import { assertNever } from '../../../domain/errors.js';
import { type Placement, placeMail } from '../../../domain/intake/thread.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';
import { fileBounce } from './file-bounce.js';
import { joinCase, noteAutoReply } from './join-case.js';
import { filesOf, keepAuthority, keepEvidence } from './keep-proof.js';
import { lookUpMails, placementFactsOf } from './mail-lookups.js';
import { type DraftedMail, isUnsure, openCases } from './open-cases.js';
import { type PlacedMail, placedRow, writePlaced } from './placed-mail.js';
import type { Place, PlacedKind, Placing, ReadMail } from './placing.js';

const CLASH_TRIES = 4;

/** Two mails made the same person known at the same moment, or a case was changed meanwhile: the second only has to look again. */
function isClash(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return ['23505', '40P01', '40001', 'EVIDENCE_CONFLICT'].includes(String(error.code));
}

/**
 * Turns stored mails, each of another sender, into cases, messages of a thread, or notes about a letter, with their evidence: in one
 * transaction, or, where one of them cannot be placed, each in its own. Safe to retry: a mail that was placed is left alone. Mails of
 * one sender are placed one after the other, also by several mail rooms.
 */
export async function placeStoredMails(deps: DeskDeps, mails: readonly ReadMail[]): Promise<PromiseSettledResult<PlacedKind>[]> {
  if (mails.length > 1) {
    const [together] = await Promise.allSettled([inTransaction(deps.pool, (client) => placeAll(deps, client, mails))]);
    if (together.status === 'fulfilled') return together.value.map((value) => ({ status: 'fulfilled', value }));
  }
  const results: PromiseSettledResult<PlacedKind>[] = [];
  for (const mail of mails) results.push(...(await Promise.allSettled([placeAlone(deps, mail)])));
  return results;
}

async function placeAlone(deps: DeskDeps, mail: ReadMail): Promise<PlacedKind> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [kind = 'gone'] = await inTransaction(deps.pool, (client) => placeAll(deps, client, [mail]));
      return kind;
    } catch (error) {
      if (attempt >= CLASH_TRIES || !isClash(error)) throw error;
    }
  }
}

async function placeAll(deps: DeskDeps, client: PoolClient, mails: readonly ReadMail[]): Promise<PlacedKind[]> {
  const keyed = mails.map((mail) => ({ ...mail, mailId: mail.stored.id, ...keysOf(deps, mail) }));
  const wrappedKeys = await lockMails(client, keyed);
  const open = keyed.filter(({ mailId }) => wrappedKeys.has(mailId));
  const lookups = open.length === 0 ? [] : await lookUpMails(client, open, deps.now());
  const placed = new Map<string, PlacedMail>();
  for (const [n, mail] of open.entries()) {
    const found = lookups[n];
    const wrappedKey = wrappedKeys.get(mail.mailId);
    if (found !== undefined && wrappedKey !== undefined) {
      placed.set(mail.mailId, await placeOne({ ...mail, deps, client, lookups: found }, wrappedKey));
    }
  }
  await writePlaced(client, [...placed.values()], deps.now());
  for (const mail of open) {
    const draft = placed.get(mail.mailId)?.draft;
    if (draft !== undefined) await keepFiles({ deps, client }, draft, mail);
  }
  return keyed.map(({ mailId }) => placed.get(mailId)?.kind ?? 'gone');
}

/** What came along is proof of the authority where somebody asks for another, and of the corrections where one is asked for. */
async function keepFiles(keeping: { deps: DeskDeps; client: PoolClient }, { filed, files }: DraftedMail, mail: ReadMail): Promise<void> {
  if (files.length > 0) await keepAuthority(keeping, filed, { files });
  if (asksToRectify(mail)) await keepEvidence(keeping, filed.threadId, files.length > 0 ? files : await filesOf(mail));
}

const asksToRectify = ({ recognition }: ReadMail): boolean => recognition.rights.some(({ right }) => right === 'rectification');

function keysOf({ vault }: DeskDeps, { parsed, stored, sender }: ReadMail): Pick<Placing, 'senderIndex' | 'messageIndex'> {
  const messageIndex = vault.indexOf('message-id', `${parsed.messageId ?? stored.sha256.toString('hex')} ${sender}`);
  return { senderIndex: vault.blindIndex(sender), messageIndex };
}

// The look-up is another statement: it begins when the locks are held, and so sees what the mail before this one became.
const LOCK = `WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(sender) FROM (SELECT unnest($2::bigint[]) AS sender ORDER BY 1) senders)
  SELECT m.id, b.wrapped_key FROM (SELECT count(*) FROM held) all_held, inbound_mail m JOIN blob b ON b.id = m.blob_id
  WHERE m.id = ANY ($1::uuid[]) AND m.status = 'stored' ORDER BY m.id FOR UPDATE OF m`;

/** Locks senders and mails until the transaction ends. Gives the wrapped keys of those not yet placed by mail. */
async function lockMails(client: PoolClient, mails: readonly { mailId: string; senderIndex: Buffer }[]): Promise<Map<string, Buffer>> {
  const senders = mails.map(({ senderIndex }) => senderIndex.readBigInt64BE(0).toString());
  const values = [mails.map(({ mailId }) => mailId), senders];
  const { rows } = await client.query<{ id: string; wrapped_key: Buffer }>({ name: 'lock-mails', text: LOCK, values });
  return new Map(rows.map((row) => [row.id, row.wrapped_key]));
}

async function placeOne(placing: Placing, wrappedKey: Buffer): Promise<PlacedMail> {
  const { parsed, recognition, lookups } = placing;
  const placement = placeMail(parsed, placementFactsOf(lookups, recognition));
  const { place, draft } = await put(placing, placement);
  const kind = KINDS[placement.kind];
  return {
    kind: kind === 'new' && (recognition.verdict !== 'recognised' || isUnsure(placing)) ? 'triage' : kind,
    draft,
    row: await placedRow(placing, { kind, place, wrappedKey }),
  };
}

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

/** Where a mail was put, and the cases that are to be written for it. */
interface Put {
  place: Place | undefined;
  draft?: DraftedMail;
}

async function put(placing: Placing, placement: Placement): Promise<Put> {
  switch (placement.kind) {
    case 'new':
      return openCases(placing, placement.mayReply);
    case 'reply':
    case 'reminder':
      return { place: await joinCase(placing, placement) };
    case 'auto-reply-to-thread':
      return { place: await noteAutoReply(placing, placement.requestId) };
    case 'bounce':
      return { place: await fileBounce(placing, placement) };
    case 'ignored-own':
    case 'ignored-duplicate':
    case 'kept-without-case':
      return { place: undefined };
    default:
      return assertNever(placement);
  }
}
