import type { PoolClient } from 'pg';
import type { SealStatus } from '../../../domain/seals/life.js';
import { statementOf } from '../../db/seals/shelf.js';
import { addSignatures } from '../../db/seals/signatures.js';
import { inTransaction } from '../../db/transaction.js';
import { type SealSignature, signSeal } from '../forms/seal-forms.js';
import { createUnpacker, packSeal, type SignedSeal } from './packed-seal.js';
import { type PublisherDeps, putCommonDocuments } from './publisher-deps.js';
import { bitsOf, readSealSources, type SealSourceRow } from './seal-source.js';

/** A seal whose publication is of an earlier state. */
export interface ChangedSeal {
  id: string;
  stamp: string;
  is_in_view: boolean;
  issuer: string;
  list: number;
  /** What the lists say of it: a seal whose record was erased counts as revoked. */
  status: SealStatus;
}

interface Earlier {
  seal_id: string;
  bits: number;
  content: Buffer | null;
}

interface Publication {
  id: string;
  issuer: string;
  sealStamp: string;
  list: number;
  bits: number;
  content: Buffer | null;
}

type Made = Awaited<ReturnType<typeof makePublication>>;

/** Seals that are signed and wait to be written. */
export interface ReadyPublications {
  made: readonly Made[];
  /** The lists in which a bit has changed, as `issuer/number`. */
  lists: ReadonlySet<string>;
}

/** Signs what has to be signed anew of these seals; what is stated as before keeps its signatures. Writes nothing. */
export async function preparePublications(deps: PublisherDeps, changed: readonly ChangedSeal[]): Promise<ReadyPublications> {
  if (changed.length === 0) return { made: [], lists: new Set() };
  const [earlier, rows] = await Promise.all([readEarlier(deps, changed), readSealSources(deps.pool, inView(changed))]);
  const sources = new Map(rows.map((row) => [row.id, row]));
  const hasContent = [...earlier.values()].some(({ content }) => content !== null);
  const unpack = hasContent ? await unpackerFor(deps) : undefined;
  // One after the other: the first of a shape teaches the canonical form that the others are made by.
  const made: Made[] = [];
  for (const one of changed) made.push(await makePublication(deps, one, sources.get(one.id), { earlier: earlier.get(one.id), unpack }));
  const isMoved = ({ publication }: Made) => (earlier.get(publication.id)?.bits ?? 0) !== publication.bits;
  return { made, lists: new Set(made.filter(isMoved).map(({ publication: { issuer, list } }) => `${issuer}/${list}`)) };
}

/** Writes signed seals in one transaction. Safe to repeat. */
export async function writePublications({ pool }: PublisherDeps, { made }: ReadyPublications): Promise<void> {
  if (made.length === 0) return;
  await inTransaction(pool, async (client) => {
    await putCommonDocuments(
      client,
      made.flatMap(({ common }) => common),
    );
    await addSignatures(
      client,
      made.flatMap(({ publication, fresh }) => fresh.map((signature) => ({ ...signature, sealId: publication.id }))),
    );
    await write(
      client,
      made.map(({ publication }) => publication),
    );
  });
}

const inView = (changed: readonly ChangedSeal[]) => changed.flatMap(({ id, is_in_view }) => (is_in_view ? [id] : []));

async function readEarlier({ pool }: PublisherDeps, changed: readonly ChangedSeal[]): Promise<Map<string, Earlier>> {
  const { rows } = await pool.query<Earlier>('SELECT seal_id, bits, content FROM seal_publication WHERE seal_id = ANY($1::uuid[])', [
    changed.map(({ id }) => id),
  ]);
  return new Map(rows.map((row) => [row.seal_id, row]));
}

type Unpack = (content: Buffer) => SignedSeal;

async function unpackerFor({ pool }: PublisherDeps): Promise<Unpack> {
  const { rows } = await pool.query<{ name: string; content: Buffer }>(
    `SELECT name, content FROM published_document WHERE name LIKE 'common/%'`,
  );
  const documents = new Map(rows.map(({ name, content }) => [name, content]));
  return createUnpacker((name) => documents.get(name));
}

async function makePublication(
  deps: PublisherDeps,
  changed: ChangedSeal,
  source: SealSourceRow | undefined,
  { earlier, unpack }: { earlier: Earlier | undefined; unpack: Unpack | undefined },
) {
  const { id, issuer, list } = changed;
  const status = source?.status ?? changed.status;
  const publication = { id, issuer, list, sealStamp: source?.stamp ?? changed.stamp, bits: bitsOf(status) };
  if (source === undefined) return { publication: { ...publication, content: null } satisfies Publication, common: [], fresh: [] };
  const statement = statementOf(source, deps.publicUrl);
  const before = earlier?.content == null ? undefined : unpack?.(earlier.content);
  const kept = await stillGood(deps, before, statement);
  const fresh = kept === undefined ? await signSeal(deps.keys, statement, deps.now()) : [];
  const signatures = kept ?? fresh;
  const { version, superseded_by: supersededBy, member_language: memberLanguage, link_back: linkBack } = source;
  const said = linkBack === null ? {} : { linkBack };
  const { content, common } = packSeal({ statement, status, version, supersededBy, memberLanguage, ...said, signatures });
  return { publication: { ...publication, content } satisfies Publication, common, fresh };
}

/** The signatures of before, where they are over the same statement and none is of a key that was compromised since. */
async function stillGood(
  deps: PublisherDeps,
  before: SignedSeal | undefined,
  statement: SignedSeal['statement'],
): Promise<readonly SealSignature[] | undefined> {
  if (before === undefined || !isSame(before.statement, statement)) return undefined;
  const keys = await deps.keys.list(statement.issuer.slug);
  const isGood = ({ kid }: SealSignature) => keys.some((key) => key.kid === kid && key.state !== 'compromised');
  return before.signatures.every(isGood) ? before.signatures : undefined;
}

/** Whatever the order of the members. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([name, value]) => right.has(name) && isSame(value, right.get(name)));
}

async function write(client: PoolClient, publications: readonly Publication[]): Promise<void> {
  const column = <K extends keyof Publication>(name: K) => publications.map((one) => one[name]);
  await client.query(
    `INSERT INTO seal_publication (seal_id, issuer_slug, seal_stamp, list_number, bits, content)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::int[], $6::bytea[])
     ON CONFLICT (seal_id) DO UPDATE SET seal_stamp = EXCLUDED.seal_stamp, list_number = EXCLUDED.list_number, bits = EXCLUDED.bits, content = EXCLUDED.content`,
    [column('id'), column('issuer'), column('sealStamp'), column('list'), column('bits'), column('content')],
  );
}
