import { domainToUnicode } from 'node:url';
import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { verifyUrlOf } from '../../../domain/seals/ids.js';
import { readKind } from '../../../domain/seals/kinds.js';
import type { SealStatus } from '../../../domain/seals/life.js';
import type { LinkBack } from '../../../domain/seals/placement.js';
import type { SealItem } from '../../../domain/seals/view.js';

/** A seal as it is stored. */
export interface SealRow {
  id: string;
  issuer_slug: string;
  member_id: string;
  kind: string;
  domain: string;
  status: SealStatus;
  valid_from: Date;
  valid_until: Date;
  created_at: Date;
  changed_at: Date;
  version: number;
  member_name: string;
  licence_number: string | null;
  certificate_id: string | null;
  supersedes: string | null;
  superseded_by: string | null;
  hidden_at: Date | null;
  list_number: number | null;
  revocation_index: number | null;
  suspension_index: number | null;
  warned_days: number | null;
  next_due_at: Date | null;
  external_ref: string | null;
  link_back: LinkBack | null;
}

export const SEAL_COLUMNS = `s.id, s.issuer_slug, s.member_id, s.kind, s.domain, s.status, s.valid_from, s.valid_until, s.created_at, s.changed_at, s.version,
  s.member_name, s.licence_number, s.certificate_id, s.supersedes, s.superseded_by, s.hidden_at, s.list_number, s.revocation_index, s.suspension_index,
  s.warned_days, s.next_due_at, s.external_ref, s.link_back`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string) => UUID.test(text);

/** There is no seal of this id that the caller may see. Another issuer's is the same to them. */
export function noSuchSeal(): DomainError {
  return new DomainError({ code: 'SEAL_NOT_FOUND', kind: 'missing', detail: 'There is no seal with this id that you may see.' });
}

/** Finds a seal, of one issuer or one member where they are given. */
export async function findSeal(
  db: Pick<PoolClient, 'query'>,
  { id, issuerSlug, memberId }: { id: string; issuerSlug?: string; memberId?: string },
  options: { lock?: boolean } = {},
): Promise<SealRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await db.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seal s WHERE s.id = $1 AND ($2::text IS NULL OR s.issuer_slug = $2) AND ($3::uuid IS NULL OR s.member_id = $3)${options.lock === true ? ' FOR UPDATE' : ''}`,
    [id, issuerSlug ?? null, memberId ?? null],
  );
  return rows[0];
}

/** The wire's item. */
export function sealItem(row: SealRow, publicUrl: string): SealItem {
  return {
    id: row.id,
    status: row.status,
    kind: readKind(row.kind) ?? 'website',
    member: row.member_name,
    domain: row.domain,
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until.toISOString(),
    verifyUrl: verifyUrlOf(publicUrl, row.id),
  };
}

/** A domain as people write it. */
export const inUnicode = (domain: string) => domainToUnicode(domain) || domain;
