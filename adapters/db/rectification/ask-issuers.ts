import { type IssuerDue, type IssuerStep, issuerAnswerBy, issuerStepsAhead } from '../../../domain/rectification/issuer-asking.js';
import type { Language } from '../../../domain/request/types.js';
import { localDateOf } from '../requests/case-clock.js';
import type { CaseRow } from '../requests/case-row.js';
import type { Change, Fact } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { type LetterOrder, letter } from '../requests/letters.js';
import { newLink } from '../requests/links.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { type Connection, type CorrectionRow, correctionsOf, isOpen, openClaim } from './correction-row.js';
import { issuerRecordsOf, issuerTimeOf } from './issuer-records.js';

const LINK_DAYS = 45;
const DAY_MS = 86_400_000;

interface IssuerRow {
  slug: string;
  name: string;
  contactEmail: string | null;
  secondContactEmail: string | null;
  language: Language;
}

/**
 * Does whatever is due about the issuers of a case: asks, passes on what the person answered, reminds, writes to the second contact,
 * and a week before the due date tells the staff what they can decide without it (RULEBOOK 2.2). Each is on record with its letter.
 */
export function askIssuers(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.decided_at !== null || row.closed_at !== null) return undefined;
      const ahead = issuerStepsAhead(await issuerRecordsOf(client, requestId), issuerTimeOf(row));
      const due = ahead.filter((step) => step.atMs <= now.getTime());
      if (due.length === 0) return undefined;
      const fields = (await correctionsOf(client, requestId)).filter(isOpen);
      const changes: Change[] = [];
      for (const step of due) changes.push(await stepChange(deps, client, { row, step, now, fields }));
      return together(changes);
    },
    { now },
  );
}

interface Step {
  row: CaseRow;
  step: IssuerDue;
  now: Date;
  fields: CorrectionRow[];
}

const STAMPS = {
  ask: 'round = round + 1, asked_at = $3, reminded_at = NULL, escalated_at = NULL, offered_at = NULL',
  'pass-answer': 'round = round + 1',
  remind: 'round = round + 1, reminded_at = $3',
  escalate: 'round = round + 1, escalated_at = $3',
  'offer-alternatives': 'offered_at = $3',
} as const satisfies Record<IssuerStep, string>;

async function stepChange(deps: DeskDeps, connection: Connection, at: Step): Promise<Change> {
  const { row, step, now } = at;
  const issuer = await issuerOf(connection, step.issuerSlug);
  const round = await roundOf(connection, row.id, step.issuerSlug);
  const stamp: Change['also'] = async (client) => {
    await client.query(
      `INSERT INTO issuer_request (request_id, issuer_slug, asked_at, answer_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [row.id, step.issuerSlug, now, issuerAnswerBy(issuerTimeOf(row))],
    );
    // $3 is named in every branch, so that PostgreSQL knows its type also where nothing is stamped with it.
    await client.query(
      `UPDATE issuer_request SET ${STAMPS[step.step]} WHERE request_id = $1 AND issuer_slug = $2 AND $3::timestamptz IS NOT NULL`,
      [row.id, step.issuerSlug, now],
    );
    if (step.step === 'pass-answer') await markPassed(client, row.id, step.issuerSlug, now);
  };
  if (step.step === 'offer-alternatives') return { facts: offerFacts(at), letters: [taskLetter(deps, at, 'silent')], also: stamp };
  const written = await issuerLetter(deps, at, { issuer, round: round + 1 });
  return { facts: factsOf(at), rows: written.rows, letters: written.letters, also: stamp };
}

function factsOf({ row, step }: Step): Fact[] {
  const issuer = step.issuerSlug;
  if (step.step === 'remind') return [{ event: 'issuer-reminded', data: { issuer, to: 'contact' } }];
  if (step.step === 'escalate') return [{ event: 'issuer-reminded', data: { issuer, to: 'second-contact' } }];
  return [{ event: 'issuer-asked', data: { issuer, dueOn: issuerAnswerBy(issuerTimeOf(row)) } }];
}

function offerFacts({ row, step, fields }: Step): Fact[] {
  const since = fields.find((field) => field.issuer_slug === step.issuerSlug)?.opened_at ?? row.received_at;
  return [
    { event: 'silence-noted', data: { waitingFor: 'issuer', since: localDateOf(since, row.time_zone) } },
    { event: 'issuer-alternatives-offered', data: { issuer: step.issuerSlug } },
  ];
}

/** The letter with a fresh single-use link, to the contact or the second one. Without an address staff are asked to reach the issuer. */
async function issuerLetter(
  deps: DeskDeps,
  { row, step, now, fields }: Step,
  { issuer, round }: { issuer: IssuerRow; round: number },
): Promise<{ rows: NonNullable<Change['rows']>; letters: LetterOrder[] }> {
  const second = issuer.secondContactEmail ?? issuer.contactEmail;
  const to = step.step === 'escalate' ? second : (issuer.contactEmail ?? second);
  if (to === null) return { rows: {}, letters: [taskLetter(deps, { row, step, now, fields }, `unreachable:${round}`)] };
  const own = fields.filter((field) => field.issuer_slug === issuer.slug);
  const names = await Promise.all(
    own.map(async (one) => {
      const { field, record } = await openClaim(deps.vault, one);
      return field.trim() || record.trim() || '-';
    }),
  );
  const link = newLink(deps.vault, { requestId: row.id, purpose: 'issuer', expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) });
  const order = letter('ISSUER_REQUEST', `issuer:${issuer.slug}:${round}:${step.step}`, {
    issuerName: issuer.name,
    fields: names,
    link: `${deps.settings.publicUrl}/issuer/link/${link.token}`,
    answerBy: issuerAnswerBy(issuerTimeOf(row)),
    isReminder: step.step === 'remind' || step.step === 'escalate',
    hasNewAnswer: step.step === 'pass-answer',
  });
  return {
    rows: { link: [link.row], issuer_link: [{ link_id: link.row.id, issuer_slug: issuer.slug }] },
    letters: [{ ...order, to, language: issuer.language }],
  };
}

function taskLetter(deps: DeskDeps, { row, step }: Step, key: string): LetterOrder {
  const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}`;
  const task =
    step.step === 'offer-alternatives'
      ? 'The certificate issuer has not answered. Decide without it: correct what is in our own control, leave the rest marked as disputed, or refuse with reasons. Its silence is no ground to extend (GDPR Art. 16, 12(3)).'
      : 'The certificate issuer has no address on file. Reach it another way and enter its answer.';
  const dueOn = row.due_on ?? row.safe_on;
  return letter('STAFF_TASK', `issuer:${step.issuerSlug}:${key}`, { caseUrl, task, taskDueOn: dueOn, isReminder: false });
}

async function issuerOf(connection: Connection, slug: string): Promise<IssuerRow> {
  const { rows } = await connection.query<IssuerRow>(
    'SELECT slug, name, contact_email AS "contactEmail", second_contact_email AS "secondContactEmail", language FROM issuer WHERE slug = $1',
    [slug],
  );
  return rows[0] ?? { slug, name: slug, contactEmail: null, secondContactEmail: null, language: 'en' };
}

async function roundOf(connection: Connection, requestId: string, slug: string): Promise<number> {
  const { rows } = await connection.query<{ round: number }>(
    'SELECT round FROM issuer_request WHERE request_id = $1 AND issuer_slug = $2',
    [requestId, slug],
  );
  return rows[0]?.round ?? 0;
}

async function markPassed(connection: Connection, requestId: string, slug: string, now: Date): Promise<void> {
  await connection.query(
    `UPDATE issuer_question iq SET passed_back_at = $3 FROM question q
      WHERE q.id = iq.question_id AND iq.request_id = $1 AND iq.issuer_slug = $2 AND q.answered_at IS NOT NULL AND iq.passed_back_at IS NULL`,
    [requestId, slug, now],
  );
}

/** Several steps at the same moment are one change; their rows of one table stand together. */
function together(changes: readonly Change[]): Change {
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const change of changes)
    for (const [table, added] of Object.entries(change.rows ?? {})) rows[table] = [...(rows[table] ?? []), ...added];
  return {
    facts: changes.flatMap((change) => change.facts),
    rows,
    letters: changes.flatMap((change) => change.letters ?? []),
    also: async (client) => {
      for (const change of changes) await change.also?.(client);
    },
  };
}
