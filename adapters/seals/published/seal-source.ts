import type { Pool, PoolClient } from 'pg';
import type { Language } from '../../../domain/request/types.js';
import { issuerDidOf, issuerUrlOf, statusListUrlOf, verifyUrlOf } from '../../../domain/seals/ids.js';
import { kindOf, statedSentence } from '../../../domain/seals/kinds.js';
import { isRevokedForGood, type SealStatus } from '../../../domain/seals/life.js';
import type { SealStatement } from '../../../domain/seals/statement.js';

/** What the rows of a seal, its issuer and its member say of it. */
export interface SealSourceRow {
  id: string;
  stamp: string;
  issuer: string;
  issuerName: string;
  website: string;
  language: Language;
  kind: string;
  domain: string;
  status: SealStatus;
  version: number;
  supersededBy: string | null;
  memberName: string;
  memberLanguage: string;
  registrationNumber: string;
  licenceNumber: string | null;
  validFrom: Date;
  validUntil: Date;
  list: number;
  revocationIndex: number;
  suspensionIndex: number;
}

/** Reads seals of these ids that are in view for the caller; restricted ones the database leaves out. */
export async function readSealSources(db: Pick<Pool | PoolClient, 'query'>, ids: readonly string[]): Promise<SealSourceRow[]> {
  const { rows } = await db.query<SealSourceRow>(
    `SELECT s.id, s.stamp, s.issuer_slug AS issuer, coalesce(i.brand_name, i.name) AS "issuerName", i.website, i.language, s.kind, s.domain, s.status, s.version,
       s.superseded_by AS "supersededBy", coalesce(nullif(s.member_name, ''), m.name) AS "memberName", m.language AS "memberLanguage", m.registration_number AS "registrationNumber", s.licence_number AS "licenceNumber",
       s.valid_from AS "validFrom", s.valid_until AS "validUntil", s.list_number AS list, s.revocation_index AS "revocationIndex", s.suspension_index AS "suspensionIndex"
     FROM seal s JOIN issuer i ON i.slug = s.issuer_slug JOIN member m ON m.id = s.member_id WHERE s.id = ANY($1::uuid[]) AND s.list_number IS NOT NULL`,
    [ids],
  );
  return rows;
}

/** What a seal states, for signing: in the issuer's language, under the addresses of this installation. */
export function statementOf(row: SealSourceRow, publicUrl: string): SealStatement {
  const kind = kindOf(row.kind);
  const page = `${issuerUrlOf(publicUrl, row.issuer)}/kinds/${row.kind}`;
  const place = (purpose: 'revocation' | 'suspension', index: number) => ({
    listUrl: statusListUrlOf(publicUrl, row.issuer, purpose, row.list),
    index,
  });
  return {
    sealId: row.id,
    verifyUrl: verifyUrlOf(publicUrl, row.id),
    issuer: { slug: row.issuer, did: issuerDidOf(publicUrl, row.issuer), name: row.issuerName, url: row.website },
    member: { name: row.memberName, ...(row.registrationNumber === '' ? {} : { registrationNumber: row.registrationNumber }) },
    domain: row.domain,
    kind: row.kind,
    states: statedSentence(kind, row.language, { member: row.memberName, issuer: row.issuerName }),
    achievement: {
      id: page,
      type: kind.achievementType,
      name: kind.name[row.language],
      description: kind.criteria[row.language],
      criteria: { url: `${page}/criteria`, text: kind.criteria[row.language] },
    },
    ...(row.licenceNumber === null ? {} : { licenceNumber: row.licenceNumber }),
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    status: { revocation: place('revocation', row.revocationIndex), suspension: place('suspension', row.suspensionIndex) },
  };
}

/** The bits a status sets in the lists: 1 revocation, 2 suspension. */
export const bitsOf = (status: SealStatus): number => (isRevokedForGood(status) ? 1 : status === 'suspended' ? 2 : 0);
