import type { PoolClient } from 'pg';
import type { Infeasible, TransferStatus } from '../../../domain/portability/transfer.js';
import type { CaseView } from '../../../domain/request/case-view.js';
import type { Vault } from '../../crypto/vault.js';
import type { Receiver } from '../../portability/discover.js';

/** Where sealed values of transfers belong. */
export const TRANSFER_SEALED = {
  destination: 'portabilityTransfer.sealedDestination',
  receipt: 'portabilityTransfer.sealedReceipt',
  about: 'incomingTransfer.sealedAbout',
} as const;

/** Where the data are to go; sealed, since it says what the person does next. `receiver` once it was verified. */
export interface SealedDestination {
  given: string;
  host?: string;
  origin?: string;
  name?: string;
  receiver?: Receiver;
}

/** One row of `portability_transfer`. */
export interface TransferRow {
  id: string;
  request_id: string;
  subject_id: string;
  status: TransferStatus;
  sealed_destination: Buffer;
  attempts: number;
  problem: string | null;
  next_attempt_at: Date | null;
  give_up_at: Date | null;
  asked_at: Date | null;
  confirmed_at: Date | null;
  settled_at: Date | null;
  package_sha256: string | null;
  receipt_sha256: string | null;
  sealed_receipt: Buffer | null;
}

type Connection = Pick<PoolClient, 'query'>;

/** The direct transfer of a case; undefined where none was asked for. */
export async function findTransfer(connection: Connection, requestId: string): Promise<TransferRow | undefined> {
  const { rows } = await connection.query<TransferRow>('SELECT * FROM portability_transfer WHERE request_id = $1', [requestId]);
  return rows[0];
}

export async function destinationOf(vault: Vault, row: TransferRow): Promise<SealedDestination> {
  return (await vault.open<SealedDestination>(row.subject_id, row.sealed_destination, TRANSFER_SEALED.destination)) ?? { given: '' };
}

type TransferColumns = Partial<Omit<TransferRow, 'id' | 'request_id' | 'subject_id'>>;

/** Changes columns of a transfer, in the transaction of the step. */
export async function updateTransfer(client: Connection, id: string, columns: TransferColumns): Promise<void> {
  const entries = Object.entries(columns);
  const assignments = entries.map(([name], index) => `"${name}" = $${index + 2}`).join(', ');
  await client.query(`UPDATE portability_transfer SET ${assignments} WHERE id = $1`, [id, ...entries.map(([, value]) => value)]);
}

/** Ends a transfer without delivery. */
export function settleInfeasible(client: Connection, id: string, reason: Infeasible, now: Date): Promise<void> {
  return updateTransfer(client, id, { status: 'infeasible', problem: reason, settled_at: now, next_attempt_at: null });
}

/** What the workflow knows of a transfer: where it stands, and when it is to be taken further. */
export async function transferViewOf(connection: Connection, requestId: string): Promise<CaseView['transfer']> {
  const transfer = await findTransfer(connection, requestId);
  if (transfer === undefined) return null;
  const { status, give_up_at, next_attempt_at, attempts } = transfer;
  // What the person has just confirmed is sent at once.
  if (status === 'confirmed' && attempts === 0) return { status, wakeAtMs: 0 };
  const wakeAt = { unverified: next_attempt_at, asked: give_up_at, confirmed: next_attempt_at, delivered: null, infeasible: null }[status];
  return { status, wakeAtMs: wakeAt?.getTime() ?? null };
}
