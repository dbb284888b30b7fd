import type { Pool } from 'pg';
import type { Language } from '../../../domain/request/types.js';
import { issuerDidOf, issuerUrlOf, statusListUrlOf, verifyUrlOf } from '../../../domain/seals/ids.js';
import { kindOf, statedSentence } from '../../../domain/seals/kinds.js';
import type { SealStatus } from '../../../domain/seals/life.js';
import type { PublicView, SealShelf, ShelvedSeal } from '../../../domain/seals/shelf.js';
import type { SealStatement, StatusPurpose } from '../../../domain/seals/statement.js';

/** A seal with all that its statement is made of. */
export interface StatedRow {
  id: string;
  issuer_slug: string;
  kind: string;
  domain: string;
  status: SealStatus;
  version: number;
  valid_from: Date;
  valid_until: Date;
  member_name: string;
  licence_number: string | null;
  superseded_by: string | null;
  list_number: number | null;
  revocation_index: number | null;
  suspension_index: number | null;
  registration_number: string;
  issuer_name: string;
  issuer_website: string;
  language: Language;
  when_revoked: PublicView;
  when_suspended: PublicView;
  allows_www: boolean;
  allows_subdomains: boolean;
}

/** Of seals `s` with their members and issuers: what `statementOf` and the shelf need. */
export const STATED_COLUMNS = `s.id, s.issuer_slug, s.kind, s.domain, s.status, s.version, s.valid_from, s.valid_until,
  coalesce(nullif(s.member_name, ''), m.name) AS member_name, s.licence_number, s.superseded_by, s.list_number, s.revocation_index, s.suspension_index,
  m.registration_number, coalesce(i.brand_name, i.name) AS issuer_name, i.website AS issuer_website, i.language,
  i.when_revoked, i.when_suspended, i.allows_www, i.allows_subdomains`;

const FROM = 'FROM seal s JOIN member m ON m.id = s.member_id JOIN issuer i ON i.slug = s.issuer_slug';
/** What the public can see at all; row security takes restricted ones away besides. */
const IS_PUBLIC = `s.status <> 'draft' AND s.hidden_at IS NULL AND m.hidden_at IS NULL`;
const MOST_PER_DOMAIN = 20;

/** What verification asks of the register itself: it needs an index that the published shelf does not have. */
export function createRegisterLookUps(deps: { pool: Pick<Pool, 'query'>; publicUrl: string }): Pick<SealShelf, 'findByDomain' | 'issuer'> {
  const { pool, publicUrl } = deps;
  return {
    async findByDomain(domain) {
      const { rows } = await pool.query<StatedRow>(
        `SELECT ${STATED_COLUMNS} ${FROM} WHERE s.domain = $1 AND ${IS_PUBLIC}
         ORDER BY array_position('{active,suspended,expired,superseded,revoked}', s.status), s.valid_from DESC LIMIT ${MOST_PER_DOMAIN}`,
        [domain],
      );
      return rows.map((row) => shelved(row, publicUrl));
    },
    async issuer(slug) {
      const { rows } = await pool.query<{ name: string; url: string }>('SELECT name, website AS url FROM issuer WHERE slug = $1', [slug]);
      return rows[0];
    },
  };
}

function shelved(row: StatedRow, publicUrl: string): ShelvedSeal {
  return {
    statement: statementOf(row, publicUrl),
    status: row.status,
    version: row.version,
    hasCredential: row.list_number !== null,
    supersededBy: row.superseded_by,
    publicView: { whenRevoked: row.when_revoked, whenSuspended: row.when_suspended },
    covers: { www: row.allows_www, subdomains: row.allows_subdomains },
  };
}

/** What a seal's credential says, in the language of its issuer. */
export function statementOf(row: StatedRow, publicUrl: string): SealStatement {
  const { issuer_slug: slug, language, licence_number: licenceNumber, registration_number: registrationNumber } = row;
  const kind = kindOf(row.kind);
  const kindUrl = `${issuerUrlOf(publicUrl, slug)}/kinds/${row.kind}`;
  const names = { member: row.member_name, issuer: row.issuer_name };
  const place = (purpose: StatusPurpose, index: number | null) => ({
    listUrl: statusListUrlOf(publicUrl, slug, purpose, row.list_number ?? 0),
    index: index ?? 0,
  });
  return {
    sealId: row.id,
    verifyUrl: verifyUrlOf(publicUrl, row.id),
    issuer: { slug, did: issuerDidOf(publicUrl, slug), name: row.issuer_name, url: row.issuer_website },
    member: { name: row.member_name, ...(registrationNumber === '' ? {} : { registrationNumber }) },
    domain: row.domain,
    kind: row.kind,
    states: statedSentence(kind, language, names),
    achievement: {
      id: kindUrl,
      type: kind.achievementType,
      name: kind.name[language],
      description: statedSentence(kind, language, { ...names, member: '…' }),
      criteria: { url: `${kindUrl}#criteria`, text: kind.criteria[language] },
    },
    ...(licenceNumber === null ? {} : { licenceNumber }),
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until.toISOString(),
    status: { revocation: place('revocation', row.revocation_index), suspension: place('suspension', row.suspension_index) },
  };
}
