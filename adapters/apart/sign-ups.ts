import { createHash, randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../domain/request/types.js';
import { SIGN_UP_DAYS, SIGN_UPS_A_DAY, type SignUp } from '../../domain/sign-up.js';
import { normaliseEmail } from '../crypto/normalise.js';
import { inTransaction } from '../db/transaction.js';
import type { Apart } from './apart.js';

const CONTEXT = 'signUp.sealedContact';
const RETRY_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is sealed of a sign-up; the token is in there for its mail only. */
interface Contact {
  name: string;
  email: string;
  token: string;
}

interface Row {
  id: string;
  sealed_contact: Buffer;
  topics: string[];
  words: string;
  language: Language;
  source: string;
}

/** A sign-up that waits for its confirmation. */
export interface WaitingSignUp extends SignUp {
  id: string;
  token: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function opened(apart: Apart, row: Row): WaitingSignUp {
  const { name, email, token } = apart.open<Contact>(row.sealed_contact, CONTEXT);
  return { id: row.id, name, email, token, topics: row.topics, words: row.words, language: row.language, source: row.source };
}

/** Keeps a sign-up until it is confirmed. Nothing is written once an address has had its mails of the day; the caller cannot tell. */
export async function keepSignUp(apart: Apart, signUp: SignUp, now: Date): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const { name, email, topics, words, language, source } = signUp;
  const addressKey = apart.keyOf(normaliseEmail(email));
  await apart.pool.query(
    `INSERT INTO sign_up (id, address_key, token_hash, sealed_contact, topics, words, language, source, asked_at, not_before)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9
     WHERE (SELECT count(*) FROM sign_up WHERE address_key = $2 AND asked_at > $9::timestamptz - interval '1 day') < $10`,
    [
      uuidv7(),
      addressKey,
      hashOf(token),
      apart.seal({ name, email, token } satisfies Contact, CONTEXT),
      topics,
      words,
      language,
      source,
      now,
      SIGN_UPS_A_DAY,
    ],
  );
}

const COLUMNS = 'id, sealed_contact, topics, words, language, source';

/** Looks without changing anything. Undefined once it was confirmed or is too old. */
export async function peekSignUp(apart: Apart, token: string, now: Date): Promise<WaitingSignUp | undefined> {
  const { rows } = await apart.pool.query<Row>(`SELECT ${COLUMNS} FROM sign_up WHERE token_hash = $1 AND asked_at > $2`, [
    hashOf(token),
    new Date(now.getTime() - SIGN_UP_DAYS * DAY_MS),
  ]);
  const [row] = rows;
  return row && opened(apart, row);
}

/**
 * Hands a sign-up over to `confirmed` and forgets it, with every other of the same address. Both or neither of a confirmation here: where
 * `confirmed` has written and this fails, the link still works and `confirmed` is done once more, so it must be safe to repeat.
 */
export function takeSignUp(apart: Apart, token: string, now: Date, confirmed: (signUp: WaitingSignUp) => Promise<void>): Promise<boolean> {
  return inTransaction(apart.pool, async (client) => {
    const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM sign_up WHERE token_hash = $1 AND asked_at > $2 FOR UPDATE`, [
      hashOf(token),
      new Date(now.getTime() - SIGN_UP_DAYS * DAY_MS),
    ]);
    const [row] = rows;
    if (row === undefined) return false;
    const signUp = opened(apart, row);
    await confirmed(signUp);
    await client.query('DELETE FROM sign_up WHERE id = $1 OR address_key = $2', [row.id, apart.keyOf(normaliseEmail(signUp.email))]);
    return true;
  });
}

/** Takes the next sign-up whose mail is still to be sent, and records what became of it. False where there is none. */
export function sendNextSignUp(
  apart: Apart,
  now: Date,
  send: (signUp: WaitingSignUp) => Promise<'sent' | 'failed' | 'queued'>,
): Promise<boolean> {
  return inTransaction(apart.pool, async (client) => {
    const row = await lockNext(client, now);
    if (row === undefined) return false;
    const status = await send(opened(apart, row));
    await client.query('UPDATE sign_up SET status = $2, attempts = attempts + 1, not_before = $3 WHERE id = $1', [
      row.id,
      status,
      new Date(now.getTime() + RETRY_MS),
    ]);
    return true;
  });
}

async function lockNext(client: PoolClient, now: Date): Promise<Row | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT ${COLUMNS} FROM sign_up WHERE status = 'queued' AND not_before <= $1 ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [now],
  );
  return rows[0];
}
