import type pg from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { contextOf, OTHER_PLACES } from '../../db/erasure/sealed-places.js';
import { openEnvelope, sealEnvelope } from '../envelope.js';
import type { Keyrings } from '../keyring.js';
import { masterContext } from '../vault.js';

const BATCH = 200;

/** A column that holds values sealed with the master key, and how they are read and written there. */
interface MasterPlace {
  table: string;
  context: string;
  /** SQL that reads the value as bytes, and one that writes the bytes of `$2`. */
  reads: string;
  writes: string;
}

interface SealedRow {
  at: string;
  sealed: Buffer;
}

const COLUMNS: readonly MasterPlace[] = OTHER_PLACES.flatMap(({ table, columns }) =>
  columns.map((column) => ({ table, context: contextOf(table, column), reads: `"${column}"`, writes: `"${column}" = $2` })),
);

/** A session is bytes inside JSON. */
const SESSIONS: MasterPlace = {
  table: 'session',
  context: 'session.data',
  reads: `decode(data->>'sealed', 'base64')`,
  writes: `data = jsonb_build_object('sealed', encode($2::bytea, 'base64'))`,
};

function opens(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  try {
    return openEnvelope(key, sealed, context);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** The value sealed with the master key of now; undefined where it is so already. SEAL_BROKEN where neither key opens it. */
function anew({ current, former }: Keyrings, { sealed }: SealedRow, place: MasterPlace): Buffer | undefined {
  const context = masterContext(place.context);
  if (opens(current.sealing, sealed, context) !== undefined) return undefined;
  const clear = former === undefined ? undefined : opens(former.sealing, sealed, context);
  if (clear !== undefined) return sealEnvelope(current.sealing, clear, context);
  const detail = `A value in ${place.table} (${place.context}) opens with neither master key; nothing of it was changed.`;
  throw new DomainError({ code: 'SEAL_BROKEN', kind: 'conflict', detail });
}

async function resealPlace(pool: pg.Pool, keyrings: Keyrings, place: MasterPlace): Promise<number> {
  const { table, reads, writes } = place;
  let done = 0;
  // A row that is written moves to a later place in the table and is met once more there, as one that is done.
  for (let from = '(0,0)'; ; ) {
    const { rows } = await pool.query<SealedRow>(
      `SELECT ctid::text AS at, ${reads} AS sealed FROM "${table}" WHERE ctid > $1::tid AND ${reads} IS NOT NULL ORDER BY ctid LIMIT $2`,
      [from, BATCH],
    );
    for (const row of rows) {
      const sealed = anew(keyrings, row, place);
      if (sealed === undefined) continue;
      const { rowCount } = await pool.query(`UPDATE "${table}" SET ${writes} WHERE ctid = $1::tid AND ${reads} = $3`, [
        row.at,
        sealed,
        row.sealed,
      ]);
      done += rowCount ?? 0;
    }
    const last = rows.at(-1);
    if (last === undefined) return done;
    from = last.at;
  }
}

/** Seals everything anew that belongs to no subject. Safe to repeat: what is done is passed over. */
export async function resealPlaces(pool: pg.Pool, keyrings: Keyrings): Promise<number> {
  let done = 0;
  for (const place of [...COLUMNS, SESSIONS]) done += await resealPlace(pool, keyrings, place);
  return done;
}
