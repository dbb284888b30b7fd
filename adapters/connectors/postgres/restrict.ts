import { graphOf } from '../../../domain/collection/graph.js';
import type { Identity } from '../reading.js';
import type { RestrictionResult, RestrictionScope } from '../writing-acts.js';
import { columnNamed } from './catalog.js';
import { type ErasableTable, erasableTables } from './erasable.js';
import { findTables } from './find-tables.js';
import { quoted } from './identifier.js';
import { columnsOf, listOf } from './row-match.js';
import { knownOf } from './select.js';
import { openReadSession, openSession } from './session.js';
import type { DescribedDatabase } from './system.js';
import { walk } from './walk.js';

const BATCH_ROWS = 500;

/**
 * Sets or takes away the mark that a description names (`restriction_field`) on the person's rows, in batches. A text or uuid column
 * holds the restriction's id, an instant the time, a boolean true. Safe to repeat. Throws SystemFault.
 */
export async function mark(
  system: DescribedDatabase,
  identity: Identity,
  scope: RestrictionScope,
  status: 'restricted' | 'lifted',
): Promise<RestrictionResult> {
  const reader = await openReadSession(system.url, system.limits);
  const writer = await openSession(system.url, system.limits).catch(async (error: unknown) => {
    await reader.close();
    throw error;
  });
  try {
    const tables = await findTables(reader, system.description.collections);
    const graph = graphOf(system.description.collections);
    const erasables = await erasableTables(reader, graph, tables);
    const counts = new Map<string, number>();
    const byHand = new Set<string>();
    for await (const { table, rows } of walk({ session: reader, graph, tables, known: knownOf(identity) })) {
      const one = erasables.get(table.collection.id);
      const name = table.collection.name;
      const own = rows.filter((row) => row.standing === 'own');
      if (one === undefined || own.length === 0 || (scope.collections !== undefined && !scope.collections.includes(name))) continue;
      if (!one.fields.some((field) => field.categories.some((category) => category.startsWith('user')))) continue;
      const sql = markQuery(one, status);
      if (sql === null || !one.mayUpdate) byHand.add(name);
      else {
        counts.set(name, (counts.get(name) ?? 0) + own.length);
        for (let from = 0; from < own.length; from += BATCH_ROWS) {
          const keys = own.slice(from, from + BATCH_ROWS).map((row) => one.match.keyOf(row));
          const id = sql.takesId ? [scope.restrictionId] : [];
          await writer.query(sql.text, [...columnsOf(keys, one.match.names.length), ...id]);
        }
      }
    }
    if (counts.size === 0 && byHand.size > 0) return { status: 'by-hand', reason: 'NOT_DESCRIBED' };
    const collections = [...counts].map(([collection, rowCount]) => ({ collection, rowCount }));
    return { status, collections, byHand: [...byHand] };
  } finally {
    await Promise.all([reader.close(), writer.close()]);
  }
}

function markQuery({ table, match }: ErasableTable, status: 'restricted' | 'lifted'): { text: string; takesId: boolean } | null {
  const name = table.collection.erasure.restrictionField;
  if (name === null) return null;
  const { typeName } = columnNamed(table, name);
  const id = `$${match.names.length + 1}::text::${typeName}`;
  const values: Readonly<Record<string, readonly [marked: string, free: string]>> = {
    boolean: ['true', 'false'],
    text: [id, 'NULL'],
    'character varying': [id, 'NULL'],
    uuid: [id, 'NULL'],
    'timestamp with time zone': ['now()', 'NULL'],
    'timestamp without time zone': ['now()', 'NULL'],
  };
  const value = values[typeName]?.[status === 'restricted' ? 0 : 1];
  if (value === undefined) return null;
  const where = `${match.row('r')} IN (SELECT ${match.named} FROM ${listOf(match.names)})`;
  const text = `UPDATE ${table.relation} AS r SET ${quoted(name)} = ${value} WHERE ${where} AND r.${quoted(name)} IS DISTINCT FROM ${value}`;
  return { text, takesId: value === id };
}
