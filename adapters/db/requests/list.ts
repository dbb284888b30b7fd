import type { Pool } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { DeskItem, ListFilter, Page } from '../../../domain/request/list-item.js';
import { WAITING_FOR } from '../../../domain/request/state.js';
import type { Channel, Outcome, Right, Status } from '../../../domain/request/types.js';
import type { Vault } from '../../crypto/vault.js';
import type { DeskDeps } from './desk-deps.js';
import { type Condition, type FilterDeps, whereOf } from './list-filter.js';
import { casesWithNote } from './notes.js';
import type { Profile } from './sealed.js';
import { SEALED } from './sealed.js';

type ListDeps = FilterDeps & Pick<DeskDeps, 'pool'>;

interface ListRow {
  id: string;
  reference: string;
  thread_id: string;
  subject_id: string;
  right: Right | null;
  status: Status;
  outcome: Outcome | null;
  channel: Channel;
  received_at: Date;
  due_on: string | null;
  safe_on: string;
  target_on: string;
  sort_on: string;
  expires_at: Date | null;
  sealed_profile: Buffer;
  linked: string[] | null;
  waits_for_approval: boolean;
  assigned_to: string | null;
}

/** One page by time left: `dueOn`, or `safeOn` while the law leaves the due date open. Every filter has its index. */
export async function listRequests(deps: ListDeps, filter: ListFilter): Promise<Page<DeskItem>> {
  const rows =
    filter.q === undefined ? await selectPage(deps.pool, whereOf(deps, filter), filter.limit + 1) : await searchPage(deps, filter);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > filter.limit;
  return { items: shown.map((row) => present(row, deps.now())), hasMore, after: hasMore && last !== undefined ? cursorOf(last) : null };
}

async function selectPage(pool: Pool, condition: Condition, limit: number): Promise<ListRow[]> {
  const filter = condition.sql.length === 0 ? '' : `WHERE ${condition.sql.join(' AND ')}`;
  const { rows } = await pool.query<ListRow>(
    `SELECT r.id, r.reference, r.thread_id, r.subject_id, r."right", r.status, r.outcome, r.channel, r.received_at, r.due_on, r.safe_on, r.target_on, r.sort_on,
            r.expires_at, r.sealed_profile, r.assigned_to,
            EXISTS (SELECT FROM approval a WHERE a.request_id = r.id AND a.status = 'open') AS waits_for_approval,
            (SELECT array_agg(o.reference ORDER BY o.id) FROM request o WHERE o.thread_id = r.thread_id AND o.id <> r.id) AS linked
     FROM request r ${filter} ORDER BY r.sort_on, r.id LIMIT ${Math.trunc(limit)}`,
    condition.values,
  );
  return rows;
}

/** A search whose words are under three letters finds by nothing; the blind index holds groups of three. */
async function searchPage(deps: ListDeps, filter: ListFilter): Promise<ListRow[]> {
  const q = (filter.q ?? '').trim();
  if (deps.vault.queryTokens(q).length === 0)
    throw new DomainError({
      code: 'SEARCH_TOO_SHORT',
      kind: 'invalid',
      detail: 'Search for at least three letters.',
      fields: [{ pointer: '/q', detail: 'Give at least three letters or digits of a reference, name or address.' }],
    });
  const noted = await casesWithNote(deps, q);
  const found: ListRow[] = [];
  let after = filter.after;
  // Trigrams can agree by chance, so each candidate is opened and compared; a page is filled from as many reads as that takes.
  for (let reads = 0; reads < 50; reads++) {
    const candidates = await selectPage(
      deps.pool,
      whereOf(deps, { ...filter, ...(after === undefined ? {} : { after }) }, noted),
      filter.limit + 1,
    );
    found.push(...(await matching(deps.vault, candidates, { q, noted })));
    const last = candidates.at(-1);
    if (found.length > filter.limit || candidates.length <= filter.limit || last === undefined) break;
    after = cursorOf(last);
  }
  return found.slice(0, filter.limit + 1);
}

async function matching(vault: Vault, rows: readonly ListRow[], { q, noted }: { q: string; noted: readonly string[] }): Promise<ListRow[]> {
  const profiles = await vault.openMany<Profile>(
    rows.map((row) => ({ subjectId: row.subject_id, sealed: row.sealed_profile, context: SEALED.profile })),
  );
  const words = fold(q).split(/\s+/);
  return rows.filter((row, index) => {
    if (noted.includes(row.id)) return true;
    const profile = profiles[index];
    const text = fold(`${row.reference} ${profile?.name ?? ''} ${profile?.email ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function present(row: ListRow, now: Date): DeskItem {
  const isOpen = row.status !== 'answered' && row.status !== 'closed';
  return {
    id: row.id,
    reference: row.reference,
    right: row.right,
    status: row.status,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    safeOn: row.safe_on,
    targetOn: row.target_on,
    linked: row.linked ?? [],
    isOverdue: isOpen && row.expires_at !== null && row.expires_at <= now,
    outcome: row.outcome,
    expiresAt: row.expires_at === null ? null : row.expires_at.toISOString(),
    waitingFor: WAITING_FOR[row.status],
    waitsForApproval: row.waits_for_approval && row.status !== 'closed',
    assignedTo: row.assigned_to,
  };
}

function cursorOf(row: Pick<ListRow, 'sort_on' | 'id'>): string {
  return Buffer.from(`${row.sort_on}|${row.id}`).toString('base64url');
}
