import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../../domain/request/filing.js';
import type { MatterKind } from '../../../domain/seals/view.js';
import type { SealDeps } from './seal-deps.js';
import type { SealRow } from './seal-row.js';
import { appendSealFacts } from './transition.js';

/** Something open about a seal. */
export interface MatterRow {
  id: string;
  seal_id: string;
  issuer_slug: string;
  kind: MatterKind;
  opened_at: Date;
  due_at: Date;
  reminded_at: Date | null;
  escalated_at: Date | null;
  closed_at: Date | null;
  outcome: string | null;
}

export type MatterOutcome = 'renewed' | 'declined' | 'lapsed' | 'proven' | 'suspended' | 'warned' | 'overtaken';

/**
 * Opens a matter of a kind unless one is open; its workflow is started through the outbox. Answers the one that is open then.
 */
export async function openMatter(
  deps: SealDeps,
  client: PoolClient,
  matter: { seal: Pick<SealRow, 'id' | 'issuer_slug'>; kind: MatterKind; dueAt: Date; reason?: string },
  actor: Actor,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const { seal, kind, dueAt } = matter;
  await client.query('SELECT 1 FROM seal WHERE id = $1 FOR UPDATE', [seal.id]);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM seal_matter WHERE seal_id = $1 AND kind = $2 AND closed_at IS NULL', [
    seal.id,
    kind,
  ]);
  if (rows[0] !== undefined) return { id: rows[0].id, isNew: false };
  const id = uuidv7();
  await client.query(
    'INSERT INTO seal_matter (id, seal_id, issuer_slug, kind, opened_at, opened_by, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, seal.id, seal.issuer_slug, kind, now, actor.id, dueAt],
  );
  const fact = { event: 'seal-matter-opened', data: { matterId: id, kind, dueAt: dueAt.toISOString() } } as const;
  const opened = { id: seal.id, fact, ...(matter.reason === undefined ? {} : { reason: matter.reason }) };
  await appendSealFacts(deps, client, seal.issuer_slug, [opened], { actor, at: now });
  await wakeMatter(client, id);
  return { id, isNew: true };
}

/** Closes the open matter of a kind, if there is one, and wakes its workflow. */
export async function settleMatter(
  deps: SealDeps,
  client: PoolClient,
  matter: { sealId: string; kind: MatterKind; outcome: MatterOutcome; reason?: string },
  actor: Actor,
  now: Date,
): Promise<boolean> {
  const { sealId, kind, outcome, reason } = matter;
  const { rows } = await client.query<{ id: string; issuer_slug: string }>(
    'UPDATE seal_matter SET closed_at = $3, outcome = $4 WHERE seal_id = $1 AND kind = $2 AND closed_at IS NULL RETURNING id, issuer_slug',
    [sealId, kind, now, outcome],
  );
  const [settled] = rows;
  if (settled === undefined) return false;
  const fact = { event: 'seal-matter-closed', data: { matterId: settled.id, kind, result: outcome } } as const;
  const closed = { id: sealId, fact, ...(reason === undefined ? {} : { reason }) };
  await appendSealFacts(deps, client, settled.issuer_slug, [closed], { actor, at: now });
  await wakeMatter(client, settled.id);
  return true;
}

/** Starts the workflow of a matter or wakes it. */
async function wakeMatter(client: PoolClient, id: string): Promise<void> {
  await client.query(`INSERT INTO outbox (kind, target_id) VALUES ('matter', $1)`, [id]);
}
