import type { ConnectorDeps } from './connected-systems.js';
import type { Recipient } from './connector.js';
import type { SearchOverview } from './search-record.js';

/** A recipient named once, with everything known of what it received (GDPR Art. 15(1)(c), C-154/21: by name). */
export interface NamedRecipient {
  name: string;
  purposes: readonly string[];
  categories: readonly string[];
  /** When something was last passed on, ISO 8601; null where only the kind of disclosure is known. */
  lastAt: string | null;
}

/** Who received data of the person of a case: from the disclosure register, and named by the systems for collections that held something. */
export async function recipientsOf({ pool }: Pick<ConnectorDeps, 'pool'>, requestId: string): Promise<NamedRecipient[]> {
  const disclosed = await pool.query<{ recipient: string; purpose: string; categories: string[]; at: Date }>(
    `SELECT d.recipient, d.purpose, d.categories, d.at FROM disclosure d JOIN request r ON r.subject_id = d.subject_id
     WHERE r.id = $1 ORDER BY d.at, d.id`,
    [requestId],
  );
  const searched = await pool.query<{ summary: SearchOverview }>(
    'SELECT summary FROM source_search WHERE request_id = $1 AND summary IS NOT NULL ORDER BY system',
    [requestId],
  );
  const fromRegister = disclosed.rows.map(
    (row): Recipient => ({ name: row.recipient, purpose: row.purpose, categories: row.categories, at: row.at.toISOString() }),
  );
  const fromSystems = searched.rows
    .flatMap(({ summary }) => summary.collections)
    .filter((collection) => collection.rowCount > 0)
    .flatMap(({ recipients, purposes, categories }) =>
      recipients.flatMap((name) => purposes.map((purpose): Recipient => ({ name, purpose, categories, at: null }))),
    );
  return merged([...fromRegister, ...fromSystems]);
}

function merged(recipients: readonly Recipient[]): NamedRecipient[] {
  const names = [...new Set(recipients.map(({ name }) => name))];
  return names.map((name) => {
    const given = recipients.filter((recipient) => recipient.name === name);
    const dates = given.flatMap(({ at }) => at ?? []).sort();
    return {
      name,
      purposes: [...new Set(given.flatMap(({ purpose }) => purpose ?? []))],
      categories: [...new Set(given.flatMap(({ categories }) => categories))].sort(),
      lastAt: dates.at(-1) ?? null,
    };
  });
}
