import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { MemberChange, MemberFilter, MemberKey, MemberView, NewMember, OwnKey } from '../../../domain/seals/view.js';
import { isDomainProblem, readDomain } from '../../domains/read-domain.js';
import { inTransaction } from '../transaction.js';
import { writeTogether } from '../write-together.js';
import { LOOKS_LIKE } from './look-alikes.js';
import { DOMAIN_COLUMNS, type DomainRow, domainRows, memberDomain, otherOwnerOf } from './member-domains.js';
import type { SealDeps } from './seal-deps.js';
import { isUuid } from './seal-row.js';

interface MemberRow {
  id: string;
  issuer_slug: string;
  name: string;
  domain: string;
  registration_number: string;
  address: string;
  contact_email: string | null;
  language: string;
  external_ref: string | null;
  ended_at: Date | null;
}

const COLUMNS =
  'm.id, m.issuer_slug, m.name, m.domain, m.registration_number, m.address, m.contact_email, m.language, m.external_ref, m.ended_at';

/** One page of members, in the order in which they were entered. */
export async function listMembers(
  pool: Pool,
  filter: MemberFilter,
): Promise<{ items: MemberView[]; hasMore: boolean; after: string | null }> {
  const { rows } = await pool.query<MemberRow>(
    `SELECT ${COLUMNS} FROM member m WHERE ($1::text IS NULL OR m.issuer_slug = $1) AND ($2::uuid IS NULL OR m.id > $2)
       AND ($3::text IS NULL OR strpos(lower(m.name), $3) > 0 OR strpos(m.domain, $3) > 0 OR lower(m.external_ref) = $3) ORDER BY m.id LIMIT $4`,
    [filter.issuerSlug ?? null, filter.after ?? null, filter.q?.trim().toLowerCase() ?? null, filter.limit + 1],
  );
  const page = rows.slice(0, filter.limit);
  const hasMore = rows.length > filter.limit;
  return { items: await withDomains(pool, page), hasMore, after: hasMore ? (page.at(-1)?.id ?? null) : null };
}

export async function findMember(pool: Pool, { id, issuerSlug }: OwnKey): Promise<MemberView | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await pool.query<MemberRow>(
    `SELECT ${COLUMNS} FROM member m WHERE m.id = $1 AND ($2::text IS NULL OR m.issuer_slug = $2)`,
    [id, issuerSlug ?? null],
  );
  return (await withDomains(pool, rows))[0];
}

async function withDomains(pool: Pool, rows: readonly MemberRow[]): Promise<MemberView[]> {
  const { rows: domains } = await pool.query<DomainRow & { looks_like: string | null }>(
    `SELECT ${DOMAIN_COLUMNS}, ${LOOKS_LIKE} AS looks_like FROM member_domain d WHERE d.member_id = ANY($1::uuid[]) ORDER BY d.created_at, d.domain`,
    [rows.map(({ id }) => id)],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    registrationNumber: row.registration_number,
    address: row.address,
    contactEmail: row.contact_email,
    language: row.language,
    reference: row.external_ref,
    endedAt: row.ended_at?.toISOString() ?? null,
    domains: domains.filter(({ member_id }) => member_id === row.id).map(memberDomain),
  }));
}

export function noSuchMember(): DomainError {
  return new DomainError({ code: 'MEMBER_NOT_FOUND', kind: 'missing', detail: 'There is no member with this id that you may see.' });
}

/** Rows of members that are new; their domains are written with the seals or by `addDomains`. */
export const memberRows = (issuerSlug: string, members: readonly (NewMember & { id: string })[], now: Date) =>
  members.map((member) => ({
    id: member.id,
    issuer_slug: issuerSlug,
    name: member.name.trim(),
    domain: member.domain ?? '',
    registration_number: member.registrationNumber ?? '',
    address: member.address ?? '',
    contact_email: member.contactEmail ?? null,
    language: member.language ?? 'en',
    external_ref: member.reference ?? null,
    created_at: now,
  }));

/** Enters a member of an issuer. A reference that is there already is a conflict. */
export async function createMember(deps: SealDeps, issuerSlug: string, member: NewMember): Promise<string> {
  const id = uuidv7();
  const domain = member.domain === undefined ? undefined : requireDomain(member.domain);
  await inTransaction(deps.pool, async (client) => {
    if (member.reference !== undefined) await requireFreeReference(client, issuerSlug, member.reference);
    await writeTogether(client, {
      member: memberRows(issuerSlug, [{ ...member, ...(domain === undefined ? {} : { domain: domain.domain }), id }], deps.now()),
    });
    if (domain !== undefined) await addDomain(client, deps, { id, issuerSlug }, domain);
  });
  return id;
}

async function requireFreeReference(client: PoolClient, issuerSlug: string, reference: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM member WHERE issuer_slug = $1 AND external_ref = $2', [issuerSlug, reference]);
  if (rowCount === 0) return;
  throw new DomainError({
    code: 'MEMBER_REFERENCE_TAKEN',
    kind: 'conflict',
    detail: 'Another of your members has this reference. Change that one (PATCH), or give another reference.',
  });
}

function requireDomain(text: string) {
  const read = readDomain(text);
  if (!isDomainProblem(read)) return read;
  throw new DomainError({
    code: 'INVALID_INPUT',
    kind: 'invalid',
    detail: 'The domain cannot be used.',
    fields: [{ pointer: '/domain', detail: read.problem }],
  });
}

async function addDomain(
  client: PoolClient,
  deps: SealDeps,
  { id, issuerSlug }: MemberKey,
  read: { domain: string; look: string },
): Promise<void> {
  const owner = await otherOwnerOf(client, { issuerSlug, memberId: id, domain: read.domain });
  if (owner !== undefined)
    throw new DomainError({
      code: 'DOMAIN_TAKEN',
      kind: 'conflict',
      detail: `This domain belongs to another of your members, ${owner}. Take it from them first.`,
    });
  await client.query(...domainRows(issuerSlug, [{ memberId: id, ...read }], deps.now()));
  await client.query(`UPDATE member SET domain = $2 WHERE id = $1 AND domain = ''`, [id, read.domain]);
}

/** Puts down another domain of a member. It is proved afterwards. */
export async function addMemberDomain(deps: SealDeps, member: MemberKey, text: string): Promise<void> {
  const read = requireDomain(text);
  await inTransaction(deps.pool, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM member WHERE id = $1 AND issuer_slug = $2', [member.id, member.issuerSlug]);
    if (rowCount === 0) throw noSuchMember();
    await addDomain(client, deps, member, read);
  });
}

/** Takes a domain from a member; not while a seal is shown there. */
export async function removeMemberDomain(deps: SealDeps, member: MemberKey, domain: string): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    const { rowCount: shown } = await client.query(
      `SELECT 1 FROM seal WHERE member_id = $1 AND domain = $2 AND status IN ('active', 'suspended', 'draft') LIMIT 1`,
      [member.id, domain],
    );
    if (shown !== 0)
      throw new DomainError({
        code: 'DOMAIN_IN_USE',
        kind: 'conflict',
        detail: 'A seal is issued for this domain. Revoke it or replace it first.',
      });
    const { rowCount } = await client.query('DELETE FROM member_domain WHERE member_id = $1 AND domain = $2 AND issuer_slug = $3', [
      member.id,
      domain,
      member.issuerSlug,
    ]);
    if (rowCount === 0) throw noSuchMember();
    // The main domain is always one of its domains: the earliest that is left.
    await client.query(
      `UPDATE member SET domain = coalesce((SELECT d.domain FROM member_domain d WHERE d.member_id = $1 ORDER BY d.created_at, d.domain LIMIT 1), '')
       WHERE id = $1 AND domain = $2`,
      [member.id, domain],
    );
  });
}

/** Writes what is given and leaves the rest. */
export async function changeMember(deps: SealDeps, { id, issuerSlug }: MemberKey, change: MemberChange): Promise<void> {
  if (!isUuid(id)) throw noSuchMember();
  const { rowCount } = await deps.pool.query(
    `UPDATE member SET name = coalesce($3, name), registration_number = coalesce($4, registration_number), address = coalesce($5, address),
       contact_email = CASE WHEN $6 THEN $7 ELSE contact_email END, language = coalesce($8, language),
       ended_at = CASE WHEN $9::boolean IS NULL THEN ended_at WHEN $9 THEN coalesce(ended_at, $10) END
     WHERE id = $1 AND issuer_slug = $2`,
    [
      id,
      issuerSlug,
      change.name ?? null,
      change.registrationNumber ?? null,
      change.address ?? null,
      change.contactEmail !== undefined,
      change.contactEmail ?? null,
      change.language ?? null,
      change.isEnded ?? null,
      deps.now(),
    ],
  );
  if (rowCount === 0) throw noSuchMember();
}
