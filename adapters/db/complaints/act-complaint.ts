import { uuidv7 } from 'uuidv7';
import { acknowledgeBy, complaintArticle, requireOtherPerson } from '../../../domain/complaint/complaint.js';
import { DomainError } from '../../../domain/errors.js';
import { regimeOf } from '../../../domain/letters/regime.js';
import { localDateOf } from '../requests/case-clock.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import type { ActContext, Judge } from '../requests/judge.js';
import { letter } from '../requests/letters.js';
import { recordTransition } from '../requests/transition.js';
import { type ComplaintRow, nextComplaintAtMs, openComplaintOf, SEALED_COMPLAINT } from './complaint-row.js';

const STAFF_CHANNEL = 'other';

/**
 * Takes a complaint and confirms it in the same transaction, so that no acknowledgement can be forgotten (DPA 2018 s.164A: within 30
 * days). One that reached us earlier, in a post room, counts from the day it did.
 */
export const takeComplaint: Judge<'complaint'> = async (act, context) => {
  const { deps, row, actor, client, now, today } = context;
  const article = articleOf(context);
  if ((await openComplaintOf(client, row.id)) !== undefined)
    refuse(
      'COMPLAINT_ALREADY_OPEN',
      `A complaint about this request is being looked into; add what is new as a message (${article}).`,
      article,
    );
  if (act.receivedOn !== undefined && (act.receivedOn > today || act.receivedOn < localDateOf(row.received_at, row.time_zone)))
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'A complaint reaches us between the day of the request and today.',
      fields: [{ pointer: '/receivedOn', detail: 'Not before the request, not after today.' }],
    });
  const id = uuidv7();
  const isByPerson = actor.role === 'requester';
  const channel = act.channel ?? (isByPerson ? 'form' : STAFF_CHANNEL);
  const receivedAt = act.receivedOn === undefined ? now : new Date(Math.min(now.getTime(), Date.parse(`${act.receivedOn}T12:00:00Z`)));
  const by = byWhen(deps, context, receivedAt);
  const isLate = by !== null && today > by;
  return {
    facts: [
      { event: 'complaint-received', data: { complaintId: id, channel, acknowledgeBy: by } },
      { event: 'complaint-acknowledged', data: { complaintId: id, isLate } },
    ],
    rows: {
      complaint: [
        {
          id,
          request_id: row.id,
          channel,
          received_at: receivedAt.toISOString(),
          acknowledge_by: by,
          acknowledged_at: now.toISOString(),
          sealed_text: await deps.vault.seal(row.subject_id, { text: act.text }, SEALED_COMPLAINT.text),
        },
      ],
    },
    letters: [
      letter('COMPLAINT_ACK', `complaint:${id}:ack`, { complainedOn: localDateOf(receivedAt, row.time_zone) }),
      staffTask(context, { id, task: 'A complaint came in. Somebody who did not take part in the answer looks into it.', round: 0 }),
    ],
  };
};

/** Tells the person how far their complaint is ("progress updates", s.164A). */
export const tellProgress: Judge<'complaint-progress'> = async (act, context) => {
  const open = await requireOpen(context);
  return {
    facts: [{ event: 'complaint-progress-told', data: { complaintId: open.id }, text: act.text }],
    letters: [
      letter('COMPLAINT_PROGRESS', `complaint:${open.id}:progress:${uuidv7()}`, {
        complainedOn: localDateOf(open.received_at, context.row.time_zone),
        progress: act.text,
      }),
    ],
  };
};

/** Records what came of it, by somebody who did not decide the case, and tells the person with the remedies that are left. */
export const decideComplaint: Judge<'complaint-outcome'> = async (act, context) => {
  const { deps, row, actor, client, now } = context;
  const open = await requireOpen(context);
  requireOtherPerson(await tookPart(context), actor.id, articleOf(context));
  const sealed = await deps.vault.seal(row.subject_id, { text: act.reasons }, SEALED_COMPLAINT.reasons);
  return {
    facts: [{ event: 'complaint-decided', data: { complaintId: open.id, finding: act.finding } }],
    also: () =>
      client.query('UPDATE complaint SET finding = $2, sealed_reasons = $3, decided_by = $4, decided_at = $5 WHERE id = $1', [
        open.id,
        act.finding,
        sealed,
        actor.id,
        now,
      ]),
    letters: [
      letter('COMPLAINT_OUTCOME', `complaint:${open.id}:outcome`, {
        complainedOn: localDateOf(open.received_at, row.time_zone),
        finding: act.finding,
        reasons: act.reasons,
      }),
    ],
  };
};

/** Reminds the desk of a complaint that nobody has decided. Once a round. */
export function remindComplaint(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    { id: 'system', role: 'system' },
    async ({ client, row }) => {
      const [open, dueMs] = [await openComplaintOf(client, requestId), await nextComplaintAtMs(client, requestId)];
      if (open === undefined || dueMs === null || dueMs > now.getTime()) return undefined;
      const round = open.reminders + 1;
      const task = 'A complaint still waits for its outcome. Decide it, or tell the person how far it is.';
      return {
        facts: [{ event: 'complaint-reminded', data: { complaintId: open.id, round } }],
        also: (connection) => connection.query('UPDATE complaint SET reminders = $2 WHERE id = $1', [open.id, round]),
        letters: [staffTask({ deps, row, today: localDateOf(now, row.time_zone) }, { id: open.id, task, round })],
      };
    },
    { now },
  );
}

function staffTask(
  { deps, row, today }: Pick<ActContext, 'deps' | 'row' | 'today'>,
  { id, task, round }: { id: string; task: string; round: number },
) {
  const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}#complaints`;
  return letter('STAFF_TASK', `complaint:${id}:remind:${round}`, { caseUrl, task, taskDueOn: today, isReminder: round > 0 });
}

function articleOf({ row, today }: Pick<ActContext, 'row' | 'today'>): string {
  return complaintArticle(regimeOf({ jurisdiction: row.jurisdiction, policyOnly: row.regime === 'POLICY_ONLY', writtenOn: today }));
}

function byWhen(deps: DeskDeps, { row }: ActContext, receivedAt: Date): string | null {
  const calendar = deps.calendars.get(row.calendar);
  if (calendar === undefined) return null;
  const { jurisdiction, time_zone: timeZone } = row;
  return acknowledgeBy({ jurisdiction, policyOnly: row.regime === 'POLICY_ONLY', received: receivedAt.toISOString(), timeZone }, calendar);
}

async function requireOpen(context: ActContext): Promise<ComplaintRow> {
  const open = await openComplaintOf(context.client, context.row.id);
  const article = articleOf(context);
  return open ?? refuse('NO_OPEN_COMPLAINT', `No complaint about this request is open (${article}).`, article);
}

/** Who decided the case, proposed its decision, or approved it. */
async function tookPart({ client, row }: ActContext): Promise<(string | null)[]> {
  const { rows } = await client.query<{ proposed_by: string; decided_by: string | null }>(
    `SELECT proposed_by, decided_by FROM approval WHERE request_id = $1 AND status = 'approved'`,
    [row.id],
  );
  return [row.decided_by, ...rows.flatMap((one) => [one.proposed_by, one.decided_by])].filter((one) => one !== null);
}

function refuse(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail, article });
}
