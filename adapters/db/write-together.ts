import type { PoolClient } from 'pg';

type Row = Record<string, unknown>;

/** How a value travels inside JSON into a PostgreSQL row: bytes as hex text, 64-bit numbers as text. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Rows as the JSON text that `insertCte` reads. Bytes inside nested values are not expected. */
export function encodeRows(rows: readonly Row[]): string {
  // Buffer.toJSON would run before a replacer sees the bytes, so they are turned into text first.
  return JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]))));
}

/**
 * One `name AS (INSERT …)` of a WITH statement, reading its rows from parameter `$param`. Columns not given take their defaults; all
 * rows of a table have the columns of its first. Table and column names come from code, never from input.
 */
export function insertCte(table: string, rows: readonly Row[], param: number): string {
  const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`).join(', ');
  return `new_${table} AS (INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $${param}::jsonb))`;
}

/** Inserts rows of several tables in one statement and one round trip. */
export async function writeTogether(connection: Pick<PoolClient, 'query'>, tables: Record<string, readonly Row[]>): Promise<void> {
  const filled = Object.entries(tables).filter(([, rows]) => rows.length > 0);
  if (filled.length === 0) return;
  const ctes = filled.map(([table, rows], index) => insertCte(table, rows, index + 1));
  await connection.query({ text: `WITH ${ctes.join(',\n')} SELECT 1`, values: filled.map(([, rows]) => encodeRows(rows)) });
}
