import type { PoolClient } from 'pg';
import { type Choice, sameChoice } from '../../../domain/communications.js';
import type { SuppressedChannel } from '../../../domain/suppression.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { endBarred, endConsent, giveConsent } from './consent.js';
import { keepDetails, setPreference } from './preference.js';
import { choicesOf, detailsOf } from './read-communications.js';
import { ensureSubject, subjectOf } from './whose.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault'>;

/** A person who goes on under another address. */
export interface Move {
  from: string;
  to: string;
  name: string;
  at: Date;
}

interface Wanted extends Choice {
  consent_at: Date;
  text_version: string | null;
}

/** What somebody gets; what is restricted, barred or ended does not go along (GDPR Art. 18(2), 21(3)). */
const WANTED = `SELECT DISTINCT ON (p.channel, p.topic) p.channel, p.topic, p.consent_at, n.text_version FROM promotion_recipient p JOIN newsletter n ON n.id = p.newsletter_id
  WHERE p.subject_id = $1 ORDER BY p.channel, p.topic, p.consent_at DESC`;

/** A no goes along, with its day: it bars whatever was agreed to before it. */
const CARRY_BARS = `INSERT INTO suppression (id, address_index, channel, since, source)
  SELECT gen_random_uuid(), $2, s.channel, s.since, s.source FROM suppression s WHERE s.address_index = $1
    AND NOT EXISTS (SELECT FROM suppression t WHERE t.address_index = $2 AND t.channel = s.channel AND t.since >= s.since)`;

/**
 * The choices of somebody whose address changed go on under the new one, in the transaction that changes it: each consent with the day it
 * was given and the words it was given to, so that an objection made under either address after that day still bars it.
 */
export async function carryChoices(deps: Deps, client: PoolClient, { from, to, name, at }: Move): Promise<void> {
  const old = deps.vault.blindIndex(from);
  const next = deps.vault.blindIndex(to);
  await client.query(CARRY_BARS, [old, next]);
  const oldId = await subjectOf(client, old);
  if (oldId === undefined) return;
  await useInTransaction(client, 'rights-of-the-person');
  const { rows: wanted } = await client.query<Wanted>(WANTED, [oldId]);
  const details = await detailsOf(client, deps.vault, oldId);
  if (wanted.length === 0 && details.phone === '' && details.address === '') return;
  const newId = await ensureSubject(deps, next);
  await client.query('SELECT 1 FROM subject WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [[oldId, newId]]);
  const has = await choicesOf(client, newId);
  await endBarred(client, newId, has, at);
  const sealedContact = await deps.vault.seal(newId, { name, email: to }, 'newsletter.sealedContact');
  for (const { channel, topic, consent_at: since, text_version } of wanted) {
    const one: Choice = { channel, topic };
    const proof = { how: 'address-change', at, ...(text_version === null ? {} : { textVersion: text_version }) } as const;
    if (!has.some((known) => sameChoice(known, one)))
      await giveConsent(client, one, { subjectId: newId, addressIndex: next, ...proof, since, sealedContact });
    await endConsent(client, { one }, { subjectId: oldId, addressIndex: old, ...proof });
  }
  const on: SuppressedChannel[] = [...has, ...wanted].map(({ channel }) => channel);
  await setPreference(client, { subjectId: newId, on, off: [] }, at);
  const known = await detailsOf(client, deps.vault, newId);
  await keepDetails(deps, client, newId, { phone: known.phone || details.phone, address: known.address || details.address });
}

/** The change was taken back: what had gone along comes back as it was on that day, and ends at the other address. */
export async function returnChoices(deps: Deps, client: PoolClient, { from, to, changedAt, at }: Omit<Move, 'name'> & { changedAt: Date }) {
  const [old, next] = [deps.vault.blindIndex(from), deps.vault.blindIndex(to)];
  const [oldId, newId] = [await subjectOf(client, old), await subjectOf(client, next)];
  if (oldId === undefined || newId === undefined) return;
  await useInTransaction(client, 'rights-of-the-person');
  const carried = await client.query<Choice>(
    `SELECT channel, topic FROM newsletter WHERE subject_id = $1 AND how = 'address-change' AND ended_at IS NULL`,
    [newId],
  );
  for (const one of carried.rows) await endConsent(client, { one }, { subjectId: newId, addressIndex: next, how: 'address-change', at });
  await client.query(
    `WITH back AS (UPDATE newsletter SET ended_at = NULL WHERE subject_id = $1 AND ended_at = $2 RETURNING channel, topic, text_version)
     INSERT INTO consent_record (id, subject_id, address_index, channel, topic, act, how, text_version, at)
     SELECT gen_random_uuid(), $1, $3, channel, topic, 'given', 'address-change', text_version, $4 FROM back`,
    [oldId, changedAt, old, at],
  );
}
