import type { PoolClient } from 'pg';
import type { DomainCheck, DomainChecker } from '../../../domains/check-domain.js';
import { inTransaction } from '../../transaction.js';
import { causeOfSuspension, reinstateSeal } from '../act-seal.js';
import { openMatter, settleMatter } from '../matters.js';
import { DOMAIN_COLUMNS, type DomainRow, proofOf } from '../member-domains.js';
import type { SealDeps } from '../seal-deps.js';
import { SEAL_COLUMNS, type SealRow } from '../seal-row.js';
import { SEAL_SYSTEM } from './days-work.js';
import { queueNotice } from './queue-notice.js';
import { recordLinkFile } from './record-links.js';

const BATCH = 20;
const AT_ONCE = 5;
const DAY_MS = 86_400_000;

type Key = { memberId: string; domain: string };

/** Checks the domains of an issuer whose day has come. Only domains on which a seal stands are asked for. */
export async function checkDueDomains(
  deps: SealDeps & { domains: DomainChecker },
  issuerSlug: string,
  now: Date,
): Promise<{ isMore: boolean; nextAt: Date | null }> {
  const { rows } = await deps.pool.query<DomainRow & { next_check_at: Date }>(
    `SELECT ${DOMAIN_COLUMNS}, d.next_check_at FROM member_domain d WHERE d.issuer_slug = $1
       AND EXISTS (SELECT FROM seal s WHERE s.member_id = d.member_id AND s.domain = d.domain AND s.status IN ('active', 'suspended'))
     ORDER BY d.next_check_at LIMIT ${BATCH + 1}`,
    [issuerSlug],
  );
  const due = rows.filter(({ next_check_at }) => next_check_at <= now).slice(0, BATCH);
  for (let from = 0; from < due.length; from += AT_ONCE)
    await Promise.all(due.slice(from, from + AT_ONCE).map((row) => checkOne(deps, row, now)));
  return {
    isMore: due.length === BATCH && rows.length > BATCH,
    nextAt: rows.find(({ next_check_at }) => next_check_at > now)?.next_check_at ?? null,
  };
}

/** Checks one domain now: for the button of a page. */
export async function checkDomainNow(
  deps: SealDeps & { domains: DomainChecker },
  { memberId, domain }: Key,
  now: Date,
): Promise<DomainCheck | undefined> {
  const { rows } = await deps.pool.query<DomainRow>(
    `SELECT ${DOMAIN_COLUMNS} FROM member_domain d WHERE d.member_id = $1 AND d.domain = $2`,
    [memberId, domain],
  );
  return rows[0] === undefined ? undefined : checkOne(deps, rows[0], now);
}

async function checkOne(deps: SealDeps & { domains: DomainChecker }, row: DomainRow, now: Date): Promise<DomainCheck> {
  const key = { memberId: row.member_id, domain: row.domain };
  const [found, linkFile] = await Promise.all([deps.domains.check(proofOf(row)), deps.domains.linkFile(row.domain)]);
  await recordLinkFile(deps, key, linkFile, now);
  await recordDomainCheck(deps, key, found, now);
  return found;
}

/** Writes what a check found, with what follows for the seals of the domain: all of it or nothing. */
export async function recordDomainCheck(deps: SealDeps, key: Key, found: DomainCheck, now: Date): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<DomainRow & { grace_days: number; created_at: Date }>(
      `SELECT ${DOMAIN_COLUMNS}, d.created_at, i.domain_grace_days AS grace_days FROM member_domain d JOIN issuer i ON i.slug = d.issuer_slug
       WHERE d.member_id = $1 AND d.domain = $2 FOR UPDATE OF d`,
      [key.memberId, key.domain],
    );
    const [row] = rows;
    if (row === undefined) return;
    const seals = await sealsOf(client, row);
    if ('provenBy' in found) return proven(deps, client, row, seals, found.provenBy, now);
    const since = row.failing_since ?? now;
    await client.query(
      `UPDATE member_domain SET state = CASE state WHEN 'proven' THEN 'failing' ELSE state END, problem = $3, checked_at = $4, failing_since = $5, next_check_at = $6
       WHERE member_id = $1 AND domain = $2`,
      [row.member_id, row.domain, found.problem, now, since, new Date(now.getTime() + DAY_MS)],
    );
    // What was decided once is not decided again every day: it ends with the proof.
    if (row.state === 'lost') return;
    const dueAt = new Date(since.getTime() + row.grace_days * DAY_MS);
    for (const seal of seals.filter(({ status }) => status === 'active')) await openGrace(deps, client, seal, dueAt, now);
  });
}

async function sealsOf(client: PoolClient, { member_id, domain }: DomainRow): Promise<SealRow[]> {
  const { rows } = await client.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seal s WHERE s.member_id = $1 AND s.domain = $2 AND s.status IN ('active', 'suspended') ORDER BY s.id`,
    [member_id, domain],
  );
  return rows;
}

async function openGrace(deps: SealDeps, client: PoolClient, seal: SealRow, dueAt: Date, now: Date): Promise<void> {
  const { id, isNew } = await openMatter(deps, client, { seal, kind: 'domain', dueAt }, SEAL_SYSTEM, now);
  if (isNew) await queueNotice(deps, client, seal, { code: 'DOMAIN_FAILING', key: `domain-failing:${id}`, on: dueAt, url: '/member' }, now);
}

async function proven(
  deps: SealDeps,
  client: PoolClient,
  row: DomainRow,
  seals: readonly SealRow[],
  by: 'dns' | 'file',
  now: Date,
): Promise<void> {
  await client.query(
    `UPDATE member_domain SET state = 'proven', proven_by = $3, proven_at = CASE WHEN state = 'proven' THEN coalesce(proven_at, $4) ELSE $4 END, checked_at = $4,
       problem = NULL, failing_since = NULL, warned_at = NULL, next_check_at = $5 WHERE member_id = $1 AND domain = $2`,
    [row.member_id, row.domain, by, now, new Date(now.getTime() + DAY_MS)],
  );
  for (const seal of seals) {
    const wasOpen = await settleMatter(deps, client, { sealId: seal.id, kind: 'domain', outcome: 'proven' }, SEAL_SYSTEM, now);
    const wasSuspended = await isSuspendedForDomain(client, seal);
    if (wasSuspended && seal.valid_until > now) await reinstateSeal(deps, seal, SEAL_SYSTEM, { cause: 'domain-proven', now, client });
    if (wasOpen || wasSuspended)
      await queueNotice(
        deps,
        client,
        seal,
        { code: 'DOMAIN_PROVEN', key: `domain-proven:${seal.id}:${now.toISOString().slice(0, 10)}`, on: now, url: '/member' },
        now,
      );
  }
}

/** Only what the rule itself suspended is put in force by the proof; what a person suspended waits for a person. */
async function isSuspendedForDomain(client: PoolClient, { id, status }: SealRow): Promise<boolean> {
  if (status !== 'suspended') return false;
  return (await causeOfSuspension(client, id)) === 'domain-lost';
}
