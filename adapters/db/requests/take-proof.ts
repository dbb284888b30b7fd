import type { PoolClient } from 'pg';
import { awaitsAuthority } from '../../../domain/behalf.js';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { ProofKind } from '../../../domain/request/proof.js';
import { needsIdentity } from '../../../domain/request/state.js';
import type { SentFile } from '../../../domain/uploads.js';
import { together } from './approvals.js';
import { daysLater, localDateOf } from './case-clock.js';
import { type CaseRow, factsOf, requireCase } from './case-row.js';
import type { Change, StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { letter } from './letters.js';
import { draftProofs, type ProofVia, proofCountOf } from './proof-files.js';
import { reviveSilent } from './reopen.js';
import { recordTransition } from './transition.js';

/** Files of the requester for a check, and what they say about the person they act for. */
export interface SentProof {
  kind: ProofKind;
  via: ProofVia;
  files: readonly SentFile[];
  personEmail?: string;
}

const CHECK_WITHIN_DAYS = 3;

/**
 * Keeps files for a check, all or none, and tells the desk. A proof of authority counts for every case of the message and starts the
 * month where the law lets it wait for it (ICO: receipt of the authority). Throws what is wrong with a file, and the 409 of a case that
 * waits for none.
 */
export async function takeProof(deps: DeskDeps, reference: string, actor: Actor, sent: SentProof, client?: PoolClient): Promise<void> {
  const { id } = await requireCase(client ?? deps.pool, { reference });
  await recordTransition(
    deps,
    { id },
    actor,
    async (context) => {
      requireAwaited(context.row, sent.kind);
      const change = await proofChange(deps, context, sent);
      if (sent.kind === 'authority') for (const other of await casesBeside(context)) await receiveBeside(deps, context, other, actor);
      return change;
    },
    client === undefined ? {} : { client },
  );
}

async function proofChange(deps: DeskDeps, { client, row, profile, now }: StepContext, sent: SentProof): Promise<Change> {
  const alreadyThere = await proofCountOf(client, row.id, sent.kind);
  const draft = draftProofs({ requestId: row.id, ...sent, alreadyThere }, now);
  const taken: Change = {
    facts: draft.facts,
    rows: { proof_file: draft.rows },
    letters: [checkTask(deps, row, { step: `proof:${alreadyThere + 1}`, now })],
    also: (tx) => draft.store(deps, tx, row.subject_id),
  };
  const personEmail = profile.personEmail ?? sent.personEmail;
  const withAddress =
    personEmail === profile.personEmail ? taken : together(taken, await rememberPerson(deps, { row, profile }, personEmail));
  return sent.kind === 'authority' ? together(withAddress, received(row, now)) : withAddress;
}

/** The address the person is known by: until somebody of the desk has checked the proof nothing is looked for under it. */
export async function rememberPerson(
  deps: Pick<DeskDeps, 'vault'>,
  { row, profile }: Pick<StepContext, 'row' | 'profile'>,
  personEmail: string | undefined,
): Promise<Change> {
  const sealed = await deps.vault.seal(row.subject_id, { ...profile, personEmail }, 'request.sealedProfile');
  return { facts: [], also: (tx) => tx.query('UPDATE request SET sealed_profile = $2 WHERE id = $1', [row.id, sealed]) };
}

/** UK: the month begins with the proof; EU: a pause ends with it. A case that was closed for want of it goes on. */
function received(row: CaseRow, now: Date): Change {
  const revived = reviveSilent(row, 'authority-received');
  const proof: Change = {
    facts: [{ event: 'authority-received', data: { means: 'file' } }],
    set: { authority: 'received' },
    clockEvents: row.authority === 'asked' ? [{ type: 'authority-received', on: localDateOf(now, row.time_zone) }] : [],
  };
  return revived === undefined ? proof : together(proof, revived);
}

async function receiveBeside(deps: DeskDeps, { client, now }: StepContext, id: string, actor: Actor): Promise<void> {
  await recordTransition(deps, { id }, actor, ({ row }) => (row.authority === 'asked' ? received(row, now) : undefined), { client });
}

/** The other cases of the same message that wait for the same authority. */
export async function casesBeside({ client, row }: Pick<StepContext, 'client' | 'row'>): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM request WHERE thread_id = $1 AND subject_id = $2 AND id <> $3 AND authority IS NOT NULL ORDER BY id',
    [row.thread_id, row.subject_id, row.id],
  );
  return rows.map(({ id }) => id);
}

export function checkTask(deps: DeskDeps, row: CaseRow, { step, now }: { step: string; now: Date }) {
  return letter('STAFF_TASK', step, {
    caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`,
    task: 'A proof came in. Look at it, then record what it shows; the file is deleted with that, and after seven days in any case.',
    taskDueOn: daysLater(localDateOf(now, row.time_zone), CHECK_WITHIN_DAYS),
    isReminder: false,
  });
}

/** Whether a proof of authority is waited for; also after the case was closed for want of one. */
export function isAuthorityAwaited(row: CaseRow): boolean {
  const isOpen = row.closed_at === null ? row.decided_at === null : reviveSilent(row, 'authority-received') !== undefined;
  return isOpen && awaitsAuthority(row.authority);
}

function requireAwaited(row: CaseRow, kind: ProofKind): void {
  const isOpen = row.closed_at === null && row.decided_at === null;
  const isAwaited = kind === 'authority' ? isAuthorityAwaited(row) : isOpen && row.required_level === 'L4' && needsIdentity(factsOf(row));
  if (!isAwaited)
    throw new DomainError({
      code: 'NO_PROOF_NEEDED_NOW',
      kind: 'conflict',
      detail: 'No such file is waited for. Send no document that we did not ask for (GDPR Art. 5(1)(c)).',
      article: 'GDPR Art. 5(1)(c)',
    });
}
