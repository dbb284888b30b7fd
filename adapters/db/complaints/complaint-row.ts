import type { PoolClient } from 'pg';
import { type ComplaintItem, type Finding, nextComplaintReminderMs } from '../../../domain/complaint/complaint.js';
import type { Channel } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';

type Connection = Pick<PoolClient, 'query'>;

/** A row of `complaint`. Dates are YYYY-MM-DD texts. */
export interface ComplaintRow {
  id: string;
  request_id: string;
  channel: Channel;
  received_at: Date;
  acknowledge_by: string | null;
  acknowledged_at: Date;
  sealed_text: Buffer;
  reminders: number;
  finding: Finding | null;
  sealed_reasons: Buffer | null;
  decided_by: string | null;
  decided_at: Date | null;
}

/** Where the free texts of a complaint belong: moved elsewhere they do not open. */
export const SEALED_COMPLAINT = { text: 'complaint.sealedText', reasons: 'complaint.sealedReasons' } as const;

/** All complaints of a case, oldest first. */
export async function complaintsOf(connection: Connection, requestId: string): Promise<ComplaintRow[]> {
  const { rows } = await connection.query<ComplaintRow>('SELECT * FROM complaint WHERE request_id = $1 ORDER BY received_at, id', [
    requestId,
  ]);
  return rows;
}

/** The complaint that is looked into; at most one is open. */
export async function openComplaintOf(connection: Connection, requestId: string): Promise<ComplaintRow | undefined> {
  return (await complaintsOf(connection, requestId)).find((one) => one.decided_at === null);
}

/** When the desk is next reminded; null where no complaint is open. */
export async function nextComplaintAtMs(connection: Connection, requestId: string): Promise<number | null> {
  const { rows } = await connection.query<{ received_at: Date; reminders: number }>(
    'SELECT received_at, reminders FROM complaint WHERE request_id = $1 AND decided_at IS NULL',
    [requestId],
  );
  const open = rows[0];
  return open === undefined ? null : nextComplaintReminderMs(open.received_at.getTime(), open.reminders);
}

/** The complaints of a case, opened, for those who may see it. */
export async function complaintItems(
  connection: Connection,
  vault: Vault,
  row: { id: string; subject_id: string },
): Promise<ComplaintItem[]> {
  const open = async (sealed: Buffer, context: string) => (await vault.open<{ text: string }>(row.subject_id, sealed, context))?.text ?? '';
  return Promise.all(
    (await complaintsOf(connection, row.id)).map(async (one) => ({
      id: one.id,
      channel: one.channel,
      receivedAt: one.received_at.toISOString(),
      acknowledgeBy: one.acknowledge_by,
      acknowledgedAt: one.acknowledged_at.toISOString(),
      text: await open(one.sealed_text, SEALED_COMPLAINT.text),
      ...(one.finding === null ? {} : { finding: one.finding }),
      ...(one.sealed_reasons === null ? {} : { reasons: await open(one.sealed_reasons, SEALED_COMPLAINT.reasons) }),
      ...(one.decided_at === null ? {} : { decidedAt: one.decided_at.toISOString() }),
    })),
  );
}
