import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { type ApprovalItem, type ApprovalKind, type ApprovalStatus, requireSecondPerson } from '../../../domain/approval.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import type { ActContext } from './judge.js';

/** A row of `approval`: what was proposed waits here, sealed, for a second person. */
export interface ApprovalRow {
  id: string;
  request_id: string;
  kind: ApprovalKind;
  ground: string;
  sealed_proposal: Buffer;
  status: ApprovalStatus;
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

type Connection = Pick<PoolClient, 'query'>;
const SEALED_PROPOSAL = 'approval.sealedProposal';

/** All proposals of a case, oldest first. */
export async function approvalsOf(connection: Connection, requestId: string): Promise<ApprovalRow[]> {
  const { rows } = await connection.query<ApprovalRow>('SELECT * FROM approval WHERE request_id = $1 ORDER BY proposed_at, id', [
    requestId,
  ]);
  return rows;
}

/** The proposal that waits: of this kind, or the oldest of any. At most one of a kind is open. */
export async function openApprovalOf(connection: Connection, requestId: string, kind?: ApprovalKind): Promise<ApprovalRow | undefined> {
  return (await approvalsOf(connection, requestId)).find((one) => one.status === 'open' && (kind === undefined || one.kind === kind));
}

/** Puts something down for a second person, in place of an open proposal of the same kind. Nothing of it happens yet. */
export async function proposeApproval(
  { deps, row, actor, now, client }: ActContext,
  proposal: { kind: ApprovalKind; ground: string; content: unknown; reason?: string },
): Promise<Change> {
  const { kind, ground, content, reason } = proposal;
  const id = uuidv7();
  const sealed = await deps.vault.seal(row.subject_id, content, SEALED_PROPOSAL);
  await supersedeApproval(client, row.id, kind);
  return {
    facts: [{ event: 'approval-asked', data: { approvalId: id, kind, ground }, ...(reason === undefined ? {} : { text: reason }) }],
    rows: {
      approval: [
        {
          id,
          request_id: row.id,
          kind,
          ground,
          sealed_proposal: sealed,
          status: 'open',
          proposed_by: actor.id,
          proposed_at: now.toISOString(),
        },
      ],
    },
  };
}

/** What was proposed, as it was given to `proposeApproval`; undefined when the person's key was destroyed. */
export function openProposal<T>(deps: Pick<DeskDeps, 'vault'>, row: { subject_id: string }, approval: ApprovalRow): Promise<T | undefined> {
  return deps.vault.open<T>(row.subject_id, approval.sealed_proposal, SEALED_PROPOSAL);
}

/** Takes an open proposal off: something else was done in its place. Safe where there is none. */
export async function supersedeApproval(client: Connection, requestId: string, kind: ApprovalKind): Promise<void> {
  await client.query(`UPDATE approval SET status = 'superseded' WHERE request_id = $1 AND kind = $2 AND status = 'open'`, [
    requestId,
    kind,
  ]);
}

/** The second person's word, as evidence and on the row. Throws 409 SECOND_PERSON_NEEDED where it is the same person. */
export function settleApproval(approval: ApprovalRow, { actor, now }: ActContext, verdict: { approve: boolean; reason?: string }): Change {
  requireSecondPerson(approval.proposed_by, actor);
  const { approve, reason } = verdict;
  return {
    facts: [
      {
        event: approve ? 'approval-given' : 'approval-declined',
        data: { approvalId: approval.id, kind: approval.kind },
        ...(reason === undefined ? {} : { text: reason }),
      },
    ],
    also: (client) =>
      client.query(`UPDATE approval SET status = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND status = 'open'`, [
        approval.id,
        approve ? 'approved' : 'declined',
        actor.id,
        now,
      ]),
  };
}

/** Two changes of one step as one: written together. The second wins where both set the same column. */
export function together(one: Change, other: Change): Change {
  return {
    facts: [...one.facts, ...other.facts],
    set: { ...one.set, ...other.set },
    clockEvents: [...(one.clockEvents ?? []), ...(other.clockEvents ?? [])],
    letters: [...(one.letters ?? []), ...(other.letters ?? [])],
    rows: mergeRows(one.rows ?? {}, other.rows ?? {}),
    nudge: one.nudge === true || other.nudge === true,
    also: async (client) => {
      await one.also?.(client);
      await other.also?.(client);
    },
    ...bothAfter(one, other),
  };
}

function bothAfter(one: Change, other: Change): Pick<Change, 'afterLetters' | 'afterwards'> {
  const both = (name: 'afterLetters' | 'afterwards') =>
    one[name] === undefined && other[name] === undefined
      ? {}
      : {
          [name]: async (client: PoolClient) => {
            await one[name]?.(client);
            await other[name]?.(client);
          },
        };
  return { ...both('afterLetters'), ...both('afterwards') };
}

type Rows = NonNullable<Change['rows']>;

function mergeRows(one: Rows, other: Rows): Rows {
  const merged: Record<string, readonly Record<string, unknown>[]> = { ...one };
  for (const [table, rows] of Object.entries(other)) merged[table] = [...(merged[table] ?? []), ...rows];
  return merged;
}

/** A proposal without its content, for those who may see the case. */
export function presentApproval(row: ApprovalRow): ApprovalItem {
  return {
    kind: row.kind,
    ground: row.ground,
    status: row.status,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
