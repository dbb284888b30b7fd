import { createHash } from 'node:crypto';
import type { Correction } from '../../../domain/request/filing.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { openContent } from '../requests/sealed.js';
import { type Connection, correctionsOf } from './correction-row.js';

/** Positions of fields that staff added later. */
export const ADDED_FROM = 1000;

/** The id of a field from its request and place in it, so that it has one from the filing on, before it is on record (RFC 9562, version 8). */
export function fieldIdOf(requestId: string, position: number): string {
  const hex = createHash('sha256').update(`correction:${requestId}:${position}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** What the person asked to correct field by field, each with the id that it has or will have on record. */
export async function namedCorrections(
  connection: Connection,
  row: Pick<CaseRow, 'id' | 'right'>,
  claims: readonly Correction[],
): Promise<(Correction & { id?: string })[]> {
  if (row.right !== 'rectification') return [...claims];
  const known = await correctionsOf(connection, row.id);
  return claims.map((claim, position) => ({
    ...claim,
    id: known.find((one) => one.position === position)?.id ?? fieldIdOf(row.id, position),
  }));
}

/** The ids of all fields of a case: those asked for at the filing and those staff added. */
export async function fieldIds(deps: Pick<DeskDeps, 'vault'>, connection: Connection, row: CaseRow): Promise<string[]> {
  const { corrections = [] } = await openContent(deps.vault, row);
  const [named, known] = [await namedCorrections(connection, row, corrections), await correctionsOf(connection, row.id)];
  return [...new Set([...named.flatMap(({ id }) => id ?? []), ...known.map(({ id }) => id)])];
}
