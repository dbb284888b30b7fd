import { accountNoticeText } from '../../../domain/account-notice-text.js';
import type { AccountNoticeCode } from '../../../domain/account-notices.js';
import type { Language } from '../../../domain/request/types.js';
import { NOTICE_CONTEXT, type SealedNotice } from '../../accounts/queue-notice.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import { inTransaction } from '../../db/transaction.js';
import type { Mailer } from './mailer.js';
import { plainMail } from './plain-mail.js';

type Deps = Pick<DeskDeps, 'pool' | 'now' | 'settings' | 'vault'> & { mailer: Mailer };

interface Notice {
  id: string;
  code: AccountNoticeCode;
  language: Language;
  sealed_facts: Buffer | null;
  attempts: number;
  to: string;
}

const RETRY_MS = 60_000;
/** After a day a link in it is useless, and the news is old. */
const TRIES = 1_440;
const NEXT = `SELECT n.id, n.code, n.language, n.sealed_facts, n.attempts, a.email AS to FROM account_notice n JOIN account a ON a.id = n.account_id
  WHERE n.status = 'queued' AND n.not_before <= $1 ORDER BY n.not_before LIMIT 1 FOR UPDATE OF n SKIP LOCKED`;

/**
 * Sends the mails about accounts, one after the other; one that no server takes is tried again with the same Message-ID. Safe with
 * several mail rooms: a row is locked while it is handed over. What a mail says is forgotten with its sending. Answers how many were taken.
 */
export async function sendAccountNotices(deps: Deps, limit = 50): Promise<number> {
  let taken = 0;
  while (taken < limit && (await sendNext(deps))) taken += 1;
  return taken;
}

async function sendNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const [notice] = (await client.query<Notice>(NEXT, [deps.now()])).rows;
    if (notice === undefined) return false;
    const { status, problem } = await handOver(deps, notice);
    await client.query(
      `UPDATE account_notice SET status = $2, problem = $3, attempts = attempts + 1, not_before = $4, sent_at = CASE WHEN $2 = 'sent' THEN $5::timestamptz END,
         sealed_facts = CASE WHEN $2 = 'queued' THEN sealed_facts END WHERE id = $1`,
      [notice.id, status, problem, new Date(deps.now().getTime() + RETRY_MS), deps.now()],
    );
    return true;
  });
}

async function handOver(deps: Deps, notice: Notice): Promise<{ status: string; problem: string | null }> {
  const { id, code, language, sealed_facts: sealed } = notice;
  if (sealed === null) return { status: 'failed', problem: 'FACTS_MISSING' };
  const { to = notice.to, ...facts } = deps.vault.openMaster<SealedNotice>(sealed, NOTICE_CONTEXT);
  const said = accountNoticeText(code, language, facts);
  try {
    const handover = await deps.mailer.send(plainMail(deps, { id, to, language, ...said, headers: { 'X-Rightsdesk-Notice': code } }));
    return handover.result === 'delivered' ? { status: 'sent', problem: null } : { status: 'failed', problem: handover.problem };
  } catch {
    return { status: notice.attempts >= TRIES ? 'failed' : 'queued', problem: 'SERVER_AWAY' };
  }
}
