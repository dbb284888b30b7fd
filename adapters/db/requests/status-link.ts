import { SILENCE } from '../../../domain/identity.js';
import { needsIdentity } from '../../../domain/request/state.js';
import { daysLater, localDateOf } from './case-clock.js';
import { factsOf } from './case-row.js';
import type { StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { type LetterOrder, letter } from './letters.js';
import { newLink } from './links.js';
import { identityFacts } from './steps/ask-identity.js';
import { recordTransition } from './transition.js';

const LINK_DAYS = 45;
/** At most one such letter in this time, whoever asks. */
const WINDOW_MS = 600_000;

/**
 * Mails the way to the status page again, and where an identity is awaited a fresh link for it, if the reference came from that
 * address. Nothing tells the asker which of the two was wrong.
 */
export async function mailStatusLink(deps: DeskDeps, reference: string, email: string): Promise<void> {
  const found = await deps.pool.query<{ id: string }>(
    `SELECT r.id FROM request r JOIN subject s ON s.id = r.subject_id
     WHERE r.reference = $1 AND coalesce(r.agent_index, s.email_index) = $2`,
    [reference, deps.vault.blindIndex(email)],
  );
  const id = found.rows[0]?.id;
  if (id === undefined) return;
  await recordTransition(deps, { id }, { id: 'requester', role: 'requester' }, async (context) => {
    const step = `status-link:${Math.floor(context.now.getTime() / WINDOW_MS)}`;
    const link = newLink(deps.vault, {
      requestId: id,
      purpose: 'identity',
      expiresAt: new Date(context.now.getTime() + LINK_DAYS * 86_400_000),
    });
    const isAwaited = needsIdentity(factsOf(context.row)) && context.row.identity_asked_at !== null && context.row.behalf === null;
    return {
      facts: [{ event: 'message-sent', data: {} }],
      ...(isAwaited ? { rows: { link: [link.row] } } : {}),
      letters: [isAwaited ? await reminder(deps, context, { step, link }) : receipt(context, step)],
    };
  });
}

async function reminder(
  deps: DeskDeps,
  { client, row, profile, now }: StepContext,
  { step, link }: { step: string; link: ReturnType<typeof newLink> },
): Promise<LetterOrder> {
  const askedOn = localDateOf(row.identity_asked_at ?? now, row.time_zone);
  return letter('ID_REMINDER', step, {
    ...(await identityFacts(deps, { client, row, profile, now }, link)),
    askedOn,
    closesOn: daysLater(askedOn, SILENCE.closeAfterDays),
  });
}

function receipt({ row }: StepContext, step: string): LetterOrder {
  return row.right === null ? letter('TRIAGE', step, {}) : letter('ACK', step, { reading: [row.right], next: 'nothing' });
}
