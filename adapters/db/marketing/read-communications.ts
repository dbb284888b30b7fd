import type { Pool, PoolClient } from 'pg';
import { type Choice, type Communications, type ContactDetails, maskDetail, PARTNERS_TOPIC } from '../../../domain/communications.js';
import type { Language } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';

type Connection = Pick<Pool | PoolClient, 'query'>;

const HISTORY = 20;
const DETAILS_SEALED = 'preference.sealedContact';

/** What is wanted and not barred. A restriction is no matter here: the person looks at their own choices. */
const WANTED = `SELECT DISTINCT n.channel, n.topic FROM newsletter n JOIN subject s ON s.id = n.subject_id LEFT JOIN preference p ON p.subject_id = n.subject_id
   WHERE n.subject_id = $1 AND n.ended_at IS NULL
     AND coalesce(CASE n.channel WHEN 'email' THEN p.email WHEN 'sms' THEN p.sms WHEN 'post' THEN p.post WHEN 'telephone' THEN p.telephone ELSE p.share_partners END, true)
     AND NOT EXISTS (SELECT FROM suppression x WHERE x.address_index = s.email_index AND x.channel = n.channel AND x.since >= n.consent_at)
   ORDER BY 1, 2`;

export async function choicesOf(connection: Connection, subjectId: string): Promise<Choice[]> {
  return (await connection.query<Choice>(WANTED, [subjectId])).rows;
}

/** Where promotional messages other than e-mail go; empty where nothing is known, or where the key was destroyed. */
export async function detailsOf(connection: Connection, vault: Vault, subjectId: string): Promise<ContactDetails> {
  const { rows } = await connection.query<{ sealed_contact: Buffer | null }>(
    'SELECT sealed_contact FROM preference WHERE subject_id = $1',
    [subjectId],
  );
  const sealed = rows[0]?.sealed_contact;
  const known = sealed ? await vault.open<Partial<ContactDetails>>(subjectId, sealed, DETAILS_SEALED) : undefined;
  return { phone: known?.phone ?? '', address: known?.address ?? '' };
}

export const sealDetails = (vault: Vault, subjectId: string, details: ContactDetails): Promise<Buffer> =>
  vault.seal(subjectId, details, DETAILS_SEALED);

/** The topics that can be chosen, in words of that language, and those somebody has although they are not offered any more. */
export async function topicsFor(
  connection: Connection,
  language: Language,
  had: readonly string[] = [],
): Promise<{ topic: string; label: string }[]> {
  const { rows } = await connection.query<{ name: string; label_en: string; label_de: string; label_fr: string; is_open: boolean }>(
    'SELECT name, coalesce(label_en, name) AS label_en, label_de, label_fr, is_open FROM promotion_topic ORDER BY name',
  );
  const labels = new Map(rows.map((row) => [row.name, { en: row.label_en, de: row.label_de, fr: row.label_fr }[language]]));
  const open = rows.filter(({ is_open }) => is_open).map(({ name }) => name);
  const others = had.filter((name) => name !== PARTNERS_TOPIC && !open.includes(name));
  return [...open, ...new Set(others)].map((topic) => ({ topic, label: labels.get(topic) ?? topic }));
}

/** The topics of a sign-up in words of its language. */
export async function labelsOf(
  connection: Connection,
  { topics, language }: { topics: readonly string[]; language: Language },
): Promise<string[]> {
  const known = await topicsFor(connection, language, topics);
  return topics.map((topic) => known.find((one) => one.topic === topic)?.label ?? topic);
}

interface Reading {
  language: Language;
  /** The address in clear; undefined where whoever reads came by a link. */
  email: string | undefined;
}

/** Everything the page shows of somebody. By a link nothing is shown that the link's finder did not know. */
export async function readCommunications(
  connection: Connection,
  vault: Vault,
  subjectId: string | undefined,
  { language, email }: Reading,
): Promise<Communications> {
  if (subjectId === undefined)
    return {
      email: email ?? '',
      details: { phone: '', address: '' },
      topics: await topicsFor(connection, language),
      choices: [],
      history: [],
    };
  const choices = await choicesOf(connection, subjectId);
  const details = await detailsOf(connection, vault, subjectId);
  const isByLink = email === undefined;
  return {
    email: email ?? maskDetail(await mailAddressOf(connection, vault, subjectId)),
    details: isByLink ? { phone: maskDetail(details.phone), address: maskDetail(details.address) } : details,
    topics: await topicsFor(
      connection,
      language,
      choices.map(({ topic }) => topic),
    ),
    choices,
    history: await historyOf(connection, subjectId),
  };
}

async function mailAddressOf(connection: Connection, vault: Vault, subjectId: string): Promise<string> {
  const { rows } = await connection.query<{ sealed_contact: Buffer }>(
    `SELECT sealed_contact FROM newsletter WHERE subject_id = $1 AND channel = 'email' ORDER BY consent_at DESC LIMIT 1`,
    [subjectId],
  );
  const sealed = rows[0]?.sealed_contact;
  const contact = sealed ? await vault.open<{ email?: string }>(subjectId, sealed, 'newsletter.sealedContact') : undefined;
  return contact?.email ?? '';
}

async function historyOf(connection: Connection, subjectId: string): Promise<Communications['history'][number][]> {
  const { rows } = await connection.query<Omit<Communications['history'][number], 'at'> & { at: Date }>(
    `SELECT act, channel, topic, how, at FROM consent_record WHERE subject_id = $1 ORDER BY at DESC, id DESC LIMIT ${HISTORY}`,
    [subjectId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
