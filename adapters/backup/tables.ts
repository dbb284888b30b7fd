import type pg from 'pg';

/**
 * What belongs to the running program and not to the record: a restored installation begins without them. The rolled-up figures are
 * counted anew as the requests come back in.
 */
const NOT_KEPT = [
  ...['_prisma_migrations', 'session', 'sign_in_failure', 'idempotency_key', 'engine', 'part_pulse', 'log_wish'],
  ...['sla_count', 'sla_delta'],
];

/** What a migration fills: in an empty database they hold rows, which those of a backup take the place of. */
export const FILLED_BY_MIGRATIONS: readonly string[] = ['promotion_topic'];

/** A table with its columns in order. */
export interface Table {
  name: string;
  columns: readonly string[];
}

type Queryable = Pick<pg.Pool, 'query'>;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The tables that a backup holds, in the order of their names. The job queue has a schema of its own and stays out: a job is made again from its row. */
export async function keptTables(db: Queryable): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `SELECT c.table_name AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> ALL($1::text[])
      GROUP BY c.table_name ORDER BY c.table_name`,
    [NOT_KEPT],
  );
  return rows;
}

/** The last migration that was applied: a backup fits a database of the same one. */
export async function schemaVersion(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1',
  );
  return rows[0]?.migration_name ?? 'none';
}

/** Lets the numbering of each table go on after its highest number. */
export async function moveSequencesOn(db: Queryable, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    for (const column of table.columns) {
      const { rows } = await db.query<{ sequence: string | null }>('SELECT pg_get_serial_sequence($1, $2) AS sequence', [
        quoted(table.name),
        column,
      ]);
      const sequence = rows[0]?.sequence;
      if (sequence === null || sequence === undefined) continue;
      await db.query(`SELECT setval($1::regclass, max(${quoted(column)})) FROM ${quoted(table.name)} HAVING count(*) > 0`, [sequence]);
    }
  }
}
