import type { Pool, PoolClient } from 'pg';

type Row = Record<string, unknown>;
type Connection = Pick<Pool | PoolClient, 'query'>;

/** How a value travels inside JSON into a PostgreSQL row: bytes as hex text, instants as ISO text, 64-bit numbers as text. */
function toJsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'bigint' ? value.toString() : value;
}

function encode(rows: readonly Row[]): string {
  // Buffer.toJSON runs before a replacer sees the value, so bytes are turned into text first.
  const plain = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, toJsonValue(key, value)])));
  return JSON.stringify(plain, toJsonValue);
}

/**
 * Inserts rows of several tables in one statement, which is one transaction and one round trip. Columns not given take their
 * defaults; all rows of a table have the columns of its first. Table and column names come from code, never from input.
 */
export async function writeTogether(connection: Connection, tables: Record<string, readonly Row[]>): Promise<void> {
  const filled = Object.entries(tables).filter(([, rows]) => rows.length > 0);
  if (filled.length === 0) return;
  const inserts = filled.map(([table, rows], index) => {
    const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`).join(', ');
    return `w${index} AS (INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $${index + 1}::jsonb))`;
  });
  await connection.query({ text: `WITH ${inserts.join(',\n')} SELECT 1`, values: filled.map(([, rows]) => encode(rows)) });
}
