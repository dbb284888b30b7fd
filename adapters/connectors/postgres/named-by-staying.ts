import { canErase, type ErasableTable } from './erasable.js';
import { maskedValues } from './erasable-row.js';
import { type Fate, isKept, type SurveyDeps, type Surveyed } from './erasure-survey.js';
import { quoted } from './identifier.js';
import { columnsOf, listOf } from './row-match.js';
import { shownKeyOf } from './select.js';
import type { JudgedRow } from './walk.js';

/**
 * What a preview says of the rows of a page. One that a row names which stays (it is kept, or masked, or of a table that is not described,
 * or marked as restricted or held) is masked when it comes to it (`eraseBatch`), not deleted. Along a chain in one table one step is seen.
 */
export async function foreseenFates(deps: SurveyDeps, { one, rows }: Surveyed): Promise<Fate[]> {
  const going = rows.flatMap(({ row, fate }) => (fate === 'delete' ? row : []));
  const named = await namedByStaying(deps, one, going);
  const masked = ({ values }: JudgedRow): Fate => (maskedValues(one, deps.masker, values).size > 0 ? 'mask' : 'nothing');
  return rows.map(({ row, fate }) => (named.has(row) ? masked(row) : fate));
}

async function namedByStaying(deps: SurveyDeps, one: ErasableTable, rows: readonly JudgedRow[]): Promise<ReadonlySet<JudgedRow>> {
  const isAsked = rows.length > 0 && !isKept(one.table, deps.scope); // of what is kept as a whole nothing goes
  const { match, table } = one;
  const keys = rows.map((row) => match.keyOf(row));
  const params: unknown[] = columnsOf(keys, match.names.length);
  const bind = (value: unknown) => `$${params.push(value)}`;
  const condition = isAsked ? stayingName({ ...deps, bind }, one, 'r', []) : undefined;
  if (condition === undefined) return new Set();
  const sql = `SELECT ${match.texts.join(', ')} FROM ${table.relation} AS r
    WHERE ${match.row('r')} IN (SELECT ${match.named} FROM ${listOf(match.names)}) AND (${condition})`;
  const found = await deps.session.query(sql, params);
  const named = new Set(found.rows.map((key) => JSON.stringify(key)));
  return new Set(rows.filter((_, index) => named.has(JSON.stringify(keys[index]))));
}

type SqlDeps = SurveyDeps & { bind(value: unknown): string };

/** SQL: whether a row that stays names the row `alias`; undefined where none can. Rows that go may be named by others that stay. */
function stayingName(deps: SqlDeps, one: ErasableTable, alias: string, above: readonly ErasableTable[]): string | undefined {
  const path = [...above, one];
  const holderAlias = `h${path.length}`;
  return either(
    one.referrers.map(({ relation, names, isSelf, isReadable }) => {
      if (!isReadable) return 'true'; // then nothing of it is deleted
      const holder = isSelf ? one : holderOf(deps, relation);
      const stays = staying(deps, holder, holderAlias, path);
      return stays && `EXISTS (SELECT FROM ${relation} AS ${holderAlias} WHERE ${names(holderAlias, alias)} AND (${stays}))`;
    }),
  );
}

/** SQL: whether the row `alias` of this table stays; undefined where every one goes. */
function staying(deps: SqlDeps, one: ErasableTable | undefined, alias: string, path: readonly ErasableTable[]): string | undefined {
  if (one === undefined || !isDeleted(deps, one)) return 'true';
  return either([marked(deps, one, alias), path.includes(one) ? undefined : stayingName(deps, one, alias, path)]);
}

/** SQL: whether the row `alias` has a mark that keeps it, of its system (as `markOf` reads it) or of ours. */
function marked({ scope, bind }: SqlDeps, { table }: ErasableTable, alias: string): string | undefined {
  const { legalHoldField, restrictionField } = table.collection.erasure;
  const blocked = (scope.blocked ?? []).filter(({ collection }) => collection === table.collection.name);
  if (blocked.some(({ key }) => key === undefined)) return 'true';
  const keys = blocked.flatMap(({ key }) => key ?? []);
  const key = shownKeyOf(table).map((name) => `${alias}.${quoted(name)}::text`);
  return either([
    ...[legalHoldField, restrictionField].map(
      (name) => name && `COALESCE(${alias}.${quoted(name)}::text, '') NOT IN ('', 'f', 'false', '0')`,
    ),
    keys.length === 0 ? undefined : `concat(${key.join(`, '|', `)}) = ANY(${bind(keys)}::text[])`,
  ]);
}

function either(conditions: readonly (string | null | undefined)[]): string | undefined {
  const given = conditions.filter((one) => one !== undefined && one !== null);
  return given.length === 0 ? undefined : given.join(' OR ');
}

/** The constraints of a database write a name without quotes where it needs none; the description always with them. */
function holderOf({ erasables }: SurveyDeps, relation: string): ErasableTable | undefined {
  const plain = (name: string) => name.replaceAll('"', '');
  return [...erasables.values()].find(({ table }) => plain(table.relation) === plain(relation));
}

const isDeleted = ({ scope }: SurveyDeps, one: ErasableTable): boolean =>
  one.rows === 'delete' && one.mayDelete && canErase(one) && !isKept(one.table, scope);
