import type { PoolClient } from 'pg';
import type { ClockEvent } from '../../../domain/clock/input.js';
import { DomainError } from '../../../domain/errors.js';
import { effectOnTimeOf, type Regime } from '../../../domain/letters/regime.js';
import type { Facts } from '../../../domain/rights/decision-table.js';
import type { Judge } from './act-context.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { commonFacts, letter, statusUrlOf } from './letters.js';
import type { Change } from './transition.js';

const ARTICLE = 'EDPB 01/2022 paras 79-90';
const ANSWER_DAYS = 45;

/** What is asked of somebody who writes for another person; on record once, with its letter. Any proof will do. */
export function authorityRequest(
  deps: DeskDeps,
  { row, today, now, regime }: { row: CaseRow; today: string; now: Date; regime: Regime },
): Required<Pick<Change, 'facts' | 'clockEvents' | 'letters'>> {
  return {
    facts: [{ event: 'authority-requested', data: { asked: ['signed-note', 'power-of-attorney', 'message-from-the-person'] } }],
    clockEvents: [{ type: 'authority-requested', on: today }],
    letters: row.may_reply
      ? [
          letter('AUTHORITY_REQUEST', 'authority', {
            link: statusUrlOf(deps, row),
            linkExpiresAt: new Date(now.getTime() + ANSWER_DAYS * 86_400_000).toISOString(),
            effectOnTime: effectOnTimeOf({ ask: 'authority', regime, right: row.right }),
          }),
        ]
      : [],
  };
}

const isOpen = (events: readonly ClockEvent[]): boolean =>
  events.filter(({ type }) => type === 'authority-requested').length > events.filter(({ type }) => type === 'authority-received').length;

/** What a person of the desk found out about an agent's authority. In doubt, the answer goes to the person and not to the agent. */
export const judgeAuthority: Judge<'authority'> = (act, { deps, row, profile, events, now, today }) => {
  if ((profile.onBehalfOf ?? '') === '')
    throw new DomainError({ code: 'NO_AGENT', kind: 'conflict', detail: `Nobody acts for another here (${ARTICLE}).`, article: ARTICLE });
  if (act.verdict === 'doubted') return { facts: [{ event: 'authority-doubted', data: {}, text: act.how }] };
  if (act.verdict === 'confirmed')
    return {
      facts: [
        { event: 'authority-received', data: { means: 'seen-by-staff' } },
        { event: 'authority-confirmed', data: { how: 'seen-by-staff' }, text: act.how },
      ],
      clockEvents: isOpen(events) ? [{ type: 'authority-received', on: today }] : [],
    };
  if (isOpen(events))
    throw new DomainError({
      code: 'AUTHORITY_ALREADY_ASKED',
      kind: 'conflict',
      detail: `The proof was asked for and is waited for (${ARTICLE}).`,
      article: ARTICLE,
    });
  const { regime } = commonFacts(deps, row, profile, now);
  return authorityRequest(deps, { row, today, now, regime });
};

/** What the tables may take as known of an agent: a verdict of the desk; none while the proof was only asked for. */
export async function agentFacts(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<Facts> {
  const { rows } = await connection.query<{ event: string }>(
    `SELECT event FROM evidence WHERE request_id = $1 AND event IN ('authority-confirmed', 'authority-doubted', 'contact-changed')
     ORDER BY seq DESC LIMIT 1`,
    [requestId],
  );
  const last = rows[0]?.event;
  if (last === 'authority-confirmed') return { agent: 'authorised' };
  return last === 'authority-doubted' ? { agent: 'not_proven' } : {};
}
