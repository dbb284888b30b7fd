import type { PoolClient } from 'pg';
import { DomainError, type FieldProblem } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { kindOf, statedSentence } from '../../../domain/seals/kinds.js';
import { statusAfter } from '../../../domain/seals/life.js';
import { latestEnd, MAX_YEARS } from '../../../domain/seals/renewal.js';
import type { OwnKey, SealChange, SealKey, SealPreview } from '../../../domain/seals/view.js';
import { isDomainProblem, readDomain } from '../../domains/read-domain.js';
import { inTransaction } from '../transaction.js';
import { queueNotice } from './keep/queue-notice.js';
import { otherOwnerOf } from './member-domains.js';
import { takePlaces } from './places.js';
import { freshSeal, type Replacement, replaceSeal, requireInView } from './replace-seal.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, inUnicode, noSuchSeal, type SealRow } from './seal-row.js';

type Replaced = { before: SealRow; after: SealRow };

/**
 * The issuer's own replacement: a new seal takes the place of one whose statement is not true any more, the old address leads to it and
 * the member is told, because what stands on its website shows nothing any more.
 */
export async function supersedeSeal(deps: SealDeps, key: OwnKey, actor: Actor, change: SealChange): Promise<Replaced> {
  const { row, replacement } = await judge(deps, key, change);
  const places = await takePlaces(deps.pool, row.issuer_slug, 1);
  const reason = change.reason === undefined ? {} : { reason: change.reason };
  const now = deps.now();
  return inTransaction(deps.pool, async (client) => {
    const replaced = await replaceSeal(deps, client, { id: row.id, places, actor, now, ...reason }, replacement);
    const { id } = replaced.after;
    const notice = { code: 'REPLACED', key: `replaced:${id}`, on: now, url: `/seals/${id}/snippets` } as const;
    await queueNotice(deps, client, replaced.after, notice, now);
    return replaced;
  });
}

/** What the replacement would state, with everything refused that its issue would refuse; nothing is written. */
export async function previewReplacement(
  deps: SealDeps,
  key: OwnKey & Pick<SealKey, 'language'>,
  change: SealChange,
): Promise<SealPreview> {
  const { row, member, replacement } = await judge(deps, key, change);
  const fresh = freshSeal(row, member, replacement, deps.now());
  const { rows } = await deps.pool.query<{ name: string }>('SELECT name FROM issuer WHERE slug = $1', [row.issuer_slug]);
  const names = { member: fresh.memberName, issuer: rows[0]?.name ?? row.issuer_slug };
  return {
    member: fresh.memberName,
    domain: fresh.domain,
    domainUnicode: inUnicode(fresh.domain),
    licenceNumber: fresh.licenceNumber ?? null,
    validUntil: fresh.validUntil.toISOString(),
    states: statedSentence(kindOf(row.kind), key.language ?? 'en', names),
  };
}

/** Reads what is to be otherwise, or refuses it. Asked again inside `replaceSeal` is only what can change meanwhile: the status. */
async function judge(deps: SealDeps, key: OwnKey, change: SealChange): Promise<{ row: SealRow; member: string; replacement: Replacement }> {
  const { pool } = deps;
  const row = await findSeal(pool, key);
  if (row === undefined) throw noSuchSeal();
  statusAfter('supersede', row.status);
  requireInView(row);
  const member = await requireMember(pool, row);
  const { domain, validUntil, licenceNumber } = change;
  const read = domain === undefined ? {} : await readOwnDomain(pool, row, domain);
  const problems: FieldProblem[] = 'problem' in read ? [{ pointer: '/domain', detail: read.problem }] : [];
  if (validUntil !== undefined) problems.push(...endProblems(validUntil, deps.now()));
  if (problems.length > 0 || 'problem' in read)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'The seal cannot be replaced like this; each problem is listed.',
      fields: problems,
    });
  const said = { ...(validUntil === undefined ? {} : { validUntil }), ...(licenceNumber === undefined ? {} : { licenceNumber }) };
  return { row, member, replacement: { ...read, ...said } };
}

async function requireMember(db: Pick<PoolClient, 'query'>, { member_id }: SealRow): Promise<string> {
  const { rows } = await db.query<{ name: string; ended_at: Date | null }>('SELECT name, ended_at FROM member WHERE id = $1', [member_id]);
  const [member] = rows;
  if (member === undefined) throw noSuchSeal();
  if (member.ended_at === null) return member.name;
  throw new DomainError({
    code: 'MEMBER_HAS_ENDED',
    kind: 'conflict',
    detail: 'This organisation is not your member any more, so it gets no new seal. Revoke this one, or take the member up again first.',
  });
}

async function readOwnDomain(
  db: Pick<PoolClient, 'query'>,
  { issuer_slug, member_id }: SealRow,
  text: string,
): Promise<Pick<Replacement, 'domain' | 'look'> | { problem: string }> {
  const read = readDomain(text);
  if (isDomainProblem(read)) return read;
  const { domain, look } = read;
  const owner = await otherOwnerOf(db, { issuerSlug: issuer_slug, memberId: member_id, domain });
  if (owner === undefined) return { domain, look };
  return { problem: `This domain belongs to another of your members, ${owner}. Take it from them first.` };
}

function endProblems(validUntil: Date, now: Date): FieldProblem[] {
  if (validUntil > now && validUntil <= latestEnd(now)) return [];
  return [{ pointer: '/validUntil', detail: `Give an instant after now and at most ${MAX_YEARS} years ahead, or leave it out.` }];
}
