import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { RecipientNoticeView } from '../../../domain/request/recipient-notice.js';
import { requireCase } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { recordTransition } from '../requests/transition.js';
import type { NoticeContent } from './notice-content.js';
import { NOTICE_SEALED } from './tell-recipients.js';

interface NoticeRow {
  id: string;
  request_id: string;
  recipient: string;
  act: RecipientNoticeView['act'];
  channel: RecipientNoticeView['channel'];
  status: RecipientNoticeView['status'];
  attempts: number;
  problem: string | null;
  sealed_facts: Buffer;
  told_at: Date | null;
  confirmed_at: Date | null;
}

/** A mail is told when its letter was sent: the letter's row is the truth. */
const SELECT = `SELECT n.*, coalesce(l.sent_at, n.told_at) AS told_at, coalesce(n.problem, l.problem) AS problem,
    CASE WHEN n.status <> 'queued' OR l.status IS NULL THEN n.status WHEN l.status = 'sent' THEN 'told' WHEN l.status = 'queued' THEN 'queued' ELSE 'failed' END AS status
  FROM recipient_notice n LEFT JOIN letter l ON l.dedupe_key = n.request_id || ':recipient:' || n.id`;

/** Who was told about this case, and what became of it. */
export async function recipientNotices(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<RecipientNoticeView[]> {
  const { rows } = await connection.query<NoticeRow>(`${SELECT} WHERE n.request_id = $1 ORDER BY n.created_at, n.recipient`, [requestId]);
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    act: row.act,
    channel: row.channel,
    status: row.status,
    attempts: row.attempts,
    problem: row.problem,
    toldAt: row.told_at?.toISOString() ?? null,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  }));
}

/** What the recipient's page shows; undefined for a wrong key. */
export async function openNotice(deps: DeskDeps, id: string, key: string) {
  if (!deps.vault.isStatusKey(id, key)) return undefined;
  const { rows } = await deps.pool.query<NoticeRow>(`${SELECT} WHERE n.id = $1`, [id]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { reference, subject_id } = await requireCase(deps.pool, { id: row.request_id });
  const content = await deps.vault.open<NoticeContent>(subject_id, row.sealed_facts, NOTICE_SEALED);
  return {
    recipient: row.recipient,
    act: row.act,
    reference,
    isConfirmed: row.confirmed_at !== null,
    ...(content ?? { recordReference: '', data: [] }),
  };
}

/** The recipient says that it has done its part: the receipt of the notice. Once. */
export async function confirmNotice(deps: DeskDeps, id: string, key: string): Promise<boolean> {
  if (!deps.vault.isStatusKey(id, key)) return false;
  const { rows } = await deps.pool.query<{ request_id: string }>('SELECT request_id FROM recipient_notice WHERE id = $1', [id]);
  const requestId = rows[0]?.request_id;
  if (requestId === undefined) return false;
  await recordTransition(deps, { id: requestId }, { id: 'recipient', role: 'system' }, async ({ client, now }) => {
    const updated = await client.query(
      `UPDATE recipient_notice SET status = 'confirmed', confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL`,
      [id, now],
    );
    if (updated.rowCount === 0) return undefined;
    return { facts: [{ event: 'recipient-told', data: { noticeId: id, channel: 'mail', result: 'confirmed' } }] };
  });
  return true;
}

/** Tries a notice again that failed: a webhook by the workflow's next step, a mail by a new letter. */
export async function redeliverNotice(deps: DeskDeps, reference: string, id: string, actor: Actor): Promise<void> {
  await recordTransition(deps, { reference }, actor, async ({ client, row, now }) => {
    const updated = await client.query(
      `UPDATE recipient_notice SET status = 'queued', attempts = 0, problem = NULL, not_before = $3 WHERE id = $1 AND request_id = $2 AND channel = 'webhook' AND status IN ('failed', 'queued', 'confirmed')`,
      [id, row.id, now],
    );
    if (updated.rowCount === 0)
      throw new DomainError({
        code: 'NOTICE_NOT_REDELIVERABLE',
        kind: 'conflict',
        detail: 'Only a notice by webhook can be sent again here. GDPR Art. 19.',
        article: 'GDPR Art. 19',
      });
    return { facts: [{ event: 'recipient-told', data: { noticeId: id, channel: 'webhook', result: 'sent-again' } }] };
  });
}
