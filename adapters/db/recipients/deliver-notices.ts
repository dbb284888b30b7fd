import { waitAfterAttempt } from '../../../domain/request/recipient-notice.js';
import { guardedRequest } from '../../outbound/guarded-request.js';
import { webhookHeaders } from '../../outbound/sign-webhook.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import type { NoticeContent } from './notice-content.js';
import { SECRET_CONTEXT } from './recipients.js';
import { NOTICE_SEALED, taskFor } from './tell-recipients.js';

interface DueNotice {
  id: string;
  act: string;
  attempts: number;
  sealed_facts: Buffer;
  webhook_url: string | null;
  sealed_secret: Buffer | null;
  reference: string;
  subject_id: string;
}

/**
 * Tries every webhook of a case that is due (Standard Webhooks: `webhook-id` is the notice's, the same at every try). A recipient that
 * answers 2xx has confirmed; another is tried again for about five days, then a person is asked.
 */
export async function deliverNotices(deps: DeskDeps, requestId: string, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<DueNotice>(
    `SELECT n.id, n.act, n.attempts, n.sealed_facts, c.webhook_url, c.sealed_secret, r.reference, r.subject_id
     FROM recipient_notice n JOIN request r ON r.id = n.request_id LEFT JOIN recipient c ON c.name = n.recipient
     WHERE n.request_id = $1 AND n.channel = 'webhook' AND n.status = 'queued' AND n.not_before <= $2 ORDER BY n.id`,
    [requestId, now],
  );
  for (const notice of rows) {
    const problem = await post(deps, notice, now);
    await record(deps, { requestId, notice, problem, now });
  }
}

/** Undefined when the recipient took it, else the code of what was met. */
async function post(deps: DeskDeps, notice: DueNotice, now: Date): Promise<string | undefined> {
  if (notice.webhook_url === null || notice.sealed_secret === null) return 'NO_ADDRESS';
  const content = await deps.vault.open<NoticeContent>(notice.subject_id, notice.sealed_facts, NOTICE_SEALED);
  if (content === undefined) return 'SUBJECT_KEY_DESTROYED';
  const { id, act, reference } = notice;
  const body = JSON.stringify({ type: `recipient.${act}`, timestamp: now.toISOString(), data: { notice: id, reference, act, ...content } });
  const secret = deps.vault.openMaster<string>(notice.sealed_secret, SECRET_CONTEXT);
  const result = await guardedRequest({
    url: notice.webhook_url,
    method: 'POST',
    body,
    headers: webhookHeaders(secret, { id, at: deps.now(), body }),
    ...(deps.settings.outboundAllowedHosts === undefined ? {} : { allowedHosts: deps.settings.outboundAllowedHosts }),
  });
  if (!result.ok) return result.problem;
  const { status } = result.answer;
  return status >= 200 && status < 300 ? undefined : `HTTP_${status}`;
}

function record(
  deps: DeskDeps,
  { requestId, notice, problem, now }: { requestId: string; notice: DueNotice; problem: string | undefined; now: Date },
) {
  const attempts = notice.attempts + 1;
  const waitMs = problem === undefined ? undefined : waitAfterAttempt(attempts);
  const status = problem === undefined ? 'confirmed' : waitMs === undefined ? 'failed' : 'queued';
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      await client.query(
        `UPDATE recipient_notice SET status = $2, attempts = $3, problem = $4, not_before = $5,
           told_at = CASE WHEN $2 = 'confirmed' THEN $6 ELSE told_at END, confirmed_at = CASE WHEN $2 = 'confirmed' THEN $6 ELSE confirmed_at END
         WHERE id = $1`,
        [notice.id, status, attempts, problem ?? null, new Date(now.getTime() + (waitMs ?? 0)), now],
      );
      if (status === 'queued') return { facts: [] };
      const result = status === 'confirmed' ? 'delivered' : 'failed';
      return {
        facts: [{ event: 'recipient-told', data: { noticeId: notice.id, channel: 'webhook', result } }],
        letters: status === 'failed' ? [taskFor(deps, row, `recipient-failed:${notice.id}`)] : [],
      };
    },
    { now },
  );
}
