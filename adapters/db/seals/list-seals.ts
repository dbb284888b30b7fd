import type { Pool } from 'pg';
import type { SealFilter, SealItem } from '../../../domain/seals/view.js';
import { SEAL_COLUMNS, type SealRow, sealItem } from './seal-row.js';

export interface SealPage {
  items: SealItem[];
  hasMore: boolean;
  after: string | null;
}

/** One page of seals, in the order in which they were made; every filter but the search has its index. */
export async function listSeals(pool: Pool, filter: SealFilter, publicUrl: string): Promise<SealPage> {
  const sql: string[] = [];
  const values: unknown[] = [];
  const add = (text: string, value: unknown) => sql.push(text.replaceAll('?', `$${values.push(value)}`));
  if (filter.issuerSlug !== undefined) add('s.issuer_slug = ?', filter.issuerSlug);
  if (filter.memberId !== undefined) add('s.member_id = ?', filter.memberId);
  if (filter.status !== undefined) add('s.status = ?', filter.status);
  if (filter.withoutDrafts === true) sql.push(`s.status <> 'draft'`);
  if (filter.kind !== undefined) add('s.kind = ?', filter.kind);
  if (filter.expiresBefore !== undefined) add('s.valid_until < ?', filter.expiresBefore);
  if (filter.q !== undefined)
    add('(strpos(lower(s.member_name), ?) > 0 OR strpos(s.domain, ?) > 0 OR s.id::text = ?)', filter.q.trim().toLowerCase());
  if (filter.after !== undefined) add('s.id > ?::uuid', filter.after);
  const { rows } = await pool.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seal s ${sql.length === 0 ? '' : `WHERE ${sql.join(' AND ')}`} ORDER BY s.id LIMIT ${filter.limit + 1}`,
    values,
  );
  const page = rows.slice(0, filter.limit);
  const hasMore = rows.length > filter.limit;
  return { items: page.map((row) => sealItem(row, publicUrl)), hasMore, after: hasMore ? (page.at(-1)?.id ?? null) : null };
}

/** How many seals of an issuer stand in each status. */
export async function countSeals(pool: Pool, issuerSlug: string): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ status: string; n: number }>(
    'SELECT status, count(*)::int AS n FROM seal WHERE issuer_slug = $1 GROUP BY status',
    [issuerSlug],
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
