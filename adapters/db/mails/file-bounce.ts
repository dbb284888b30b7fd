import type { Placement } from '../../../domain/intake/thread.js';
import { recordTransition } from '../requests/transition.js';
import { caseOf } from './join-case.js';
import { recordNotDelivered, SYSTEM } from './letter-row.js';
import type { Place, Placing } from './placing.js';
import { threadMessageOf } from './thread-message.js';

/**
 * Files a delivery report with its cases. One for good makes the letter a returned one and wakes the case: the answer has not been
 * given (RULEBOOK 5.1.8). One of a server that is still trying is only noted.
 */
export async function fileBounce(placing: Placing, placement: Extract<Placement, { kind: 'bounce' }>): Promise<Place | undefined> {
  for (const requestId of placement.requestIds) await noteReport(placing, requestId);
  if (placement.severity === 'hard') {
    const problem = `DSN_${placing.parsed.bounce?.status || '5.0.0'}`;
    for (const letterId of await returnedLetters(placing, placement.requestIds)) {
      await recordNotDelivered(placing.deps, letterId, { status: 'bounced', event: 'letter-bounced', problem }, placing.client);
    }
  }
  const first = placement.requestIds[0];
  return first === undefined ? undefined : caseOf(placing, first);
}

async function noteReport(placing: Placing, requestId: string): Promise<void> {
  const found = caseOf(placing, requestId);
  const message = await threadMessageOf(placing, { ...found, author: 'system' });
  const data = { kind: 'bounce', author: 'unverified', sha256: placing.stored.sha256.toString('hex') } as const;
  const change = { facts: [{ event: 'message-received' as const, data }], rows: { thread_message: [message] } };
  await recordTransition(placing.deps, { id: requestId }, SYSTEM, () => change, { client: placing.client });
}

/** The letters the report names; where it names none, the last one that went to the address of the thread it came back to. */
async function returnedLetters({ lookups, client }: Placing, requestIds: readonly string[]): Promise<string[]> {
  const named = lookups.cases.flatMap(({ how, letterId }) => (how === 'bounced' && letterId !== null ? [letterId] : []));
  if (named.length > 0) return named;
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM letter WHERE request_id = ANY ($1::uuid[]) AND status = 'sent' AND audience = 'requester' ORDER BY sent_at DESC LIMIT 1`,
    [requestIds],
  );
  return rows.map(({ id }) => id);
}
