import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Choice, ConsentWay } from '../../../domain/communications.js';
import type { Language } from '../../../domain/request/types.js';
import type { SuppressedChannel } from '../../../domain/suppression.js';

type Client = Pick<PoolClient, 'query'>;

/** Keeps the words that somebody agreed to, once, and answers their version. */
export async function keepConsentText(client: Client, text: { words: string; language: Language }, at: Date): Promise<string> {
  const version = createHash('sha256').update(`${text.language}\n${text.words}`).digest('hex').slice(0, 16);
  await client.query('INSERT INTO consent_text (version, language, words, first_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    version,
    text.language,
    text.words,
    at,
  ]);
  return version;
}

const IS_OFFERED = 'NOT EXISTS (SELECT FROM promotion_topic t WHERE t.name = $3 AND NOT t.is_open)';

/** Whose choice, how it came and when. */
export interface Consent {
  subjectId: string;
  addressIndex: Buffer;
  how: ConsentWay;
  textVersion?: string;
  at: Date;
  /** When it was first given, where it goes on under another address: what was objected to after that still bars it. */
  since?: Date;
}

/**
 * Writes a subscription with the proof of its consent (GDPR Art. 7(1)). `sealedContact` is sealed as newsletter.sealedContact. A topic that
 * was retired meanwhile is not subscribed to.
 */
export async function giveConsent(client: Client, { channel, topic }: Choice, consent: Consent & { sealedContact: Buffer }): Promise<void> {
  const { subjectId, addressIndex, how, textVersion = null, at, since = at, sealedContact } = consent;
  await client.query(
    `WITH wanted AS (INSERT INTO newsletter (id, subject_id, topic, channel, how, text_version, sealed_contact, consent_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $11 WHERE ${IS_OFFERED} RETURNING 1)
     INSERT INTO consent_record (id, subject_id, address_index, channel, topic, act, how, text_version, at)
     SELECT $9, $2, $10, $4, $3, 'given', $5, $6, $8 FROM wanted`,
    [uuidv7(), subjectId, topic, channel, how, textVersion, sealedContact, at, uuidv7(), addressIndex, since],
  );
}

/** Subscriptions that were barred but never ended are ended, so that nothing comes back with a way that is wanted again. */
export async function endBarred(client: Client, subjectId: string, wanted: readonly Choice[], at: Date): Promise<void> {
  await client.query(
    `UPDATE newsletter SET ended_at = $2 WHERE subject_id = $1 AND ended_at IS NULL AND NOT (channel || '|' || topic = ANY($3))`,
    [subjectId, at, wanted.map(({ channel, topic }) => `${channel}|${topic}`)],
  );
}

/** Which subscriptions of somebody end: all, those of some ways, or one topic of a way. */
export type Ended = { all: true } | { channels: readonly SuppressedChannel[] } | { one: Choice };

/**
 * Ends subscriptions and writes down that they ended; whoever has none is written down too where a way ends as a whole. Ending is the
 * person's own right: the caller has said so with `useInTransaction`.
 */
export async function endConsent(client: Client, what: Ended, { subjectId, addressIndex, how, textVersion, at }: Consent): Promise<void> {
  const channels = 'channels' in what ? what.channels : 'one' in what ? [what.one.channel] : null;
  await client.query(
    `WITH ended AS (UPDATE newsletter SET ended_at = $5 WHERE subject_id = $1 AND ended_at IS NULL
         AND ($2::text[] IS NULL OR channel = ANY($2)) AND ($3::text IS NULL OR topic = $3) RETURNING channel, topic)
     INSERT INTO consent_record (id, subject_id, address_index, channel, topic, act, how, text_version, at)
     SELECT gen_random_uuid(), $1, $6, channel, topic, 'ended', $4, $7, $5 FROM (SELECT DISTINCT channel, topic FROM ended) AS e`,
    [subjectId, channels, 'one' in what ? what.one.topic : null, how, at, addressIndex, textVersion ?? null],
  );
}
