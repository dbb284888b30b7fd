import { graphOf, identityFields } from '../../../domain/collection/graph.js';
import { findTable } from './catalog.js';
import { quoted } from './identifier.js';
import { openReadSession } from './session.js';
import type { DescribedDatabase } from './system.js';

const PAGE = 1_000;
const EMAIL = new Set(['email']);

/** Every address by which a described database knows somebody, page by page, each once a column. Changes nothing. Throws SystemFault. */
export async function* listAddresses(system: DescribedDatabase): AsyncGenerator<string[]> {
  const session = await openReadSession(system.url, system.limits);
  try {
    for (const collection of graphOf(system.description.collections).collections.values()) {
      const table = await findTable(session, collection);
      for (const { name } of identityFields(collection, EMAIL)) {
        const column = `r.${quoted(name)}::text`;
        for (let after: string | null = ''; after !== null; ) {
          const sql = `SELECT DISTINCT ${column} FROM ${table.relation} AS r WHERE ${column} > $1 ORDER BY 1 LIMIT ${PAGE}`;
          const page: string[] = (await session.query(sql, [after])).rows.flatMap(([value]) => value ?? []);
          if (page.length > 0) yield page;
          after = page.length < PAGE ? null : (page.at(-1) ?? null);
        }
      }
    }
  } finally {
    await session.close();
  }
}
