import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { createKeyrings, type Keyrings, type MasterKeys, sealKept } from '../keyring.js';
import { resealPlaces } from './reseal-places.js';
import { rewrapKeys } from './rewrap-keys.js';

/** What a change of the master key stands on: both databases, and the master keys of now and before. */
export interface RotationDeps {
  pool: pg.Pool;
  keysPool: pg.Pool;
  keys: MasterKeys & { formerKey: string };
}

/** What was sealed anew in this run, and the setting that goes with the new master key. */
export interface RotationReport {
  subjectKeys: number;
  sealedValues: number;
  keyId: string;
  keptKeys: string;
}

async function note(
  pool: pg.Pool,
  { current, former }: Keyrings,
  event: 'begun' | 'finished',
  counts = { subjectKeys: 0, sealedValues: 0 },
): Promise<void> {
  await pool.query(
    'INSERT INTO key_rotation (id, event, from_key_ids, to_key_id, subject_keys, sealed_values) VALUES ($1, $2, $3, $4, $5, $6)',
    [uuidv7(), event, former?.keyIds ?? [], current.keyId, counts.subjectKeys, counts.sealedValues],
  );
}

/**
 * Seals everything anew that the former master key sealed, while parts that know both keys go on. Each batch stands by itself, so a run
 * that was killed is simply run again; each run is on record (`key_rotation`). Throws MASTER_KEY_DIFFERS or SEAL_BROKEN where something
 * belongs to neither key.
 */
export async function rotateMaster(
  deps: RotationDeps,
  onProgress: (subjectKeys: number) => void = () => undefined,
): Promise<RotationReport> {
  const keyrings = createKeyrings(deps.keys);
  await note(deps.pool, keyrings, 'begun');
  const subjectKeys = await rewrapKeys(deps.keysPool, keyrings, onProgress);
  const sealedValues = await resealPlaces(deps.pool, keyrings);
  await note(deps.pool, keyrings, 'finished', { subjectKeys, sealedValues });
  return { subjectKeys, sealedValues, keyId: keyrings.current.keyId, keptKeys: sealKept(keyrings.current) };
}
