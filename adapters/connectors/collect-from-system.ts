import { uuidv7 } from 'uuidv7';
import { addressesOf, type Profile } from '../db/requests/sealed.js';
import { inTransaction } from '../db/transaction.js';
import type { BlobStore } from '../storage/blob-store.js';
import type { ConnectorDeps } from './connected-systems.js';
import type { CollectionDescription, Connector, OwnedRow, ReadEvent } from './connector.js';
import { forgetUndecided, holdBack } from './held-back.js';
import type { Identity } from './reading.js';
import { OWN_REGISTERS } from './registers/own-registers.js';
import { connectorNamed } from './registry.js';
import {
  beginSearch,
  type CollectionSummary,
  finishSearch,
  keepBlobs,
  type SearchedCase,
  type SearchOverview,
  searchedCase,
} from './search-record.js';
import { openStage, readStagedIndex, type StagedFile, type StagedIndex } from './staging.js';

/** What collecting stands on. `onProgress` is told after every page how many rows were read: a worker's sign of life. */
export interface CollectDeps extends ConnectorDeps {
  blobs: BlobStore;
  now?: () => Date;
  onProgress?: (rowCount: number) => void;
}

const UNFINISHED_KEPT_MS = 24 * 3_600_000;
const NO_NOTICE = { purposes: [], recipients: [], period: null, source: null, safeguards: null };

/**
 * Asks one system for everything it holds about the person of a case and stages it, encrypted; held-back rows wait for a reviewer.
 * A system that is down or breaks off is a result, not an error. Idempotent by record: one that has answered to the end is not asked
 * again; otherwise it is asked anew and the new result replaces the old. Throws only when our own database fails.
 */
export async function collectFromSystem(deps: CollectDeps, at: { requestId: string; system: string }): Promise<CollectionSummary> {
  const now = deps.now?.() ?? new Date();
  const person = await searchedCase(deps.pool, at.requestId);
  const recorded = await beginSearch(deps.pool, at.requestId, at.system, now);
  if (recorded) return recorded;
  const connector = await connectorNamed(deps, at.system);
  if (connector.kind === 'task') await openTask(deps, at, person);
  await forgetUndecided(deps.pool, at);
  const take = createIntake(deps, { ...at, subjectId: person.subjectId, isCorporate: person.isCorporate }, connector.describe(), now);
  try {
    for await (const event of connector.read(await identityOf(deps, person, at.requestId))) await take.event(event);
    return await record(deps, at, now, person.subjectId, connector, await take.finish());
  } catch (error) {
    await take.abandon();
    throw error;
  }
}

/** Who is looked for in the systems on behalf of a case. Throws REQUEST_MISSING. */
export async function identityOfCase(deps: ConnectorDeps, requestId: string): Promise<Identity> {
  return identityOf(deps, await searchedCase(deps.pool, requestId), requestId);
}

async function identityOf(deps: ConnectorDeps, person: SearchedCase, requestId: string): Promise<Identity> {
  const profile = await deps.vault.open<Profile>(person.subjectId, person.sealedProfile, 'request.sealedProfile');
  return { emails: profile ? addressesOf(profile) : [], subjectId: person.subjectId, requestId };
}

/** The task that a person answers, due when the answer is to be ready; one per case and system. */
async function openTask(deps: ConnectorDeps, at: { requestId: string; system: string }, person: SearchedCase): Promise<void> {
  await deps.pool.query(
    `INSERT INTO human_task (id, request_id, system, kind, due_on, status) VALUES ($1, $2, $3, 'search', $4, 'open')
     ON CONFLICT (request_id, system, kind) DO NOTHING`,
    [uuidv7(), at.requestId, at.system, person.targetOn],
  );
}

interface Taken {
  collections: StagedIndex['collections'];
  files: StagedFile[];
  heldBack: ReadonlyMap<string, number>;
  problem: string | null;
  isOpen: boolean;
}

/** Sorts what a system yields: rows into one staged file per collection, other people's rows aside, files and problems noted. */
function createIntake(
  deps: CollectDeps,
  of: { requestId: string; system: string; subjectId: string; isCorporate: boolean },
  described: readonly CollectionDescription[],
  now: Date,
) {
  const stages = new Map<string, ReturnType<typeof openStage>>();
  const heldBack = new Map<string, number>();
  const files: StagedFile[] = [];
  const deleteAfter = new Date(now.getTime() + UNFINISHED_KEPT_MS);
  let problem: string | null = null;
  let isOpen = false;
  let rowCount = 0;

  async function rows(event: Extract<ReadEvent, { kind: 'rows' }>): Promise<void> {
    const rows = of.isCorporate ? event.rows.map((row) => corporateOnly(of.system, event.collection, row)) : event.rows;
    const own = rows.filter((row) => row.owner === 'subject');
    const others = rows.filter((row) => row.owner === 'held-back');
    if (own.length > 0) {
      const stage = stages.get(event.collection) ?? openStage(deps.blobs, { subjectId: of.subjectId, deleteAfter });
      stages.set(event.collection, stage);
      await stage.write(own);
    }
    if (others.length > 0) await holdBack(deps, of, event.collection, others);
    heldBack.set(event.collection, (heldBack.get(event.collection) ?? 0) + others.length);
    rowCount += event.rows.length;
    deps.onProgress?.(rowCount);
  }

  return {
    async event(event: ReadEvent): Promise<void> {
      if (event.kind === 'rows') await rows(event);
      else if (event.kind === 'file') files.push({ filename: event.filename, blobId: event.blobId });
      else if (event.kind === 'problem') problem = event.problem;
      else isOpen = true;
    },
    async finish(): Promise<Taken> {
      const collections = [];
      for (const [name, stage] of stages) {
        const of = described.find((one) => one.name === name);
        const { categories = [], notice = NO_NOTICE, origin, structure } = of ?? {};
        collections.push({ name, ...(await stage.finish()), categories, notice, origin, structure });
      }
      return { collections, files, heldBack, problem, isOpen };
    },
    abandon: async () => void (await Promise.all([...stages.values()].map((stage) => stage.abandon()))),
  };
}

/** Records of an organisation in our own registers; everything else names a person, or may. */
const CORPORATE: ReadonlySet<string> = new Set(['member', 'seal']);

/**
 * An officer gets the data of the organisation. What else stands under the officer's address is a person's: it is held back and needs a
 * reviewer's word (RULEBOOK section 4; GDPR Recital 14).
 */
function corporateOnly(system: string, collection: string, row: OwnedRow): OwnedRow {
  if (system === OWN_REGISTERS && CORPORATE.has(collection)) return row;
  return { ...row, owner: 'held-back', reason: row.reason ?? 'personal-data-of-somebody' };
}

async function record(
  deps: CollectDeps,
  at: { requestId: string; system: string },
  now: Date,
  subjectId: string,
  connector: Connector,
  taken: Taken,
): Promise<CollectionSummary> {
  const summary = summaryOf(taken);
  const index: StagedIndex = { system: at.system, collectedAt: now.toISOString(), collections: taken.collections, files: taken.files };
  const hasContent = index.collections.length > 0 || index.files.length > 0;
  const replaced = await inTransaction(deps.pool, async (tx) => {
    const put = hasContent
      ? await deps.blobs.put(Buffer.from(JSON.stringify(index)), { subjectId, mediaType: 'application/json', tx })
      : null;
    const result = await finishSearch(tx, { ...at, now }, summary, { blobId: put?.blobId ?? null, overview: overviewOf(connector, taken) });
    if (result.isKept) await keepBlobs(tx, index);
    else if (put) await deps.blobs.delete(put.blobId, tx);
    return result;
  });
  if (replaced.oldBlobId !== null) await deleteStaged(deps.blobs, replaced.oldBlobId);
  return summary;
}

function summaryOf(taken: Taken): CollectionSummary {
  const rowCount = taken.collections.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const heldBackCount = [...taken.heldBack.values()].reduce((sum, count) => sum + count, 0);
  const isEmpty = rowCount + heldBackCount + taken.files.length === 0;
  const isComplete = taken.problem === null && !taken.isOpen;
  const ended = isEmpty ? 'nothing-held' : 'answered';
  const status = taken.isOpen ? 'task-open' : taken.problem !== null && isEmpty ? 'unreachable' : ended;
  return { status, rowCount, heldBackCount, isComplete, problem: taken.problem };
}

function overviewOf(connector: Connector, taken: Taken): SearchOverview {
  const counts = new Map(taken.collections.map(({ name, rowCount }) => [name, rowCount]));
  const names = new Set([...counts.keys(), ...taken.heldBack.keys()]);
  const collections = connector
    .describe()
    .filter(({ name }) => names.has(name))
    .map(({ name, categories, notice, origin, structure }) => ({
      name,
      rowCount: counts.get(name) ?? 0,
      heldBackCount: taken.heldBack.get(name) ?? 0,
      categories,
      ...notice,
      origin,
      structure,
    }));
  return { collections, files: taken.files.length };
}

async function deleteStaged(blobs: BlobStore, indexBlobId: string): Promise<void> {
  const old = await readStagedIndex(blobs, indexBlobId);
  for (const { blobId } of old.collections) await blobs.delete(blobId);
  await blobs.delete(indexBlobId);
}
