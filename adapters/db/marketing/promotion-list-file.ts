import type { Pool, PoolClient } from 'pg';
import type { ContactDetails } from '../../../domain/communications.js';
import { csvFile } from '../../../domain/csv.js';
import { LIST_COLUMNS, type ListChannel, type ListText } from '../../../domain/promotion-list.js';
import type { Vault } from '../../crypto/vault.js';

type Connection = Pick<Pool | PoolClient, 'query'>;
type Listed = Pick<ListText, 'channel' | 'topic'>;

interface Reached {
  subject_id: string;
  sealed_contact: Buffer;
  sealed_details: Buffer | null;
}

const PAGE = 1_000;

/** How many persons the database lets be reached this way about this topic. */
export async function countListed(connection: Connection, { channel, topic }: Listed): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(
    'SELECT count(DISTINCT subject_id)::int AS n FROM promotion_recipient WHERE channel = $1 AND topic = $2',
    [channel, topic],
  );
  return rows[0]?.n ?? 0;
}

/**
 * The file for whoever sends, prints or calls. The statement that reads the persons is the one that asks whether they may be reached
 * (view `promotion_recipient`): objections, choices, restrictions. Who lacks what the way needs is left out.
 */
export async function writeListFile(
  { vault }: { vault: Vault },
  client: PoolClient,
  list: ListText,
  at: Date,
): Promise<{ content: string; rowCount: number }> {
  const columns = LIST_COLUMNS[list.channel];
  const lines: string[][] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<Reached>(
      `SELECT DISTINCT ON (subject_id) subject_id, sealed_contact, sealed_details FROM promotion_recipient
        WHERE channel = $1 AND topic = $2 AND subject_id > $3 ORDER BY subject_id, consent_at DESC LIMIT ${PAGE}`,
      [list.channel, list.topic, after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.subject_id;
    const people = await opened(vault, rows);
    const complete = people.filter((person) => columns.every((column) => column === 'name' || person[column] !== ''));
    lines.push(...complete.map((person) => columns.map((column) => person[column])));
    await disclose(client, list, { subjects: complete.map(({ subjectId }) => subjectId), at });
  }
  return { content: csvFile(columns, lines), rowCount: lines.length };
}

interface Person extends ContactDetails {
  subjectId: string;
  name: string;
  email: string;
}

async function opened(vault: Vault, rows: readonly Reached[]): Promise<Person[]> {
  const contacts = await vault.openMany<{ name?: string; email?: string }>(
    rows.map((row) => ({ subjectId: row.subject_id, sealed: row.sealed_contact, context: 'newsletter.sealedContact' })),
  );
  const known = rows.filter((row) => row.sealed_details !== null);
  const details = await vault.openMany<Partial<ContactDetails>>(
    known.map((row) => ({ subjectId: row.subject_id, sealed: row.sealed_details ?? Buffer.alloc(0), context: 'preference.sealedContact' })),
  );
  const detailOf = new Map(known.map((row, place) => [row.subject_id, details[place]]));
  return rows.map(({ subject_id }, place) => ({
    subjectId: subject_id,
    name: contacts[place]?.name ?? '',
    email: contacts[place]?.email ?? '',
    phone: detailOf.get(subject_id)?.phone ?? '',
    address: detailOf.get(subject_id)?.address ?? '',
  }));
}

const CATEGORIES = { name: 'name', phone: 'telephone number', address: 'postal address', email: 'e-mail address' } as const;

/** GDPR Art. 15(1)(c): who got what of whom, and when. A list that is fetched again tells nobody twice. */
async function disclose(
  client: PoolClient,
  { channel, recipient, purpose }: { channel: ListChannel; recipient: string; purpose: string },
  { subjects, at }: { subjects: readonly string[]; at: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO disclosure (id, subject_id, system, recipient, categories, purpose, at)
     SELECT gen_random_uuid(), s, 'rightsdesk', $2, $3, $4, $5 FROM unnest($1::uuid[]) AS s
     WHERE NOT EXISTS (SELECT FROM disclosure d WHERE d.subject_id = s AND d.recipient = $2 AND d.purpose = $4 AND d.categories = $3 AND d.at > $5::timestamptz - interval '7 days')`,
    [subjects, recipient, LIST_COLUMNS[channel].map((column) => CATEGORIES[column]), purpose, at],
  );
}
