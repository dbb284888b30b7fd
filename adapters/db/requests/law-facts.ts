import type { LawFacts } from '../../../domain/request/law.js';
import { hearingOf } from '../rectification/decide-corrections.js';
import { clockOf, clockSubjectOf, localDateOf } from './case-clock.js';
import { factsOf } from './case-row.js';
import type { StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';

/** What the law adds to the state of a case when an act is judged. */
export async function lawFactsOf(deps: DeskDeps, { client, row, events, now }: StepContext): Promise<LawFacts> {
  const clock = clockOf(clockSubjectOf(row), events, deps.calendars);
  const { rows } = await client.query<{
    unanswered: boolean;
    paid_fee: 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate' | null;
  }>(
    `SELECT EXISTS (SELECT FROM request r WHERE r.thread_id = $1 AND r."right" IN ('access', 'portability') AND r.status NOT IN ('answered', 'closed')) AS unanswered,
            (SELECT ground FROM fee WHERE request_id = $2 AND status = 'paid' LIMIT 1) AS paid_fee`,
    [row.thread_id, row.id],
  );
  return {
    ...factsOf(row),
    firstPeriodEnd: clock.firstPeriodEnd,
    isExtended: clock.isExtended,
    today: localDateOf(now, row.time_zone),
    isSearchRunning: row.right !== 'objection' && row.collected_at === null,
    hasUnansweredAccess: rows[0]?.unanswered ?? false,
    paidFeeGround: rows[0]?.paid_fee ?? null,
    hearing: row.right === 'rectification' ? await hearingOf(client, row, now) : null,
  };
}
