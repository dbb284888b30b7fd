import { categoriesOf } from '../../../domain/collection/description.js';
import { erasureOrder } from '../../../domain/collection/erasure-order.js';
import { graphOf } from '../../../domain/collection/graph.js';
import type { ErasureJournal, RunOverview } from '../erasure-journal.js';
import type { Identity } from '../reading.js';
import type {
  ByHand,
  CollectionErased,
  CollectionErasurePlan,
  EraseResult,
  ErasureOrder,
  ErasureScope,
  PlanResult,
  ProofResult,
  ProofScope,
} from '../writing-acts.js';
import { canErase, type ErasableTable, erasableTables } from './erasable.js';
import { markOf, maskedValues } from './erasable-row.js';
import { currentRows, eraseBatch } from './erase-batch.js';
import { type Fate, isInScope, isKept, type SurveyDeps, survey } from './erasure-survey.js';
import { findTables } from './find-tables.js';
import { createMasker } from './masker.js';
import { foreseenFates } from './named-by-staying.js';
import { knownOf } from './select.js';
import { type OpenSession, openReadSession, openSession } from './session.js';
import type { DescribedDatabase, Writing } from './system.js';

const BATCH_ROWS = 500;
/** Tables without a key are searched for every batch, so that batches are larger. */
const KEYLESS_BATCH_ROWS = 5_000;

type Counts = Record<Fate, number>;

const noCounts = (): Counts => ({ delete: 0, mask: 0, nothing: 0, 'held-back': 0, restricted: 0, 'legal-hold': 0 });

/** Looks at everything of the person in one read-only transaction and says in numbers what an erasure would do. Throws SystemFault. */
export async function planErasure(
  system: DescribedDatabase,
  writing: Writing,
  identity: Identity,
  scope: ErasureScope,
): Promise<PlanResult> {
  return reading(system, async (session) => {
    const deps = await surveyOf(session, system, writing, identity, scope);
    const counts = new Map<string, Counts>();
    for await (const page of survey(deps)) for (const fate of await foreseenFates(deps, page)) countsOf(counts, page.one)[fate] += 1;
    const plans = [...deps.erasables.values()].flatMap((one) => {
      const found = counts.get(one.table.collection.id);
      return found === undefined ? [] : [planOf(one, found, scope)];
    });
    return onlyByHand(plans) ?? { status: 'planned', collections: plans };
  });
}

/** Erases: plans the rows into the journal at one moment, then carries batch after batch out. Throws SystemFault; call again to go on. */
export async function erase(system: DescribedDatabase, writing: Writing, identity: Identity, order: ErasureOrder): Promise<EraseResult> {
  const { journal } = writing;
  return journal.exclusively(order.runId, async () => {
    const found = await journal.find(order.runId);
    const isPlanned = found !== undefined && found.status !== 'planning';
    if (!isPlanned) await planRun(system, writing, identity, order);
    if (found?.status !== 'proven' && found?.status !== 'erased') await carryOut(system, writing, identity, order);
    const result = await resultOf(journal, order.runId);
    if (result.status === 'by-hand') await journal.begin(order.runId); // nothing was done: with more rights it is planned anew
    return result;
  });
}

/** Looks again, by the keys of the run and by the person's addresses. Throws SystemFault. */
export async function proveGone(system: DescribedDatabase, writing: Writing, identity: Identity, scope: ProofScope): Promise<ProofResult> {
  const remaining = new Map<string, number>();
  const add = (collection: string, count: number) => remaining.set(collection, (remaining.get(collection) ?? 0) + count);
  const proof = await reading(system, async (session): Promise<ProofResult> => {
    const deps = await surveyOf(session, system, writing, identity, scope);
    for (const one of deps.erasables.values())
      if (isInScope(one.table, scope) && canErase(one) && !isKept(one.table, scope)) add(one.table.collection.name, 0);
    const met = new Map<string, number>();
    for await (const { one, rows } of survey(deps)) {
      if (!canErase(one) || isKept(one.table, scope)) continue;
      const open = rows.filter(
        ({ row, fate }) => (fate === 'delete' || fate === 'mask') && maskedValues(one, deps.masker, row.values).size > 0,
      ).length;
      met.set(one.table.collection.name, (met.get(one.table.collection.name) ?? 0) + open);
    }
    const listed = await leftOfRun(deps, writing.journal, scope.runId);
    for (const name of new Set([...met.keys(), ...listed.keys()])) add(name, Math.max(met.get(name) ?? 0, listed.get(name) ?? 0));
    const collections = [...remaining].map(([collection, count]) => ({ collection, remaining: count }));
    return { status: 'proven', isGone: collections.every((one) => one.remaining === 0), collections };
  });
  if (proof.status === 'proven' && proof.isGone && scope.runId !== undefined) await writing.journal.proven(scope.runId);
  return proof;
}

/** Rows that the run was to erase and that still hold something, by their keys: the person's addresses no longer lead to them. */
async function leftOfRun(deps: SurveyDeps, journal: ErasureJournal, runId: string | undefined): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  const byName = new Map([...deps.erasables.values()].map((one) => [one.table.collection.name, { ...one, mayUpdate: false }]));
  for await (const batch of runId === undefined ? [] : journal.batches(runId)) {
    const one = byName.get(batch.collection);
    if (one === undefined || !isInScope(one.table, deps.scope)) continue;
    const current = await currentRows({ session: deps.session, one }, batch.rows);
    const open = current.filter(({ values }) => markOf(one, values) === null && maskedValues(one, deps.masker, values).size > 0).length;
    left.set(batch.collection, (left.get(batch.collection) ?? 0) + open);
  }
  return left;
}

async function planRun(system: DescribedDatabase, writing: Writing, identity: Identity, order: ErasureOrder): Promise<void> {
  const { journal } = writing;
  await journal.begin(order.runId);
  const overview = await reading(system, async (session) => {
    const deps = await surveyOf(session, system, writing, identity, order);
    const steps = stepsOf(deps);
    const counts = new Map<string, Counts>();
    const open = new Map<ErasableTable, { key: (string | null)[]; isDeleted: boolean }[]>();
    let seq = 0;
    const write = async (one: ErasableTable) => {
      const rows = open.get(one) ?? [];
      open.delete(one);
      if (rows.length === 0) return;
      const step = steps.get(one.table.collection.id) ?? 0;
      await journal.add(order.runId, { seq, step, collection: one.table.collection.name, rows });
      seq += 1;
    };
    for await (const { one, rows } of survey(deps)) {
      const isErased = !isKept(one.table, order) && one.byHand === null;
      const waiting = open.get(one) ?? [];
      open.set(one, waiting);
      for (const { row, fate } of rows) {
        countsOf(counts, one)[fate] += 1;
        if (!isErased || (fate !== 'delete' && fate !== 'mask')) continue;
        waiting.push({ key: one.match.keyOf(row), isDeleted: fate === 'delete' });
      }
      const size = one.table.primaryKey.length > 0 ? BATCH_ROWS : KEYLESS_BATCH_ROWS;
      if (waiting.length >= size) await write(one);
      order.onProgress?.(0, 0);
    }
    for (const one of [...open.keys()]) await write(one);
    return overviewOf(deps, counts, order);
  });
  await journal.planned(order.runId, overview);
}

async function carryOut(system: DescribedDatabase, writing: Writing, identity: Identity, order: ErasureOrder): Promise<void> {
  const { journal } = writing;
  const known = knownOf(identity);
  const masker = createMasker(writing.hash);
  const session = await openSession(system.url, system.limits);
  try {
    const tables = await findTables(session, system.description.collections);
    const erasables = await erasableTables(session, graphOf(system.description.collections), tables);
    const byName = new Map([...erasables.values()].map((one) => [one.table.collection.name, one]));
    for (let batch = await journal.next(order.runId); batch !== undefined; batch = await journal.next(order.runId)) {
      const one = byName.get(batch.collection);
      const outcome = one && (await eraseBatch({ session, one, masker, known }, batch.rows));
      await journal.done(order.runId, batch.seq, outcome ?? { deleted: 0, masked: 0, left: batch.rows.length });
      const { done, planned } = await journal.progress(order.runId);
      order.onProgress?.(done, planned);
    }
  } finally {
    await session.close();
  }
  await journal.erased(order.runId);
}

async function reading<T>(system: DescribedDatabase, work: (session: OpenSession) => Promise<T>): Promise<T> {
  const session = await openReadSession(system.url, system.limits);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Everything a survey needs, looked up in this session. */
async function surveyOf(
  session: OpenSession,
  system: DescribedDatabase,
  writing: Writing,
  identity: Identity,
  scope: ErasureScope,
): Promise<SurveyDeps> {
  const tables = await findTables(session, system.description.collections);
  const graph = graphOf(system.description.collections);
  const erasables = await erasableTables(session, graph, tables);
  return { session, graph, tables, erasables, known: knownOf(identity), masker: createMasker(writing.hash), scope };
}

function stepsOf({ graph }: SurveyDeps): Map<string, number> {
  const namings = graph.links.map((link) => ({ holder: link.holder.collection, target: link.target.collection }));
  return new Map(erasureOrder([...graph.collections.keys()], namings).map((id, index) => [id, index]));
}

function countsOf(counts: Map<string, Counts>, one: ErasableTable): Counts {
  const found = counts.get(one.table.collection.id) ?? noCounts();
  counts.set(one.table.collection.id, found);
  return found;
}

function planOf(one: ErasableTable, counts: Counts, scope: ErasureScope): CollectionErasurePlan {
  const { collection } = one.table;
  const kept = isKept(one.table, scope) ? collection.erasure.kept : null;
  const isErased = kept === null;
  return {
    collection: collection.name,
    categories: categoriesOf(collection),
    rowCount: counts.delete + counts.mask + counts.nothing + counts.restricted + counts['legal-hold'],
    deleteCount: isErased ? counts.delete : 0,
    maskCount: isErased ? counts.mask : 0,
    nothingToErase: counts.nothing,
    fields: one.fields.map(({ name, masking, categories }) => ({ field: name, strategy: masking.strategy, categories })),
    heldBack: counts['held-back'],
    blocked: (['restricted', 'legal-hold'] as const).flatMap((reason) =>
      counts[reason] > 0 ? [{ reason, rowCount: counts[reason] }] : [],
    ),
    kept,
    byHand: isErased && counts.delete + counts.mask > 0 ? one.byHand : null,
  };
}

function onlyByHand(plans: readonly CollectionErasurePlan[]): ByHand | null {
  const toErase = plans.filter((plan) => plan.deleteCount + plan.maskCount > 0);
  const [first] = toErase;
  return first?.byHand && toErase.every((plan) => plan.byHand !== null) ? { status: 'by-hand', reason: first.byHand } : null;
}

function overviewOf(deps: SurveyDeps, counts: ReadonlyMap<string, Counts>, scope: ErasureScope): RunOverview {
  return [...deps.erasables.values()].flatMap((one) => {
    const found = counts.get(one.table.collection.id);
    if (found === undefined) return [];
    const plan = planOf(one, found, scope);
    const blocked = plan.blocked.reduce((sum, { rowCount }) => sum + rowCount, 0);
    return [{ collection: plan.collection, heldBack: plan.heldBack, blocked, byHand: plan.byHand }];
  });
}

async function resultOf(journal: ErasureJournal, runId: string): Promise<EraseResult> {
  const run = await journal.find(runId);
  const outcomes = new Map((await journal.outcomes(runId)).map((one) => [one.collection, one]));
  const collections = (run?.overview ?? []).map((one): CollectionErased => {
    const { deleted = 0, masked = 0, left = 0 } = outcomes.get(one.collection) ?? {};
    return { ...one, deleted, masked, left };
  });
  const touched = collections.filter((one) => one.deleted + one.masked + one.left + one.heldBack + one.blocked > 0 || one.byHand !== null);
  const byHand = touched.find((one) => one.byHand !== null)?.byHand ?? null;
  const isAllByHand = byHand !== null && touched.every((one) => one.byHand !== null || one.deleted + one.masked + one.left === 0);
  if (isAllByHand) return { status: 'by-hand', reason: byHand };
  return { status: 'erased', collections: touched };
}
