import { AFTERWARDS_DAYS, isAskedOn } from '../../../../domain/collection/late-answer.js';
import type { CaseView } from '../../../../domain/request/case-view.js';
import { marksAhead } from '../../../../domain/request/marks.js';
import { needsIdentity } from '../../../../domain/request/state.js';
import { nextComplaintAtMs } from '../../complaints/complaint-row.js';
import { erasureProgress } from '../../erasure/erasure-row.js';
import { isOwnProcessingOnly } from '../../marketing/stop.js';
import { transferViewOf } from '../../portability/transfer-record.js';
import { nextIssuerStepAtMs } from '../../rectification/issuer-records.js';
import { isRestrictionWanted, restrictionViewOf } from '../../restrictions/restriction-view.js';
import { factsOf, requireCase } from '../case-row.js';
import type { DeskDeps } from '../desk-deps.js';
import { isAnswerReturned } from '../reopen.js';
import { feeStepOf } from './settle-fee.js';

const DAY_MS = 86_400_000;

interface Extra {
  unreachable: string[] | null;
  tries: number | null;
  is_wished: boolean;
  has_unseen_field: boolean;
  has_fee: boolean;
  answered_tasks: string[] | null;
  asked_at: Date | null;
  notice_at: Date | null;
}

/** What the workflow may know of its case: nothing of it is personal. */
export async function readCase(deps: Pick<DeskDeps, 'pool'>, requestId: string): Promise<CaseView> {
  const row = await requireCase(deps.pool, { id: requestId });
  const extra = await deps.pool.query<Extra>(
    `SELECT (SELECT array_agg(system ORDER BY system) FROM source_search WHERE request_id = $1 AND status = 'unreachable') AS unreachable,
            (SELECT min(attempts) FROM source_search WHERE request_id = $1 AND status = 'unreachable') AS tries,
            EXISTS (SELECT FROM source_search WHERE request_id = $1 AND status = 'unreachable' AND wished_at IS NOT NULL) AS is_wished,
            EXISTS (SELECT FROM correction WHERE request_id = $1 AND sealed_located IS NULL AND outcome IS NULL) AS has_unseen_field,
            EXISTS (SELECT FROM fee WHERE request_id = $1) AS has_fee,
            (SELECT array_agg(s.system ORDER BY s.system) FROM source_search s JOIN human_task t USING (request_id, system)
             WHERE s.request_id = $1 AND s.status = 'task-open' AND t.kind = 'search' AND t.status = 'done') AS answered_tasks,
            (SELECT min(not_before) FROM recipient_notice WHERE request_id = $1 AND channel = 'webhook' AND status = 'queued') AS notice_at,
            (SELECT min(asked_at) FROM question WHERE request_id = $1 AND answered_at IS NULL) AS asked_at`,
    [requestId],
  );
  const { unreachable, tries, is_wished, has_unseen_field, has_fee, answered_tasks, asked_at, notice_at } = extra.rows[0] ?? {
    unreachable: null,
    tries: null,
    is_wished: false,
    has_unseen_field: false,
    has_fee: false,
    answered_tasks: null,
    asked_at: null,
    notice_at: null,
  };
  const isDone = row.answered_at !== null || row.closed_at !== null;
  const marks = marksAhead({
    targetOn: row.target_on,
    safeOn: row.safe_on,
    dueOn: row.due_on,
    expiresAt: row.expires_at?.toISOString() ?? null,
    timeZone: row.time_zone,
    warned: row.warned,
  });
  return {
    requestId,
    transfer: row.right === 'portability' ? await transferViewOf(deps.pool, requestId) : null,
    right: row.right,
    status: row.status,
    outcome: row.outcome,
    isMarketingObjection: row.right === 'objection' && row.objection_kind === 'direct_marketing',
    isAcknowledged: row.acknowledged_at !== null,
    needsIdentity: needsIdentity(factsOf(row)),
    identityAskedAtMs: (row.identity_asked_at ?? row.authority_asked_at)?.getTime() ?? null,
    hasOpenQuestion: row.has_open_question,
    pausedSinceMs: row.right === 'access' ? (asked_at?.getTime() ?? null) : null,
    hasOpenFee: row.has_open_fee,
    feeStep: has_fee ? await feeStepOf(deps.pool, row) : null,
    isCollected: row.collected_at !== null,
    unreachableSystems: unreachable ?? [],
    unreachableTries: tries ?? 0,
    isSearchWished: is_wished,
    answeredTasks: answered_tasks ?? [],
    isDecided: row.decided_at !== null,
    hasOpenTask: row.has_open_task,
    isFulfilled: row.fulfilled_at !== null,
    hasPackage: row.has_package,
    isAnswered: row.answered_at !== null,
    isAskedOn: row.answered_at !== null && row.closed_at === null && isAskedOn(row),
    isClosed: row.closed_at !== null,
    erasure: row.right === 'erasure' ? await erasureProgress(deps.pool, requestId) : null,
    nextNoticeAtMs: notice_at?.getTime() ?? null,
    nextIssuerStepAtMs: await nextIssuerStepAtMs(deps.pool, row),
    hasUnseenField: has_unseen_field,
    isAnswerReturned: await isAnswerReturned(deps.pool, requestId),
    nextComplaintAtMs: await nextComplaintAtMs(deps.pool, requestId),
    closesAtMs: row.answered_at === null ? null : row.answered_at.getTime() + AFTERWARDS_DAYS * DAY_MS,
    nextMark: isDone ? null : (marks[0] ?? null),
    isRestrictionWanted: await isRestrictionWanted(deps.pool, row),
    restriction: await restrictionViewOf(deps.pool, row),
    isOwnProcessingOnly: await isOwnProcessingOnly(deps.pool, row),
  };
}
