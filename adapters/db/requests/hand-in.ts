import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { requireHandIn } from '../../../domain/collection/hand-in.js';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { requireActAllowed } from '../../../domain/request/state.js';
import type { SentFile } from '../../../domain/uploads.js';
import type { DeskDeps } from './desk-deps.js';
import { recordTransition } from './transition.js';

/** A file that somebody found in a system that a person searches, with what they noted. */
export interface HandIn {
  system: string;
  files: readonly SentFile[];
  note?: string;
}

/** Until the procedure takes it in; from then on it is kept as long as every search result. */
const NOT_TAKEN_KEPT_MS = 90 * 86_400_000;

/**
 * Ends the search of a system by hand with what was found there (GDPR Art. 15(1), (3)): the file is encrypted with the person's key and
 * becomes part of the answer. Throws NO_OPEN_TASK, what is wrong with the file, and the 409 of the state.
 */
export async function handIn(deps: DeskDeps, reference: string, { system, files, note }: HandIn, actor: Actor): Promise<void> {
  await recordTransition(deps, { reference }, actor, async ({ client, row, now }) => {
    requireActAllowed('task-done', row.status);
    const taskId = await openSearchOf(client, row.id, system);
    const { content, mediaType } = requireHandIn(files);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const blob = { id: uuidv7(), subjectId: row.subject_id, mediaType, deleteAfter: new Date(now.getTime() + NOT_TAKEN_KEPT_MS) };
    return {
      facts: [
        {
          event: 'task-done',
          data: { system, kind: 'search', sizeBytes: content.length, sha256 },
          ...(note === undefined ? {} : { text: note }),
        },
      ],
      also: async (tx) => {
        await deps.blobs.put(content, { ...blob, tx });
        await tx.query(`UPDATE human_task SET status = 'done', done_by = $2, done_at = $3, blob_id = $4 WHERE id = $1`, [
          taskId,
          actor.id,
          now,
          blob.id,
        ]);
      },
    };
  });
}

async function openSearchOf(client: PoolClient, requestId: string, system: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM human_task WHERE request_id = $1 AND system = $2 AND kind = 'search' AND status = 'open'`,
    [requestId, system],
  );
  const task = rows[0];
  if (task !== undefined) return task.id;
  throw new DomainError({
    code: 'NO_OPEN_TASK',
    kind: 'conflict',
    detail: 'No search by hand is open for this system: it is none, or somebody has finished it. GDPR Art. 5(2).',
    article: 'GDPR Art. 5(2)',
  });
}
