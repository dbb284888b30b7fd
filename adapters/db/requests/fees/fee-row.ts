import type { PoolClient } from 'pg';
import { DomainError } from '../../../../domain/errors.js';
import type { FeeStatus } from '../../../../domain/fee-state.js';
import type { FeeItem } from '../../../../domain/request/detail.js';
import type { Vault } from '../../../crypto/vault.js';
import { SEALED } from '../sealed.js';

/** One row of `fee`. Dates are YYYY-MM-DD texts. */
export interface FeeRow {
  id: string;
  request_id: string;
  ground: FeeItem['ground'];
  amount_minor: number;
  currency: string;
  sealed_calculation: Buffer;
  sealed_evidence: Buffer | null;
  status: FeeStatus;
  pay_by_on: string;
  notified_by: string;
  approved_by: string | null;
  notified_on: string | null;
  reminded_at: Date | null;
  paid_on: string | null;
  paid_by: 'checkout' | 'transfer' | null;
}

type Connection = Pick<PoolClient, 'query'>;

/** The fees of a case, oldest first. */
export async function feesOf(connection: Connection, requestId: string): Promise<FeeRow[]> {
  const { rows } = await connection.query<FeeRow>('SELECT * FROM fee WHERE request_id = $1 ORDER BY created_at, id', [requestId]);
  return rows;
}

/** The newest fee of a case, if there ever was one. */
export async function lastFeeOf(connection: Connection, requestId: string): Promise<FeeRow | undefined> {
  return (await feesOf(connection, requestId)).at(-1);
}

/** The newest fee of a case, or the 409 that there is none. */
export async function requireFee(connection: Connection, requestId: string): Promise<FeeRow> {
  const fee = await lastFeeOf(connection, requestId);
  if (fee !== undefined) return fee;
  throw new DomainError({
    code: 'NO_OPEN_FEE',
    kind: 'conflict',
    detail: 'No fee was asked for this request (GDPR Art. 12(5)).',
    article: 'GDPR Art. 12(5)',
  });
}

/** Writes where a fee stands now, with what else changed of it. Column names come from code. */
export async function moveFee(
  client: Connection,
  id: string,
  columns: Partial<
    Pick<FeeRow, 'status' | 'amount_minor' | 'pay_by_on' | 'approved_by' | 'notified_on' | 'reminded_at' | 'paid_on' | 'paid_by'>
  > & {
    settled_at?: Date | null;
  },
): Promise<void> {
  const names = Object.keys(columns);
  const values: Record<string, unknown> = columns;
  await client.query(`UPDATE fee SET ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`, [
    id,
    ...names.map((name) => values[name]),
  ]);
}

/** What the fee was worked out from, and what shows the request to be excessive; empty texts when the key was destroyed. */
export async function openFee(
  vault: Vault,
  subjectId: string,
  fee: FeeRow,
): Promise<{ calculation: string; evidence: string | undefined }> {
  const calculation = (await vault.openText(subjectId, fee.sealed_calculation, SEALED.calculation)) ?? '';
  const evidence = fee.sealed_evidence === null ? undefined : await vault.openText(subjectId, fee.sealed_evidence, SEALED.feeEvidence);
  return { calculation, evidence };
}

/** The newest fee as the desk and the person see it. A draft or a dispute waits for us, not for the person. */
export async function presentFee(
  connection: Connection,
  vault: Vault,
  row: { id: string; subject_id: string },
): Promise<{ fee?: FeeItem; waitingFor?: 'us' }> {
  const fee = await lastFeeOf(connection, row.id);
  if (fee === undefined) return {};
  const { calculation, evidence } = await openFee(vault, row.subject_id, fee);
  return {
    ...(fee.status === 'proposed' || fee.status === 'disputed' ? { waitingFor: 'us' } : {}),
    fee: {
      ground: fee.ground,
      amountMinor: fee.amount_minor,
      currency: fee.currency,
      calculation,
      ...(evidence === undefined ? {} : { evidence }),
      status: fee.status,
      payByOn: fee.pay_by_on,
      ...(fee.paid_on === null ? {} : { paidOn: fee.paid_on }),
    },
  };
}
