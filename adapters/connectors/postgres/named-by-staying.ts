import { canErase, type ErasableTable } from './erasable.js';
import { maskedValues } from './erasable-row.js';
import { type Fate, isKept, type SurveyDeps, type Surveyed } from './erasure-survey.js';
import { columnsOf, listOf } from './row-match.js';
import type { JudgedRow } from './walk.js';

/**
 * What a preview says of the rows of a page. One that a row names which stays (it is kept, or masked, or of a table that is not described)
 * is masked when it comes to it (`eraseBatch`), not deleted. What only a mark on a single row keeps (a legal hold) is not foreseen.
 */
export async function foreseenFates(deps: SurveyDeps, { one, rows }: Surveyed): Promise<Fate[]> {
  const going = rows.flatMap(({ row, fate }) => (fate === 'delete' ? row : []));
  const named = await namedByStaying(deps, one, going);
  const masked = ({ values }: JudgedRow): Fate => (maskedValues(one, deps.masker, values).size > 0 ? 'mask' : 'nothing');
  return rows.map(({ row, fate }) => (named.has(row) ? masked(row) : fate));
}

async function namedByStaying(deps: SurveyDeps, one: ErasableTable, rows: readonly JudgedRow[]): Promise<ReadonlySet<JudgedRow>> {
  const isAsked = rows.length > 0 && !isKept(one.table, deps.scope); // of what is kept as a whole nothing goes
  const condition = isAsked ? stayingName(deps, one, 'r', []) : undefined;
  if (condition === undefined) return new Set();
  const { match, table } = one;
  const keys = rows.map((row) => match.keyOf(row));
  const sql = `SELECT ${match.texts.join(', ')} FROM ${table.relation} AS r
    WHERE ${match.row} IN (SELECT ${match.named} FROM ${listOf(match.names)}) AND (${condition})`;
  const found = await deps.session.query(sql, columnsOf(keys, match.names.length));
  const named = new Set(found.rows.map((key) => JSON.stringify(key)));
  return new Set(rows.filter((_, index) => named.has(JSON.stringify(keys[index]))));
}

/** SQL: whether a row that stays names the row `alias`; undefined where none can. Rows that go may be named by others that stay. */
function stayingName(deps: SurveyDeps, one: ErasableTable, alias: string, above: readonly ErasableTable[]): string | undefined {
  const path = [...above, one];
  const holderAlias = `h${path.length}`;
  const ways = one.referrers.flatMap(({ relation, condition, isSelf, isReadable }) => {
    if (!isReadable) return ['true']; // then nothing of it is deleted
    const holder = holderOf(deps, relation);
    const goes = holder !== undefined && isDeleted(deps, holder);
    if (goes && (isSelf || path.includes(holder))) return [];
    const names = condition.replaceAll(/\bh\./g, `${holderAlias}.`).replaceAll(/\br\./g, `${alias}.`);
    const stays = goes ? stayingName(deps, holder, holderAlias, path) : 'true';
    return stays === undefined ? [] : [`EXISTS (SELECT FROM ${relation} AS ${holderAlias} WHERE ${names} AND (${stays}))`];
  });
  return ways.length === 0 ? undefined : ways.join(' OR ');
}

/** The constraints of a database write a name without quotes where it needs none; the description always with them. */
function holderOf({ erasables }: SurveyDeps, relation: string): ErasableTable | undefined {
  const plain = (name: string) => name.replaceAll('"', '');
  return [...erasables.values()].find(({ table }) => plain(table.relation) === plain(relation));
}

const isDeleted = ({ scope }: SurveyDeps, one: ErasableTable): boolean =>
  one.rows === 'delete' && one.mayDelete && canErase(one) && !isKept(one.table, scope);
