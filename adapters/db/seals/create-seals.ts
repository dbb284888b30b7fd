import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { EvidenceFact } from '../../../domain/evidence.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { SealKind } from '../../../domain/seals/kinds.js';
import { nextDueOf, warnedAtIssue } from '../../../domain/seals/renewal.js';
import { inTransaction } from '../transaction.js';
import { writeTogether } from '../write-together.js';
import { tellLookAlikes } from './look-alikes.js';
import { domainRows } from './member-domains.js';
import { type Place, placeColumns, takePlaces } from './places.js';
import type { SealDeps } from './seal-deps.js';
import type { SealRow } from './seal-row.js';
import { tellWebhooks } from './tell-webhooks.js';
import { appendSealFacts } from './transition.js';

/** A seal all of whose parts are known and lawful. */
export interface ReadySeal {
  memberId: string;
  memberName: string;
  kind: SealKind;
  /** Lower case, punycode. */
  domain: string;
  /** What the domain looks like (`DomainName.look`). */
  look: string;
  validFrom: Date;
  validUntil: Date;
  licenceNumber?: string;
  certificateId?: string;
  reference?: string;
  supersedes?: string;
  isDraft?: boolean;
  reason?: string;
}

/** Work of the caller in the same transaction. */
interface Options {
  /** Takes no place itself then, so that nobody waits for a second connection inside a transaction. */
  within?: { client: PoolClient; places: readonly Place[] };
  now?: Date;
  before?(client: PoolClient): Promise<unknown>;
  also?(client: PoolClient, rows: readonly SealRow[]): Promise<unknown>;
}

/**
 * Writes seals with their places in the status lists, their histories and what the issuer's systems are to be told: all of them or none.
 * The way every seal comes into being: by wire, page, batch, rectification and demo.
 */
export async function createSeals(
  deps: SealDeps,
  issuerSlug: string,
  seals: readonly ReadySeal[],
  actor: Actor,
  options: Options = {},
): Promise<SealRow[]> {
  const places = options.within?.places ?? (await takePlaces(deps.pool, issuerSlug, seals.length));
  const now = options.now ?? deps.now();
  const rows = seals.map((seal, n) => rowOf(issuerSlug, seal, places[n], now));
  const work = async (client: PoolClient): Promise<SealRow[]> => {
    await options.before?.(client);
    await writeTogether(client, { seal: rows.map((row) => ({ ...row })) });
    await client.query(...domainRows(issuerSlug, seals, now));
    const facts = rows.map((row, n) => ({ id: row.id, fact: factOf(row), ...reasonOf(seals[n]) }));
    await appendSealFacts(deps, client, issuerSlug, facts, { actor, at: now });
    const told = rows.map((row) => ({ row, type: row.status === 'draft' ? ('seal.drafted' as const) : ('seal.issued' as const) }));
    await tellWebhooks(client, told, { now, publicUrl: deps.settings.publicUrl });
    await tellLookAlikes(deps, client, idsOf(rows), now);
    await options.also?.(client, rows);
    return rows;
  };
  return options.within === undefined ? inTransaction(deps.pool, work) : work(options.within.client);
}

const idsOf = (rows: readonly SealRow[]) => rows.map(({ id }) => id);
const reasonOf = (seal: ReadySeal | undefined) => (seal?.reason ? { reason: seal.reason } : {});

function factOf({ status, kind, valid_until, supersedes }: SealRow): EvidenceFact {
  if (status === 'draft') return { event: 'seal-drafted', data: { kind } };
  return { event: 'seal-issued', data: { kind, validUntil: valid_until.toISOString(), ...(supersedes === null ? {} : { supersedes }) } };
}

const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);

function rowOf(issuerSlug: string, seal: ReadySeal, place: Place | undefined, now: Date): SealRow {
  if (place === undefined) throw new Error('takePlaces gives as many as it is asked for');
  const valid_until = wholeSecond(seal.validUntil);
  const warned_days = warnedAtIssue(valid_until, now);
  const isDraft = seal.isDraft === true;
  return {
    id: uuidv7(),
    issuer_slug: issuerSlug,
    member_id: seal.memberId,
    kind: seal.kind,
    domain: seal.domain,
    status: isDraft ? 'draft' : 'active',
    valid_from: wholeSecond(seal.validFrom),
    valid_until,
    created_at: now,
    changed_at: now,
    version: 1,
    member_name: seal.memberName,
    licence_number: seal.licenceNumber ?? null,
    certificate_id: seal.certificateId ?? null,
    supersedes: seal.supersedes ?? null,
    superseded_by: null,
    hidden_at: null,
    ...placeColumns(place),
    warned_days,
    next_due_at: isDraft ? null : nextDueOf({ validUntil: valid_until, warnedDays: warned_days }, now).at,
    external_ref: seal.reference ?? null,
    link_back: null,
  };
}
