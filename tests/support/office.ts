import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { withFailures } from '../../activities/failure.js';
import { createActivities } from '../../activities/index.js';
import { createRetentionActivities } from '../../activities/retention.js';
import { createSealActivities } from '../../activities/seals.js';
import { adoptEngine, drainOutbox, type OutboxEntry } from '../../adapters/db/outbox.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { createRetentionSteps } from '../../adapters/db/retention/retention-desk.js';
import { createSealSteps } from '../../adapters/db/seals/keep/seal-steps.js';
import { createDomainChecker, createReadTxt } from '../../adapters/domains/check-domain.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { type EvidenceReport, verifyEvidence } from '../../adapters/evidence/verify.js';
import { createPayloadCodec } from '../../adapters/temporal/codec.js';
import { openEngineClient, openWorker } from '../../adapters/temporal/engine.js';
import { createRequestWorkflows } from '../../adapters/temporal/request-workflows.js';
import { createRetentionWorkflow } from '../../adapters/temporal/retention-workflow.js';
import { createSealWorkflows, type SealWorkflows } from '../../adapters/temporal/seal-workflows.js';
import { composeFoundation, type Foundation } from '../../bin/compose.js';
import type { Act, Actor, FiledRequest, NewRequest } from '../../domain/request/filing.js';
import { workflowIdOf } from '../../domain/request/ids.js';
import type { Status } from '../../domain/request/types.js';
import { readPartEnvironment } from '../../env.js';
import { workflowTypeOf } from '../../workflows/workflow-type.js';
import { sharedDnsServer } from './dns-server.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { quietRuntime } from './quiet-runtime.js';
import { SHARED_FOLDER } from './shared-folder.js';
import { type TestTemporal, testTemporal } from './temporal.js';
import { fastForward, startSkippingTime, type TestEngine } from './time.js';
import { testWorkflowBundle } from './workflow-bundle.js';

const DAY_MS = 86_400_000;

/** Who works the cases of a test. */
export const STAFF: Actor = { id: 'test-staff', role: 'staff' };

/** One letter of a case as it stands in the table. */
export interface WrittenLetter {
  code: string;
  audience: string;
  createdAt: Date;
}

/** The whole product behind its doors: real database, real engine, real worker with the real steps. Letters are counted in their table. */
export interface Office {
  foundation: Foundation;
  database: TestDatabase;
  engine: TestEngine;
  desk: ReturnType<typeof createRequestDesk>;
  secrets: ReturnType<typeof loadOrMakeSecrets>;
  /** Files as anybody does; with `leaps` the engine leaps over every wait of these cases. */
  file(input: Partial<NewRequest>, options?: { leaps?: boolean }): Promise<FiledRequest>;
  /** Files a mail that a person must read first. */
  fileForTriage(): Promise<FiledRequest>;
  act(reference: string, act: Act, actor?: Actor): Promise<unknown>;
  /** Presses the link of the newest letter that asks this case who is writing. */
  pressLink(reference: string): Promise<void>;
  until(reference: string, status: Status | ((status: Status) => boolean)): Promise<void>;
  /** Waits until this letter of the case is written; `untilTask` until a person has this task. */
  untilLetter(reference: string, code: string): Promise<void>;
  untilTask(reference: string, system: string): Promise<void>;
  untilEvent(reference: string, event: string, count?: number): Promise<void>;
  /** Lets legal time pass for the desk and for these cases. */
  passDays(days: number, ...references: string[]): Promise<void>;
  /** Ends the workers of this office or starts one anew. */
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  /** Follows the outbox until nothing is left in it. */
  settle(): Promise<void>;
  idOf(reference: string): Promise<string>;
  letters(reference: string): Promise<WrittenLetter[]>;
  codes(reference: string): Promise<string[]>;
  events(reference: string): Promise<string[]>;
  /** Runs the history that the workflow of a case made through the present code. Rejects when it takes another way. */
  replay(reference: string): Promise<void>;
  /** The same for a workflow that is no case. */
  replayWorkflow(workflowId: string): Promise<void>;
  /** Its history as stored, once it is at rest. */
  history(workflowId: string): Promise<History>;
  seals: SealWorkflows;
  /** Storage periods. */
  periods: { keep(): Promise<void> };
  /** The histories of a case as stored, newest run last: a case that was in triage has two. */
  histories(reference: string): Promise<History[]>;
  verify(): Promise<EvidenceReport>;
  /** Closes the office and leaves its databases to the next one. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** The TXT records that an office's checks of domains find: a file of its own. */
export const zoneFileOf = (database: TestDatabase) => join(SHARED_FOLDER, `zone-${new URL(database.url).pathname.slice(1)}.json`);

/** A workflow's history as the engine keeps it. */
export type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

let offices = 0;

/** What an office of a test may have of its own. */
export interface OfficeOptions {
  temporal?: TestTemporal;
  taskQueue?: string;
  /** What histories are encrypted with; for those that are checked in. */
  payloadKey?: string;
  /** Works on with the databases of an office that was left. */
  database?: TestDatabase;
}

/** Opens an office over a fresh pair of databases. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  quietRuntime();
  const [database, temporal, bundle] = [
    options.database ?? (await createTestDatabase()),
    options.temporal ?? (await testTemporal()),
    await testWorkflowBundle(),
  ];
  const made = loadOrMakeSecrets(SHARED_FOLDER);
  const dns = await sharedDnsServer();
  const secrets = { ...made, PAYLOAD_KEY: options.payloadKey ?? made.PAYLOAD_KEY };
  offices += 1;
  const settings = {
    connectionOptions: { address: temporal.address },
    namespace: temporal.namespace,
    taskQueue: options.taskQueue ?? `office-${process.pid}-${offices}`,
    payloadKey: secrets.PAYLOAD_KEY,
    workflowBundlePath: bundle,
  };
  const env = readPartEnvironment({
    ...secrets,
    DATABASE_URL: database.url,
    KEYS_DATABASE_URL: database.keysUrl,
    TEMPORAL_ADDRESS: temporal.address,
  });
  let offsetMs = 0;
  const foundation = { ...composeFoundation(env), now: () => new Date(Date.now() + offsetMs) };
  const { client, engineId, close: closeClient } = await openEngineClient(settings);
  await adoptEngine(foundation.pool, await engineId());
  const engine: TestEngine = { client, namespace: temporal.namespace, taskQueue: settings.taskQueue, payloadKey: secrets.PAYLOAD_KEY };
  const desk = createRequestDesk(foundation);
  const workflows = createRequestWorkflows(client, { taskQueue: settings.taskQueue });
  const periods = createRetentionWorkflow(client, { taskQueue: settings.taskQueue });
  const seals = createSealWorkflows(client, { taskQueue: settings.taskQueue });
  const leaping = new Set<string>();
  const failures: unknown[] = [];

  async function follow(entry: OutboxEntry): Promise<void> {
    // The mail room of a test takes every letter and says so.
    if (entry.kind === 'letter')
      return void (await foundation.pool.query(`UPDATE letter SET status = 'sent', sent_at = $2 WHERE id = $1 AND status = 'queued'`, [
        entry.letterId,
        foundation.now(),
      ]));
    if (entry.kind === 'matter') return seals.wakeMatter(entry.matterId);
    const one = { requestId: entry.requestId, workflowType: workflowTypeOf(entry.right) };
    if (entry.kind === 'nudge') return workflows.nudge(one);
    return leaping.has(one.requestId) ? startSkippingTime(engine, one) : workflows.start(one);
  }
  const drain = () => drainOutbox(foundation.pool, follow, (error) => void failures.push(error));
  const stopping = new AbortController();
  // The outbox of a leaping case is followed only once the test has said that it leaps.
  let held = 0;
  const draining = (async () => {
    while (!stopping.signal.aborted) {
      if (held === 0) await drain().catch((error: unknown) => void failures.push(error));
      await sleep(30);
    }
  })();

  let running: { worker: Worker; done: Promise<void>; close(): Promise<void> } | undefined;
  async function startWorker(): Promise<void> {
    const steps = createSealSteps({
      ...foundation,
      domains: createDomainChecker({
        readTxt: createReadTxt({ zoneFile: zoneFileOf(database), servers: [dns.address] }),
        lookup: dns.lookup,
      }),
    });
    const activities = withFailures(
      {
        ...createActivities(createCaseSteps(foundation)),
        ...createSealActivities(steps),
        ...createRetentionActivities(createRetentionSteps(foundation)),
      },
      (_name, error) => void failures.push(error),
    );
    const { worker, close } = await openWorker(settings, activities, '');
    running = { worker, done: worker.run(), close };
  }
  async function stopWorker(): Promise<void> {
    if (running === undefined) return;
    const { worker, done, close } = running;
    running = undefined;
    worker.shutdown();
    await done;
    await close();
  }

  async function file(input: Partial<NewRequest>, { leaps = false } = {}): Promise<FiledRequest> {
    held += 1;
    try {
      const filed = await desk.file(
        { rights: ['access'], requester: PERSON, channel: 'api', language: 'en', ...input },
        { id: 'anyone', role: 'anyone' },
      );
      if (leaps) for (const reference of [filed.reference, ...filed.linked]) leaping.add(await idOf(reference));
      return filed;
    } finally {
      held -= 1;
    }
  }

  async function idOf(reference: string): Promise<string> {
    const { rows } = await foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error(`there is no case ${reference}`);
    return id;
  }

  async function until(reference: string, status: Status | ((status: Status) => boolean)): Promise<void> {
    const isSo = typeof status === 'function' ? status : (one: Status) => one === status;
    let last: Status | undefined;
    const isThere = await waitUntil(async () => {
      const { rows } = await foundation.pool.query<{ status: Status }>('SELECT status FROM request WHERE reference = $1', [reference]);
      last = rows[0]?.status;
      return last !== undefined && isSo(last);
    }, 40_000);
    if (!isThere) throw new Error(`the case stayed at ${last}, not ${String(status)}; failures: ${failures.map(String).join('; ')}`);
  }

  async function letters(reference: string): Promise<WrittenLetter[]> {
    const { rows } = await foundation.pool.query<WrittenLetter>(
      'SELECT code, audience, created_at AS "createdAt" FROM letter WHERE request_id = $1 ORDER BY created_at, id',
      [await idOf(reference)],
    );
    return rows;
  }

  async function pressLink(reference: string): Promise<void> {
    const { rows } = await foundation.pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      `SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND code IN ('ID_REQUEST', 'ID_REMINDER') ORDER BY created_at DESC LIMIT 1`,
      [await idOf(reference)],
    );
    const row = rows[0];
    const facts =
      row === undefined ? undefined : await foundation.vault.open<{ link: string }>(row.subject_id, row.sealed_facts, 'letter.sealedFacts');
    const token = facts?.link.split('/').at(-1) ?? '';
    if ((await desk.consumeLink(token)) === undefined) throw new Error('the link was dead');
  }

  async function events(reference: string): Promise<string[]> {
    const { rows } = await foundation.pool.query<{ event: string }>('SELECT event FROM evidence WHERE request_id = $1 ORDER BY seq', [
      await idOf(reference),
    ]);
    return rows.map((row) => row.event);
  }

  async function untilTrue(what: string, isSo: () => Promise<boolean>): Promise<void> {
    if (!(await waitUntil(isSo, 40_000))) throw new Error(`${what} did not come; failures: ${failures.map(String).join('; ')}`);
  }
  const untilLetter = (reference: string, code: string) =>
    untilTrue(`the letter ${code}`, async () => (await letters(reference)).some((one) => one.code === code));
  const untilEvent = (reference: string, event: string, count = 1) =>
    untilTrue(`the event ${event}`, async () => (await events(reference)).filter((one) => one === event).length >= count);
  const untilTask = (reference: string, system: string) =>
    untilTrue(`the task ${system}`, async () => {
      const task = [await idOf(reference), system];
      return (
        (await foundation.pool.query(`SELECT 1 FROM human_task WHERE request_id = $1 AND system = $2 AND status = 'open'`, task))
          .rowCount !== 0
      );
    });

  async function settle(): Promise<void> {
    const isEmpty = await waitUntil(async () => (await foundation.pool.query('SELECT 1 FROM outbox LIMIT 1')).rowCount === 0, 20_000);
    if (!isEmpty) throw new Error(`the outbox is not followed: ${failures.map(String).join('; ')}`);
  }

  async function passDays(days: number, ...references: string[]): Promise<void> {
    await settle();
    for (const reference of references) await fastForward(engine, await idOf(reference), days * DAY_MS);
    offsetMs += days * DAY_MS;
  }

  async function untilIdle(workflowId: string): Promise<void> {
    await untilTrue('a moment of rest', async () => {
      const one = await client.workflowService.describeWorkflowExecution({ namespace: temporal.namespace, execution: { workflowId } });
      const isAtWork = one.pendingWorkflowTask != null || (one.pendingActivities ?? []).length > 0;
      return !isAtWork;
    });
  }

  async function histories(reference: string): Promise<History[]> {
    await settle();
    const workflowId = workflowIdOf(await idOf(reference));
    await untilIdle(workflowId);
    const found: History[] = [];
    let runId: string | undefined;
    do {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      found.unshift(history);
      runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId !== undefined);
    return found;
  }

  async function replay(reference: string): Promise<void> {
    const workflowId = workflowIdOf(await idOf(reference));
    const options = { workflowBundle: { codePath: bundle }, dataConverter: { payloadCodecs: [createPayloadCodec(secrets.PAYLOAD_KEY)] } };
    for (const history of await histories(reference)) await Worker.runReplayHistory(options, history, workflowId);
  }

  async function history(workflowId: string): Promise<History> {
    await untilIdle(workflowId);
    return client.workflow.getHandle(workflowId).fetchHistory();
  }

  async function replayWorkflow(workflowId: string): Promise<void> {
    const options = { workflowBundle: { codePath: bundle }, dataConverter: { payloadCodecs: [createPayloadCodec(secrets.PAYLOAD_KEY)] } };
    await Worker.runReplayHistory(options, await history(workflowId), workflowId);
  }

  async function leave(): Promise<void> {
    stopping.abort();
    await draining;
    await stopWorker();
    await closeClient();
    await foundation.close();
  }

  await startWorker();
  return {
    foundation,
    database,
    engine,
    desk,
    secrets,
    file,
    fileForTriage: () =>
      desk.file({ rights: [], requester: PERSON, channel: 'email', language: 'en' }, { id: 'anyone', role: 'anyone' }, { triage: true }),
    act: (reference, act, actor = STAFF) => desk.act(reference, act, actor),
    pressLink,
    until,
    untilLetter,
    untilTask,
    untilEvent,
    passDays,
    stopWorker,
    startWorker,
    settle,
    idOf,
    letters,
    codes: async (reference) => (await letters(reference)).map((one) => one.code),
    events,
    replay,
    replayWorkflow,
    history,
    seals,
    periods,
    histories,
    verify: () => verifyEvidence({ pool: foundation.pool, signingKey: secrets.ROOT_SIGNING_KEY }),
    leave,
    close: async () => {
      await leave();
      await database.drop();
    },
  };
}

/** Somebody who asks. */
export const PERSON = { name: 'Oriel Winterbourne', email: 'oriel.winterbourne@example.org' };
