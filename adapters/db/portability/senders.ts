import type { Pool } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { VerifiedSender } from '../../portability/receive-package.js';

/** More unknown organisations than this are not put down: a stranger cannot fill the list. */
const MOST_PENDING = 200;

type SenderStatus = 'pending' | 'approved' | 'refused';

interface Deps {
  pool: Pool;
  settings: { portabilitySenders?: readonly string[] };
}

/**
 * Lets a sender in that the operator lists or staff approved. One we do not know is put down for staff to look at and refused for now;
 * it tries again for days. Its signature was checked before. Throws SENDER_NOT_APPROVED (forbidden).
 */
export async function requireApproved({ pool, settings }: Deps, { origin, name }: VerifiedSender, now: Date): Promise<void> {
  if (settings.portabilitySenders?.includes(origin) === true) return;
  const { rows } = await pool.query<{ status: SenderStatus }>('SELECT status FROM portability_sender WHERE origin = $1', [origin]);
  if (rows[0]?.status === 'approved') return;
  if (rows[0] === undefined)
    await pool.query(
      `INSERT INTO portability_sender (origin, name, status, first_seen_at) SELECT $1, $2, 'pending', $3
       WHERE (SELECT count(*) FROM portability_sender WHERE status = 'pending') < $4 ON CONFLICT (origin) DO NOTHING`,
      [origin, name.slice(0, 200), now, MOST_PENDING],
    );
  throw new DomainError({
    code: 'SENDER_NOT_APPROVED',
    kind: 'forbidden',
    detail: 'We take packages only from organisations that a person here has approved. Try again later.',
  });
}

export interface SenderView {
  origin: string;
  name: string;
  status: SenderStatus;
  firstSeenAt: string;
}

/** Every sender that ever came, those to be looked at first. */
export async function listSenders(pool: Pool): Promise<SenderView[]> {
  const { rows } = await pool.query<{ origin: string; name: string; status: SenderStatus; first_seen_at: Date }>(
    `SELECT origin, name, status, first_seen_at FROM portability_sender ORDER BY (status <> 'pending'), first_seen_at DESC LIMIT 500`,
  );
  return rows.map(({ origin, name, status, first_seen_at }) => ({ origin, name, status, firstSeenAt: first_seen_at.toISOString() }));
}

/** A person says whether packages of this sender are taken. Throws SENDER_UNKNOWN (missing). */
export async function decideSender(pool: Pool, decision: { origin: string; isApproved: boolean; by: string; now: Date }): Promise<void> {
  const status = decision.isApproved ? 'approved' : 'refused';
  const done = await pool.query('UPDATE portability_sender SET status = $2, decided_by = $3, decided_at = $4 WHERE origin = $1', [
    decision.origin,
    status,
    decision.by,
    decision.now,
  ]);
  if (done.rowCount === 0)
    throw new DomainError({ code: 'SENDER_UNKNOWN', kind: 'missing', detail: 'No such organisation has sent anything.' });
}
