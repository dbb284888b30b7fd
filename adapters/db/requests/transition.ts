import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { awaitsAuthority } from '../../../domain/behalf.js';
import type { EvidenceRole } from '../../../domain/evidence.js';
import type { Actor } from '../../../domain/request/filing.js';
import { statusOf } from '../../../domain/request/state.js';
import { appendEvidence } from '../../evidence/chain.js';
import { inTransaction } from '../transaction.js';
import { writeTogether } from '../write-together.js';
import { clockColumns, clockOf, clockSubjectOf } from './case-clock.js';
import { type CaseRow, clockEventsOf, factsOf, isEnoughFor, requireCase } from './case-row.js';
import type { Change, Fact, StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { withFeeConsequences } from './fees/fee-consequences.js';
import { queueLetter } from './letters.js';
import { isAnswerReturned } from './reopen.js';
import { openProfile, type Profile, SEALED } from './sealed.js';

export interface Transition {
  /** False: the step was recorded before, nothing was written. */
  isNew: boolean;
  row: CaseRow;
}

/**
 * The only way a case changes after intake: locks it, lets `judge` say what is to be written (or throw the 409 of the law), and writes
 * row, evidence, clock, letters and the nudge of its workflow in one transaction. `judge` answers undefined when its step is already
 * on record. Safe to retry for that reason.
 */
export async function recordTransition(
  deps: DeskDeps,
  key: { id: string } | { reference: string },
  actor: Actor,
  judge: (context: StepContext) => Promise<Change | undefined> | Change | undefined,
  options: { now?: Date; client?: PoolClient } = {},
): Promise<Transition> {
  const now = options.now ?? deps.now();
  const work = async (client: PoolClient): Promise<Transition> => {
    const row = await requireCase(client, key, { lock: true });
    const [profile, events] = await Promise.all([openProfile(deps.vault, row), clockEventsOf(client, row.id)]);
    const judged = await judge({ client, row, profile, events, now });
    if (judged === undefined) return { isNew: false, row };
    // An answer that came back waits for another way to the person: no step of the procedure gives it again the old way.
    if (actor.role === 'system' && judged.set?.answered_at != null && (await isAnswerReturned(client, row.id)))
      return { isNew: false, row };
    const settled = await withFeeConsequences(deps, client, { row, change: judged, now });
    const change = await withNewAddress(deps, { row, profile, change: settled });
    const moved = await write(deps, client, { row, profile, events, now, actor, change });
    await change.afterwards?.(client);
    return { isNew: true, row: change.afterwards === undefined ? moved : await requireCase(client, { id: row.id }) };
  };
  return options.client === undefined ? inTransaction(deps.pool, work) : work(options.client);
}

/** An address that the answer was wanted at becomes the one on file with the proof that it takes (RULEBOOK section 4: a new channel only through an old one). */
async function withNewAddress(
  deps: DeskDeps,
  { row, profile, change }: { row: CaseRow; profile: Profile; change: Change },
): Promise<Change> {
  const { newAddress, ...kept } = profile;
  if (newAddress === undefined || row.is_identity_proven) return change;
  const after = { ...row, ...change.set };
  if (!isProven(after)) return change;
  const sealed = await deps.vault.seal(row.subject_id, { ...kept, email: newAddress }, SEALED.profile);
  return {
    ...change,
    facts: [...change.facts, { event: 'contact-changed', data: { level: after.identity_level } }],
    also: async (client) => {
      await change.also?.(client);
      await client.query('UPDATE request SET sealed_profile = $2 WHERE id = $1', [row.id, sealed]);
    },
  };
}

interface Step extends Omit<StepContext, 'client'> {
  actor: Actor;
  change: Change;
}

async function write(deps: DeskDeps, client: PoolClient, step: Step): Promise<CaseRow> {
  const { row, change, now } = step;
  await writeTogether(client, {
    ...change.rows,
    clock_event: (change.clockEvents ?? []).map((event) => ({ id: uuidv7(), request_id: row.id, ...event })),
  });
  await change.also?.(client);
  const moved = await updateCase(deps, client, step);
  const facts: Fact[] = [...change.facts];
  if (moved.due_on !== row.due_on || (change.clockEvents ?? []).length > 0) facts.push(deadlineFact(moved));
  for (const order of change.letters ?? []) {
    const letterId = await queueLetter(client, deps, moved, { letter: order, profile: step.profile, now });
    if (letterId !== undefined) facts.push({ event: 'letter-queued', data: { letterId, code: order.code, language: row.language } });
  }
  await change.afterLetters?.(client);
  if (moved.status !== row.status) facts.push({ event: 'status-changed', data: { from: row.status, to: moved.status } });
  await appendFacts(deps, client, { row, facts, actor: step.actor, at: now });
  // The workflow's own steps need no nudge: it is the one who waits for them.
  if (step.actor.role !== 'system' || change.nudge === true)
    await client.query(`INSERT INTO outbox (kind, target_id) VALUES ('nudge', $1)`, [row.id]);
  await wakeLinkedRestrictions(client, row, moved);
  return moved;
}

/** GDPR Art. 18(1)(a), (d): a restriction that waits for this case ends by its decision. */
async function wakeLinkedRestrictions(client: PoolClient, before: CaseRow, after: CaseRow): Promise<void> {
  const isOver = (row: CaseRow) => row.answered_at !== null || row.closed_at !== null;
  if (isOver(before) || !isOver(after)) return;
  await client.query(
    `INSERT INTO outbox (kind, target_id) SELECT 'nudge', request_id FROM restriction WHERE (linked_request_id = $1 OR request_id = $1) AND lifted_at IS NULL`,
    [after.id],
  );
}

/** Writes the changed columns, the clock computed anew from all events, and the state that follows from the record. */
async function updateCase(deps: DeskDeps, client: PoolClient, { row, events, change, now }: Step): Promise<CaseRow> {
  const set = change.set ?? {};
  const changed = { ...row, ...set };
  const clock = clockOf(clockSubjectOf(changed), [...events, ...(change.clockEvents ?? [])], deps.calendars);
  await updateColumns(client, row.id, { ...set, ...clockColumns(clock), is_identity_proven: isProven(changed), updated_at: now });
  const fresh = await requireCase(client, { id: row.id });
  const status = statusOf(factsOf(fresh));
  if (status !== fresh.status) await client.query('UPDATE request SET status = $2 WHERE id = $1', [row.id, status]);
  if (fresh.right === 'rectification') await client.query(NOTE_ISSUERS, [row.id]);
  return { ...fresh, status };
}

/** Which issuers a case is about follows from its corrections; the list and the figures find it by them. */
const NOTE_ISSUERS = `UPDATE request r SET issuers = found.slugs
  FROM (SELECT coalesce(array_agg(DISTINCT issuer_slug ORDER BY issuer_slug), '{}') AS slugs
        FROM correction WHERE request_id = $1 AND controller = 'issuer' AND issuer_slug IS NOT NULL) AS found
  WHERE r.id = $1 AND r.issuers IS DISTINCT FROM found.slugs`;

function isProven(row: CaseRow): boolean {
  if (row.right === null || awaitsAuthority(row.authority)) return false;
  return row.is_identity_proven || isEnoughFor(row, row.identity_level);
}

async function updateColumns(client: PoolClient, id: string, columns: Record<string, unknown>): Promise<void> {
  const names = Object.keys(columns);
  const assignments = names.map((name, index) => `"${name}" = $${index + 2}`).join(', ');
  await client.query(`UPDATE request SET ${assignments} WHERE id = $1`, [id, ...names.map((name) => columns[name])]);
}

function deadlineFact(row: CaseRow): Fact {
  const { ruleSet, calendarVersion } = row.clock;
  return {
    event: 'deadline-computed',
    data: { dueOn: row.due_on, safeOn: row.safe_on, targetOn: row.target_on, ruleSet, calendar: row.calendar, calendarVersion },
  };
}

/** In which capacity the evidence says somebody acted: whoever files without an account is the requester. */
export function roleOf(actor: Actor): EvidenceRole {
  return actor.role === 'anyone' ? 'requester' : actor.role;
}

/** Adds facts to the chain of a case, sealing the free text of each. */
export async function appendFacts(
  deps: Pick<DeskDeps, 'vault'>,
  client: PoolClient,
  entry: { row: Pick<CaseRow, 'id' | 'subject_id'>; facts: readonly Fact[]; actor: Actor; at: Date },
): Promise<void> {
  const { row, actor, at } = entry;
  const entries = await Promise.all(
    entry.facts.map(async ({ text, ...fact }) => {
      const sealed = text === undefined ? undefined : await deps.vault.sealText(row.subject_id, text, SEALED.evidence);
      return { requestId: row.id, at, actor: actor.id, role: roleOf(actor), ...fact, ...(sealed === undefined ? {} : { sealed }) };
    }),
  );
  await appendEvidence(client, entries);
}
