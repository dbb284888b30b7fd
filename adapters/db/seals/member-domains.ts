import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { DomainState, MemberDomain } from '../../../domain/seals/view.js';
import { inUnicode } from './seal-row.js';

/** A domain of a member as it is stored. */
export interface DomainRow {
  member_id: string;
  domain: string;
  issuer_slug: string;
  token: string;
  state: DomainState;
  proven_by: 'dns' | 'file' | null;
  proven_at: Date | null;
  checked_at: Date | null;
  failing_since: Date | null;
  problem: string | null;
}

/** The name of another member of the issuer whose domain this is, if there is one. */
export async function otherOwnerOf(
  db: Pick<PoolClient, 'query'>,
  { issuerSlug, memberId, domain }: { issuerSlug: string; memberId: string; domain: string },
): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    'SELECT m.name FROM member_domain d JOIN member m ON m.id = d.member_id WHERE d.issuer_slug = $1 AND d.domain = $2 AND d.member_id <> $3 AND m.ended_at IS NULL',
    [issuerSlug, domain, memberId],
  );
  return rows[0]?.name;
}

/** The name of the TXT record and the path of the file that prove a domain, with what they have to say. */
export function proofOf({ domain, token }: Pick<DomainRow, 'domain' | 'token'>): MemberDomain['proof'] {
  return {
    dnsName: `_seal.${domain}`,
    dnsValue: `seal-challenge=${token}`,
    fileUrl: `https://${domain}/.well-known/seal-challenge/${token}`,
    fileContent: token,
  };
}

export function memberDomain(row: DomainRow & { looks_like: string | null }): MemberDomain {
  return {
    domain: row.domain,
    unicode: inUnicode(row.domain),
    state: row.state,
    provenBy: row.proven_by,
    provenAt: row.proven_at?.toISOString() ?? null,
    checkedAt: row.checked_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    problem: row.problem,
    looksLike: row.looks_like,
    proof: proofOf(row),
  };
}

export const DOMAIN_COLUMNS =
  'd.member_id, d.domain, d.issuer_slug, d.token, d.state, d.proven_by, d.proven_at, d.checked_at, d.failing_since, d.problem';

/** The statement that puts down the domains of members that are not there yet, each with a secret of its own to prove it by. */
export function domainRows(
  issuerSlug: string,
  domains: readonly { memberId: string; domain: string; look: string }[],
  now: Date,
): Parameters<(text: string, values: unknown[]) => ReturnType<PoolClient['query']>> {
  return [
    `INSERT INTO member_domain (member_id, domain, issuer_slug, token, look, failing_since, next_check_at, created_at)
     SELECT DISTINCT ON (g.member_id, g.domain) g.member_id, g.domain, $2, g.token, g.look, $6, $6, $6
     FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[]) AS g(member_id, domain, look, token)
     ON CONFLICT (member_id, domain) DO NOTHING`,
    [
      domains.map(({ memberId }) => memberId),
      issuerSlug,
      domains.map(({ domain }) => domain),
      domains.map(({ look }) => look),
      domains.map(() => randomBytes(18).toString('base64url')),
      now,
    ],
  ];
}
