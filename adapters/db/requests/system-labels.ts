import type { PoolClient } from 'pg';
import { type SystemLabels, type SystemWords, systemWords } from '../../../domain/letters/system-words.js';
import type { Language } from '../../../domain/request/types.js';

/** How systems and collections are called in letters of this language. */
export async function systemWordsOf(connection: Pick<PoolClient, 'query'>, language: Language): Promise<SystemWords> {
  const { rows } = await connection.query<Omit<SystemLabels, 'collections'> & { collections: SystemLabels['collections'] | null }>(
    'SELECT name, label, collection_labels AS collections FROM connected_system',
  );
  return systemWords(
    rows.map((row) => ({ ...row, collections: row.collections ?? {} })),
    language,
  );
}
