import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { renderDisclosureLetter } from '../../../letters/disclosure.js';
import { buildAnswerPackage } from '../../../package/build-answer-package.js';
import { answerLetter } from '../answer-letter.js';
import { art15FactsOf } from '../art15.js';
import { daysLater, localDateOf } from '../case-clock.js';
import { requireCase } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { letter } from '../letters.js';
import { recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';
import type { CollectDeps } from './collect.js';

/** RULEBOOK section 7: the disclosed copy is kept 90 days; until released its link does not exist. */
const KEEP_DAYS = 90;
const DAY_MS = 86_400_000;

/** Puts the answer together (GDPR Art. 15(1), (3)) unless it is already there. The package is recorded with its evidence in one transaction. */
export async function buildAnswer(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  const row = await requireCase(deps.pool, { id: requestId });
  if (row.has_package || row.closed_at !== null) return;
  const { html, pdf } = await renderDisclosureLetter(await art15FactsOf(deps, row, now));
  const letters = [
    { filename: 'letter.html', content: Buffer.from(html) },
    { filename: 'letter.pdf', content: pdf },
  ];
  const deleteAfter = new Date(now.getTime() + KEEP_DAYS * DAY_MS);
  const built = await buildAnswerPackage(deps, { requestId, letters, deleteAfter });
  const recorded = await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row: locked }): Promise<Change | undefined> => {
      if (locked.has_package || locked.closed_at !== null) return undefined;
      await dropEarlierPackage(deps, client, requestId);
      return {
        facts: [{ event: 'package-built', data: { sha256: built.sha256, sizeBytes: built.sizeBytes, rowCount: built.rowCount } }],
        set: { fulfilled_at: now },
        rows: {
          answer_package: [
            {
              request_id: requestId,
              blob_id: built.blobId,
              sha256: built.sha256,
              size_bytes: built.sizeBytes,
              created_at: notBefore(now, locked.decided_at).toISOString(),
              expires_at: deleteAfter.toISOString(),
            },
          ],
        },
      };
    },
    { now },
  );
  if (!recorded.isNew) await deps.blobs.delete(built.blobId);
}

/** The answer of an earlier decision, which the one of now takes the place of. */
async function dropEarlierPackage(deps: Pick<CollectDeps, 'blobs'>, client: PoolClient, requestId: string): Promise<void> {
  const { rows } = await client.query<{ blob_id: string }>('DELETE FROM answer_package WHERE request_id = $1 RETURNING blob_id', [
    requestId,
  ]);
  for (const { blob_id: blobId } of rows) await deps.blobs.delete(blobId, client);
}

/** A package is known by its time to be of the decision: the clocks of two processes may differ. */
export const notBefore = (now: Date, decidedAt: Date | null): Date => (decidedAt !== null && decidedAt > now ? decidedAt : now);

/** What no system does by itself yet is given to a person, with a date (PRODUCT section 7: a task for a person). */
export function openFulfilTask(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const open = await client.query(`SELECT 1 FROM human_task WHERE request_id = $1 AND kind = 'fulfil'`, [requestId]);
      if (open.rowCount !== 0 || row.closed_at !== null) return undefined;
      const dueOn = daysLater(localDateOf(now, row.time_zone), 5);
      return {
        facts: [{ event: 'task-opened', data: { system: 'carry-out', kind: 'fulfil', dueOn } }],
        rows: { human_task: [{ id: uuidv7(), request_id: requestId, system: 'carry-out', kind: 'fulfil', due_on: dueOn, status: 'open' }] },
        letters: [
          letter('STAFF_TASK', 'task:carry-out', {
            caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`,
            task: row.right ?? '',
            taskDueOn: dueOn,
            isReminder: false,
          }),
        ],
      };
    },
    { now },
  );
}

/** Sends the letter that answers the request where nothing is handed over: refused, not held, or done in the systems. */
export function answerByLetter(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async (context): Promise<Change | undefined> => {
      const { row } = context;
      if (row.answered_at !== null || row.closed_at !== null || row.outcome === null) return undefined;
      return { facts: [], set: { answered_at: now, fulfilled_at: row.fulfilled_at ?? now }, letters: [await answerLetter(deps, context)] };
    },
    { now },
  );
}
