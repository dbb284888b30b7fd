import type { PoolClient } from 'pg';
import type { LetterFacts } from '../../../domain/letters/facts.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { stopProcessing } from '../marketing/stop.js';
import { rehearse } from '../rehearse.js';
import { setRestriction } from '../restrictions/set-restriction.js';
import { recordAct } from './acts.js';
import { answerLetter } from './answer-letter.js';
import { openApprovalOf } from './approvals.js';
import { type CaseRow, clockEventsOf, requireCase } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { lawFactsOf } from './law-facts.js';
import { type LetterOrder, queueLetter } from './letters.js';
import { releasePackage } from './release.js';
import { openProfile } from './sealed.js';

/** Stands in for whoever approves, so that a proposal shows the letter it will lead to. */
const SECOND_PERSON = 'rehearsal';

interface Stage {
  deps: DeskDeps;
  client: PoolClient;
  requestId: string;
  actor: Actor;
}

/**
 * The letters to the person that an act would write; for a decision also the answer that the procedure would then write, as if all goes
 * as planned. The act is done in a transaction that is taken back: nothing stays. Throws what the act would throw.
 */
export function previewAct(deps: DeskDeps, reference: string, act: Act, actor: Actor): Promise<LetterFacts[]> {
  return rehearse(deps.pool, async (pool, client) => {
    const { id: requestId } = await requireCase(client, { reference }, { lock: true });
    const stage: Stage = { deps: { ...deps, pool }, client, requestId, actor };
    const before = await letterIds(client, requestId);
    await recordAct(stage.deps, reference, act, actor, { client });
    await approve(stage, reference);
    const written = await newLetters(stage, before);
    if (written.length > 0) return written;
    await writeAnswer(stage);
    return newLetters(stage, before);
  });
}

async function letterIds(client: PoolClient, requestId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM letter WHERE request_id = $1', [requestId]);
  return rows.map(({ id }) => id);
}

async function newLetters({ deps, client, requestId }: Stage, before: readonly string[]): Promise<LetterFacts[]> {
  const { rows } = await client.query<{ subject_id: string; sealed_facts: Buffer }>(
    `SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND audience = 'requester' AND NOT id = ANY($2) ORDER BY created_at, id`,
    [requestId, before],
  );
  const opened = await Promise.all(rows.map((row) => deps.vault.open<LetterFacts>(row.subject_id, row.sealed_facts, 'letter.sealedFacts')));
  return opened.filter((facts) => facts !== undefined);
}

/** What waits for a second person is approved here by nobody, to see its letter. */
async function approve({ deps, client, requestId, actor }: Stage, reference: string): Promise<void> {
  const open = await openApprovalOf(client, requestId);
  if (open === undefined || open.proposed_by !== actor.id) return;
  const second: Actor = { ...actor, id: SECOND_PERSON };
  await recordAct(deps, reference, { type: 'approval', approve: true, kind: open.kind }, second, { client });
}

/** The answer to a case that is decided and not answered yet. */
async function writeAnswer(stage: Stage): Promise<void> {
  const { deps, client, requestId } = stage;
  const decided = await requireCase(client, { id: requestId });
  if (decided.decided_at === null || decided.answered_at !== null || decided.closed_at !== null) return;
  await carryOut(stage, decided);
  const row = await requireCase(client, { id: requestId });
  const profile = await openProfile(deps.vault, row);
  for (const letter of await answersOf(stage, row)) await queueLetter(client, deps, row, { letter, profile, now: deps.now() });
}

/** What the procedure would have done by then, as far as our own record tells; other systems are not touched. */
async function carryOut({ deps, client, requestId }: Stage, row: CaseRow): Promise<void> {
  if (row.outcome !== 'granted' && row.outcome !== 'partly-granted') return;
  if (row.right === 'restriction') await setRestriction(deps, requestId, deps.now());
  if (row.right === 'objection' && row.objection_kind !== 'direct_marketing') await stopProcessing(deps, requestId, deps.now());
  if (row.right !== 'erasure') return;
  await client.query(
    `UPDATE erasure_item SET deleted = delete_count, masked = mask_count, remaining = 0 WHERE request_id = $1 AND decision = 'erase'`,
    [requestId],
  );
  await client.query(`UPDATE erasure_system SET status = 'proven' WHERE request_id = $1 AND status = 'planned'`, [requestId]);
}

async function answersOf({ deps, client, actor }: Stage, row: CaseRow): Promise<LetterOrder[]> {
  const now = deps.now();
  const [profile, events] = await Promise.all([openProfile(deps.vault, row), clockEventsOf(client, row.id)]);
  const context = { client, row, profile, events, now };
  const handsOver = row.right === 'access' || row.right === 'portability';
  if (!handsOver || (row.outcome !== 'granted' && row.outcome !== 'partly-granted')) return [await answerLetter(deps, context)];
  if (!row.has_package) await putStandIn(client, row.id, now);
  const law = await lawFactsOf(deps, context);
  const change = await releasePackage({ ...context, row: { ...row, has_package: true }, deps, actor, law, today: law.today });
  return change.letters ?? [];
}

/** In place of the package that is not built yet: its check sum is made with it. */
async function putStandIn(client: PoolClient, requestId: string, now: Date): Promise<void> {
  await client.query(
    `INSERT INTO answer_package (request_id, blob_id, sha256, size_bytes, created_at, expires_at) VALUES ($1, $1, $2, 0, $3, $3)
     ON CONFLICT (request_id) DO UPDATE SET created_at = $3`,
    [requestId, '0'.repeat(64), now],
  );
}
