import type { Language } from '../../../domain/request/types.js';
import type { NoticeFacts, SealNoticeCode } from '../../../domain/seals/notice.js';
import { ESCALATED_NOTICES, NOTICE_READER, noticeText } from '../../../domain/seals/notices.js';
import type { DeskDeps } from '../../db/requests/desk-deps.js';
import { inTransaction } from '../../db/transaction.js';
import type { Mailer, OutgoingMail } from './mailer.js';
import { plainMail } from './plain-mail.js';

type Deps = Pick<DeskDeps, 'pool' | 'now' | 'settings'> & { mailer: Mailer };

interface Notice {
  id: string;
  code: SealNoticeCode;
  language: Language;
  facts: NoticeFacts;
  to: string | null;
  /** The issuer's second contact, where something has waited for too long. */
  cc: string | null;
}

const RETRY_MS = 60_000;
const NEXT = `SELECT n.id, n.code, n.language, n.facts, CASE WHEN n.member_id IS NULL THEN i.contact_email ELSE m.contact_email END AS to,
    CASE WHEN n.code = ANY ($2) THEN i.second_contact_email END AS cc
  FROM seal_notice n JOIN issuer i ON i.slug = n.issuer_slug LEFT JOIN member m ON m.id = n.member_id
  WHERE n.status = 'queued' AND n.not_before <= $1 ORDER BY n.not_before LIMIT 1 FOR UPDATE OF n SKIP LOCKED`;

/**
 * Sends the mails about seals, one after the other; one that no server takes is tried again with the same Message-ID. Safe with several
 * mail rooms: a row is locked while it is handed over. Answers how many were taken.
 */
export async function sendSealNotices(deps: Deps, limit = 50): Promise<number> {
  let taken = 0;
  while (taken < limit && (await sendNext(deps))) taken += 1;
  return taken;
}

async function sendNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<Notice>(NEXT, [deps.now(), ESCALATED_NOTICES]);
    const [notice] = rows;
    if (notice === undefined) return false;
    const { status, problem } = notice.to === null ? { status: 'failed', problem: 'NO_ADDRESS' } : await handOver(deps, notice, notice.to);
    const notBefore = new Date(deps.now().getTime() + RETRY_MS);
    await client.query(
      `UPDATE seal_notice SET status = $2, problem = $3, attempts = attempts + 1, not_before = $4, sent_at = CASE WHEN $2 = 'sent' THEN $5::timestamptz END WHERE id = $1`,
      [notice.id, status, problem, notBefore, deps.now()],
    );
    return true;
  });
}

async function handOver(deps: Deps, notice: Notice, to: string): Promise<{ status: string; problem: string | null }> {
  try {
    const handover = await deps.mailer.send(mailOf(deps, notice, to));
    return handover.result === 'delivered' ? { status: 'sent', problem: null } : { status: 'failed', problem: handover.problem };
  } catch {
    return { status: 'queued', problem: 'SERVER_AWAY' }; // tried again with the same Message-ID
  }
}

function mailOf(deps: Deps, { id, code, language, facts, cc }: Notice, to: string): OutgoingMail {
  const headers = { 'X-Rightsdesk-Notice': code, 'X-Rightsdesk-Reader': NOTICE_READER[code] };
  const mail = plainMail(deps, { id, to, language, ...noticeText(code, language, facts), headers });
  return cc === null || cc === to ? mail : { ...mail, cc };
}
