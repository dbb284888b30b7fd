import { controllerOf } from '../../../domain/rectification/controller.js';
import { type FoundIssuer, findIssuer, type IssuedThing, type KnownIssuer } from '../../../domain/rectification/find-issuer.js';
import type { Correction } from '../../../domain/request/filing.js';
import type { Vault } from '../../crypto/vault.js';
import type { Connection } from './correction-row.js';

/** Who decides over one field. */
export interface Sorted extends FoundIssuer {
  controller: 'company' | 'issuer';
}

/** Says per field who is controller and which issuer is to be heard, from the text and from the person's own certificates. */
export async function sortFields(
  { vault }: { vault: Vault },
  connection: Connection,
  subjectId: string,
  claims: readonly Correction[],
): Promise<Sorted[]> {
  // One after the other: a connection inside a transaction does one thing at a time.
  const issuers = await knownIssuers(connection);
  const own = await thingsOf(vault, connection, subjectId);
  const sorted: Sorted[] = [];
  for (const claim of claims) {
    if (controllerOf(claim) === 'company') {
      sorted.push({ controller: 'company', issuerSlug: null, foundBy: 'company', memberId: null, certificateId: null });
      continue;
    }
    const mentioned = await thingsNamedIn(connection, `${claim.record} ${claim.field}`);
    sorted.push({ controller: 'issuer', ...findIssuer(claim, { issuers, mentioned, own }) });
  }
  return sorted;
}

/** Every issuer, by name. */
export async function knownIssuers(connection: Connection): Promise<KnownIssuer[]> {
  const { rows } = await connection.query<KnownIssuer>(
    'SELECT slug, name, answers_for_unnamed AS "answersForUnnamed" FROM issuer ORDER BY name, slug',
  );
  return rows;
}

type Mentioned = IssuedThing & { by: 'certificate' | 'seal' | 'member' };

const NAMED = `
  SELECT 'certificate' AS by, issuer_slug AS "issuerSlug", member_id AS "memberId", id AS "certificateId" FROM certificate WHERE id = ANY($1::uuid[])
  UNION ALL SELECT 'seal', issuer_slug, member_id, NULL FROM seal WHERE id = ANY($1::uuid[])
  UNION ALL SELECT 'member', issuer_slug, id, NULL FROM member
   WHERE (name <> '' AND strpos($2, lower(name)) > 0) OR (domain <> '' AND strpos($2, lower(domain)) > 0)
      OR (registration_number <> '' AND strpos($2, lower(registration_number)) > 0)`;

async function thingsNamedIn(connection: Connection, text: string): Promise<Mentioned[]> {
  const ids = text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi) ?? [];
  const { rows } = await connection.query<Mentioned>(`${NAMED} LIMIT 20`, [ids, text.toLowerCase()]);
  return rows;
}

interface OwnRow {
  issuerSlug: string;
  memberId: string | null;
  certificateId: string | null;
  sealed: Buffer | null;
}

/** The person's certificates, newest first, then the memberships they are an officer of. */
async function thingsOf(vault: Vault, connection: Connection, subjectId: string): Promise<IssuedThing[]> {
  const { rows } = await connection.query<OwnRow>(
    `SELECT c.issuer_slug AS "issuerSlug", c.member_id AS "memberId", c.id AS "certificateId", c.sealed_record AS sealed
       FROM (SELECT * FROM certificate WHERE subject_id = $1 ORDER BY valid_from DESC, id LIMIT 50) c
     UNION ALL
     SELECT m.issuer_slug, m.id, NULL, NULL FROM officer o JOIN member m ON m.id = o.member_id WHERE o.subject_id = $1`,
    [subjectId],
  );
  return Promise.all(
    rows.map(async ({ sealed, ...thing }) => {
      const record = sealed === null ? undefined : await vault.open<{ number?: string }>(subjectId, sealed, 'certificate.sealedRecord');
      return { ...thing, ...(record?.number === undefined ? {} : { number: record.number }) };
    }),
  );
}
