import type { PoolClient } from 'pg';
import { needsIdentity } from '../../../../domain/request/state.js';
import type { Right } from '../../../../domain/request/types.js';
import { together } from '../approvals.js';
import { authorityRequest, mustAskAuthority } from '../ask-authority.js';
import { type CaseRow, factsOf } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { type LetterOrder, letter } from '../letters.js';
import { checkTask } from '../take-proof.js';
import { recordTransition } from '../transition.js';

export const SYSTEM = { id: 'system', role: 'system' } as const;

interface Sibling {
  id: string;
  reference: string;
  right: Right | null;
}

/**
 * The receipt: reference, our reading, due date, what comes next. Cases of one message get one letter, written by the first of them
 * (RFC 3834: one answer to one message). A machine's message is acknowledged on record only.
 */
export function acknowledge(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row, profile }): Promise<Change | undefined> => {
      if (row.acknowledged_at !== null || row.closed_at !== null) return undefined;
      const received: Change = { facts: [], set: { acknowledged_at: now }, letters: await receipts(client, row) };
      if (!mustAskAuthority(row)) return row.authority === 'received' ? together(received, toCheck(deps, row, now)) : received;
      const thread = await threadOf(client, row.thread_id);
      return together(received, authorityRequest(deps, { row, profile, now, isLead: thread[0]?.id === row.id }));
    },
    { now },
  );
}

/** A proof that came with the request waits for a person. */
const toCheck = (deps: DeskDeps, row: CaseRow, now: Date): Change => ({
  facts: [],
  letters: [checkTask(deps, row, { step: 'proof:0', now })],
});

async function receipts(client: PoolClient, row: CaseRow): Promise<LetterOrder[]> {
  const thread = await threadOf(client, row.thread_id);
  if (!row.may_reply || thread[0]?.id !== row.id) return [];
  const otherReferences = thread.slice(1).map(({ reference, right }) => ({ reference, right }));
  if (row.right === null) return [letter('TRIAGE', 'triage', {})];
  const reading = thread.flatMap((one) => (one.right === null ? [] : [one.right]));
  const next =
    row.behalf !== null && row.objection_kind !== 'direct_marketing' ? 'authority' : needsIdentity(factsOf(row)) ? 'identity' : 'nothing';
  return [letter('ACK', 'ack', { reading, next, otherReferences })];
}

/** The cases of one message, first the one that writes for all. */
export async function threadOf(client: Pick<PoolClient, 'query'>, threadId: string): Promise<Sibling[]> {
  const { rows } = await client.query<Sibling>('SELECT id, reference, "right" FROM request WHERE thread_id = $1 ORDER BY id', [threadId]);
  return rows;
}
