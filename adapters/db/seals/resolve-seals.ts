import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { FieldProblem } from '../../../domain/errors.js';
import { KINDS } from '../../../domain/seals/kinds.js';
import { latestEnd, MAX_YEARS, monthsLater } from '../../../domain/seals/renewal.js';
import type { NewMember, NewSeal } from '../../../domain/seals/view.js';
import { isDomainProblem, readDomain } from '../../domains/read-domain.js';
import { type CertificateRow, certificateNumber, certificatesOf } from './certificates.js';
import type { ReadySeal } from './create-seals.js';
import type { SealDeps } from './seal-deps.js';
import { isUuid } from './seal-row.js';

/** A seal that can be issued, with the member that has to be written first where it is new; or what has to be mended. */
export type Resolved = { seal: ReadySeal; newMember?: NewMember & { id: string } } | { problems: FieldProblem[] };

interface KnownMember {
  id: string;
  name: string;
  domain: string;
  external_ref: string | null;
}

const key = (text: string) => text.trim().toLowerCase();

/** Finds out for each what it means: member, domain, certificate, dates. Reads in sets, so that ten thousand cost little more than one. */
export async function resolveSeals(deps: SealDeps, issuerSlug: string, inputs: readonly NewSeal[]): Promise<Resolved[]> {
  const members = new Members(await knownMembers(deps.pool, issuerSlug, inputs.map(memberText)));
  const owners = await ownersOfDomains(deps.pool, issuerSlug, inputs);
  const certificates = await certificatesOf(
    deps.pool,
    issuerSlug,
    inputs.flatMap(({ certificate }) => certificate ?? []),
  );
  const results: Resolved[] = [];
  for (const input of inputs) results.push(await resolve(deps, input, { members, owners, certificates }));
  return results;
}

const memberText = ({ member }: NewSeal): string => (typeof member === 'string' ? member : (member.reference ?? member.name));

/** The members a text can mean: by id, by the issuer's own reference, by name, by main domain, in this order. */
class Members {
  private readonly byKey = new Map<string, KnownMember>();
  constructor(rows: readonly KnownMember[]) {
    for (const row of rows) this.add(row);
  }
  add(row: KnownMember): void {
    for (const text of [row.domain, row.name, row.external_ref ?? row.id, row.id]) this.byKey.set(key(text), row);
  }
  find(text: string): KnownMember | undefined {
    return this.byKey.get(key(text));
  }
}

async function knownMembers(pool: Pool, issuerSlug: string, texts: readonly string[]): Promise<KnownMember[]> {
  const keys = [...new Set(texts.map(key))];
  const { rows } = await pool.query<KnownMember>(
    `SELECT id, name, domain, external_ref FROM member WHERE issuer_slug = $1 AND ended_at IS NULL
       AND (id = ANY($2::uuid[]) OR lower(name) = ANY($3) OR lower(external_ref) = ANY($3) OR lower(domain) = ANY($3))`,
    [issuerSlug, keys.filter(isUuid), keys],
  );
  return rows;
}

/** Whose each domain is among the members of this issuer. */
async function ownersOfDomains(pool: Pool, issuerSlug: string, inputs: readonly NewSeal[]): Promise<Map<string, KnownMember>> {
  const domains = inputs.flatMap(({ domain, member }) => domain ?? (typeof member === 'string' ? [] : (member.domain ?? [])));
  const read = domains.map(readDomain).flatMap((one) => (isDomainProblem(one) ? [] : one.domain));
  const { rows } = await pool.query<KnownMember & { owned: string }>(
    `SELECT m.id, m.name, m.domain, m.external_ref, d.domain AS owned FROM member_domain d JOIN member m ON m.id = d.member_id AND m.ended_at IS NULL
     WHERE d.issuer_slug = $1 AND d.domain = ANY($2)`,
    [issuerSlug, [...new Set(read)]],
  );
  return new Map(rows.map((row) => [row.owned, row]));
}

interface Known {
  members: Members;
  owners: Map<string, KnownMember>;
  certificates: Map<string, CertificateRow>;
}

async function resolve(deps: SealDeps, input: NewSeal, known: Known): Promise<Resolved> {
  const problems: FieldProblem[] = [];
  const found = memberOf(input, known.members, problems);
  const domain = domainOf(input, found, known.owners, problems);
  const certificate = certificateOf(input, found, known.certificates, problems);
  const span = spanOf(input, deps.now(), problems);
  if (problems.length > 0 || found === undefined || domain === undefined) return { problems };
  const { row, fresh } = found;
  if (fresh !== undefined) known.members.add({ ...row, domain: domain.domain });
  known.owners.set(domain.domain, row);
  const licenceNumber = input.licenceNumber ?? (certificate === undefined ? undefined : await certificateNumber(deps.vault, certificate));
  return {
    seal: {
      memberId: row.id,
      memberName: row.name,
      kind: input.kind,
      domain: domain.domain,
      look: domain.look,
      ...span,
      ...(licenceNumber === undefined ? {} : { licenceNumber }),
      ...(certificate === undefined ? {} : { certificateId: certificate.id }),
      ...(input.reference === undefined ? {} : { reference: input.reference }),
      ...(input.isDraft === true ? { isDraft: true } : {}),
      ...(input.reason === undefined ? {} : { reason: input.reason }),
    },
    ...(fresh === undefined ? {} : { newMember: { ...fresh, domain: domain.domain, id: row.id } }),
  };
}

type FoundMember = { row: KnownMember; fresh?: NewMember };

function memberOf(input: NewSeal, members: Members, problems: FieldProblem[]): FoundMember | undefined {
  const row = members.find(memberText(input)) ?? (typeof input.member === 'string' ? undefined : members.find(input.member.name));
  if (row !== undefined) return { row };
  if (typeof input.member !== 'string') {
    const { name, domain = input.domain ?? '', reference } = input.member;
    return { row: { id: uuidv7(), name, domain, external_ref: reference ?? null }, fresh: input.member };
  }
  problems.push({
    pointer: '/member',
    detail:
      'None of your members has this id, reference, name or domain. Enter it first (POST /api/v1/members), or give the member as an object with its name.',
  });
  return undefined;
}

function domainOf(input: NewSeal, member: FoundMember | undefined, owners: Map<string, KnownMember>, problems: FieldProblem[]) {
  const text = input.domain ?? member?.row.domain ?? '';
  if (text === '' && member !== undefined) problems.push({ pointer: '/domain', detail: 'Give the domain that the seal is for.' });
  if (text === '') return undefined;
  const read = readDomain(text);
  if (isDomainProblem(read)) {
    problems.push({ pointer: '/domain', detail: read.problem });
    return undefined;
  }
  const owner = owners.get(read.domain);
  if (owner === undefined || member === undefined || owner.id === member.row.id) return read;
  problems.push({ pointer: '/domain', detail: `This domain belongs to another of your members, ${owner.name}. Take it from them first.` });
  return undefined;
}

function certificateOf(
  { certificate: id }: NewSeal,
  member: FoundMember | undefined,
  certificates: Map<string, CertificateRow>,
  problems: FieldProblem[],
): CertificateRow | undefined {
  if (id === undefined) return undefined;
  const certificate = certificates.get(id);
  if (certificate !== undefined && (certificate.member_id === null || certificate.member_id === member?.row.id)) return certificate;
  problems.push({ pointer: '/certificate', detail: 'This member has no such certificate of yours. Give the id of one, or leave it out.' });
  return undefined;
}

function spanOf(input: NewSeal, now: Date, problems: FieldProblem[]): { validFrom: Date; validUntil: Date } {
  const validFrom = input.validFrom ?? now;
  const validUntil = input.validUntil ?? monthsLater(validFrom, KINDS[input.kind].validMonths);
  if (validUntil <= validFrom || validUntil <= now)
    problems.push({ pointer: '/validUntil', detail: 'Give an instant after the start and after now, or leave it out.' });
  else if (validUntil > latestEnd(now))
    problems.push({ pointer: '/validUntil', detail: `A seal lasts at most ${MAX_YEARS} years; renew it later.` });
  return { validFrom, validUntil };
}
