import type { Vault } from '../../crypto/vault.js';
import { type Connection, SEALED_HERE } from './correction-row.js';

/** What a change does, sealed with the person's key: the version before it is kept with its reason. */
export interface SealedChange {
  key: string;
  field: string;
  before: string | null;
  after: string;
  reason?: string;
}

/** One place where a correction is or was carried out. */
export interface EffectRow {
  id: string;
  correction_id: string;
  subject_id: string;
  system: string;
  collection: string;
  sealed_change: Buffer;
  status: 'planned' | 'done' | 'by-hand' | 'left';
  done_at: Date | null;
}

export async function effectsOf(connection: Connection, requestId: string): Promise<EffectRow[]> {
  const { rows } = await connection.query<EffectRow>(
    `SELECT e.id, e.correction_id, e.subject_id, e.system, e.collection, e.sealed_change, e.status, e.done_at
       FROM correction_effect e JOIN correction c ON c.id = e.correction_id WHERE e.request_id = $1 ORDER BY c.position, e.system, e.id`,
    [requestId],
  );
  return rows;
}

export async function openChange(vault: Vault, row: EffectRow): Promise<SealedChange> {
  const opened = await vault.open<SealedChange>(row.subject_id, row.sealed_change, SEALED_HERE.change);
  return opened ?? { key: '', field: '', before: null, after: '' };
}

/** The system under which something stands that no machine could find a place for. */
export const BY_HAND = 'carry-out';
