import { rowKeyOf } from '../../../domain/collection/row.js';
import type { Table } from './catalog.js';
import { type PagePlan, planPage } from './select.js';
import type { ReadSession } from './session.js';

/** A row as PostgreSQL wrote it. */
export interface RawRow {
  /** The described columns, in the order of the description. */
  values: readonly (string | null)[];
  typeOids: readonly number[];
  key: string;
  /** Tells this row from every other of its table. */
  unique: string;
}

const FIRST_PAGE_ROWS = 20;
const MOST_ROWS = 2_000;
const PAGE_BYTES = 512 * 1024;

let cursorCount = 0;

/**
 * The rows that fulfil `where`, page by page through a cursor of the running transaction: each row exactly once, with or without a
 * key, and never more of them in memory than make up about half a megabyte (one row, where a single row is larger).
 */
export async function* pagesOf(session: ReadSession, table: Table, where: string, params: readonly unknown[]): AsyncGenerator<RawRow[]> {
  const plan = planPage(table);
  cursorCount += 1;
  const cursor = `rightsdesk_${cursorCount}`;
  await session.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${plan.sql} WHERE ${where}${plan.order}`, params);
  let wanted = FIRST_PAGE_ROWS;
  for (;;) {
    const { rows, fields } = await session.query(`FETCH FORWARD ${wanted} FROM ${cursor}`);
    const typeOids = fields.slice(0, plan.fieldCount).map((field) => field.dataTypeID);
    if (rows.length > 0) yield rows.map((row) => rawRow(row, plan, typeOids));
    if (rows.length < wanted) break;
    wanted = nextPageSize(rows);
  }
  await session.query(`CLOSE ${cursor}`);
}

function rawRow(row: readonly (string | null)[], plan: PagePlan, typeOids: readonly number[]): RawRow {
  const keyEnd = plan.fieldCount + plan.shownKey.length;
  return {
    values: row.slice(0, plan.fieldCount),
    typeOids,
    key: rowKeyOf(row.slice(plan.fieldCount, keyEnd)),
    unique: JSON.stringify(row.slice(keyEnd)),
  };
}

function nextPageSize(rows: readonly (string | null)[][]): number {
  const bytes = rows.reduce((sum, row) => sum + row.reduce((size, value) => size + (value?.length ?? 0), 0), 0);
  const perRow = Math.max(1, bytes / rows.length);
  return Math.min(MOST_ROWS, Math.max(1, Math.floor(PAGE_BYTES / perRow)));
}
