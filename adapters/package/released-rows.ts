import type { DataRow } from '../../domain/collection/row.js';
import { HELD_BACK_SEALED } from '../connectors/held-back.js';
import type { AnswerDeps } from './answer-deps.js';

const PAGE_ROWS = 100;

interface Place {
  requestId: string;
  subjectId: string;
  system: string;
  collection: string;
}

/** The held-back rows of a collection that a reviewer released, page by page. A row whose key was destroyed is gone. */
export async function* releasedRows(
  { pool, vault }: Pick<AnswerDeps, 'pool' | 'vault'>,
  place: Place,
): AsyncGenerator<{ key: string; row: DataRow }> {
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string; sealed_key: Buffer; sealed_row: Buffer }[] } = await pool.query(
      `SELECT id, sealed_key, sealed_row FROM held_back_row
       WHERE request_id = $1 AND system = $2 AND collection = $3 AND verdict = 'released' AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`,
      [place.requestId, place.system, place.collection, after, PAGE_ROWS],
    );
    for (const stored of rows) {
      const key = await vault.openText(place.subjectId, stored.sealed_key, HELD_BACK_SEALED.key);
      const row = await vault.open<DataRow>(place.subjectId, stored.sealed_row, HELD_BACK_SEALED.row);
      if (key !== undefined && row !== undefined) yield { key, row };
    }
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1)?.id ?? null;
  }
}

/** The columns that released rows bring. */
export async function releasedColumns(deps: Pick<AnswerDeps, 'pool' | 'vault'>, place: Place): Promise<string[]> {
  const columns = new Set<string>();
  for await (const { row } of releasedRows(deps, place)) for (const column of Object.keys(row)) columns.add(column);
  return [...columns];
}
