import type { OwnerPath, OwnerStep } from '../../../domain/collection/owner-paths.js';
import type { Claim } from '../../../domain/collection/ownership.js';
import { type Column, columnNamed, type Table } from './catalog.js';
import { quoted } from './identifier.js';
import { carriesIdentity, isSame, type Known, statesIdentity } from './select.js';
import type { ReadSession } from './session.js';

export type Tables = ReadonlyMap<string, Table>;

/** The field of the row itself where a way to its owner begins. */
export function startOf(path: OwnerPath): string {
  const [first] = path.steps;
  return first === undefined ? '' : first.way === 'out' ? first.link.holder.field : first.link.target.field;
}

/** A way is outward where the row's own references lead all along it to the person. */
export function isOutward(path: OwnerPath): boolean {
  return path.steps.every((step) => step.way === 'out');
}

/**
 * Asks the database, for each of the values where a way begins, whether it leads to the subject, to somebody else, or to nobody.
 * `any`: also a record without an address counts as somebody else's.
 */
export async function claimsAlong(
  session: ReadSession,
  tables: Tables,
  known: Known,
  path: OwnerPath,
  start: Column,
  values: readonly string[],
  certainty: 'stated' | 'any' = 'stated',
): Promise<Claim[]> {
  const sql = claimQuery(tables, known, path, start, certainty);
  const { rows } = await session.query(sql, [values, [...known.values]]);
  const claims = values.map(() => ({ isOutward: isOutward(path), bySubject: false, byOther: false }));
  for (const [place, bySubject, byOther] of rows) {
    claims[Number(place) - 1] = { isOutward: isOutward(path), bySubject: bySubject === 't', byOther: byOther === 't' };
  }
  return claims;
}

interface Joined {
  sql: string;
  /** Where the way breaks: a reference that is set but names no row. */
  broken: string[];
  last: string;
}

function claimQuery(tables: Tables, known: Known, path: OwnerPath, start: Column, certainty: 'stated' | 'any'): string {
  const outward = isOutward(path);
  const joined = joinSteps(tables, path.steps, start, outward);
  const end = tableOf(tables, path.end);
  const matches = carriesIdentity(end, joined.last, known.kinds, '$2');
  const states = statesIdentity(end, joined.last, known.kinds);
  const found = `${joined.last}.${quoted(arrivalField(path.steps.at(-1)))} IS NOT NULL`;
  const another =
    certainty === 'any' || (outward && path.isFinal) ? `(${found} AND NOT ${matches})` : `(${found} AND ${states} AND NOT ${matches})`;
  const other = [another, ...(outward ? joined.broken : [])].join(' OR ');
  return `SELECT v.place, bool_or(${matches}), bool_or(${other}) FROM unnest($1::${start.typeName}[]) WITH ORDINALITY AS v(value, place) ${joined.sql} GROUP BY v.place`;
}

function joinSteps(tables: Tables, steps: readonly OwnerStep[], start: Column, outward: boolean): Joined {
  const joined: Joined = { sql: '', broken: [], last: 'v' };
  let from: { column: string; type: Column } = { column: 'v.value', type: start };
  steps.forEach((step, index) => {
    const alias = `t${index}`;
    const table = tableOf(tables, step.way === 'out' ? step.link.target.collection : step.link.holder.collection);
    const arrival = arrivalField(step);
    const column = `${alias}.${quoted(arrival)}`;
    joined.sql += ` ${outward ? 'LEFT JOIN' : 'JOIN'} ${table.relation} AS ${alias} ON ${isSame(column, columnNamed(table, arrival), from.column, from.type)}`;
    joined.broken.push(`(${from.column} IS NOT NULL AND ${column} IS NULL)`);
    joined.last = alias;
    const next = steps[index + 1];
    if (next) from = { column: `${alias}.${quoted(departureField(next))}`, type: columnNamed(table, departureField(next)) };
  });
  return joined;
}

function arrivalField(step: OwnerStep | undefined): string {
  if (step === undefined) return '';
  return step.way === 'out' ? step.link.target.field : step.link.holder.field;
}

function departureField(step: OwnerStep): string {
  return step.way === 'out' ? step.link.holder.field : step.link.target.field;
}

function tableOf(tables: Tables, collection: string): Table {
  const table = tables.get(collection);
  if (!table) throw new Error(`collection ${collection} was not looked up`);
  return table;
}
