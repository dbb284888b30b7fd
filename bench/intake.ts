import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createIdempotency } from '../adapters/db/idempotency.js';
import { createRequestDesk } from '../adapters/db/requests/desk.js';
import { authenticate } from '../api/middleware/authenticate.js';
import { errorHandler } from '../api/middleware/errors.js';
import { answerOnce, answerTogether } from '../api/middleware/idempotency.js';
import { requestRoutes } from '../api/requests/routes.js';
import type { Foundation } from '../bin/compose.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { postMany } from './load.js';

const GOAL = 0.5;
const TOTAL = 1_500;
const ROUNDS = 3;

/**
 * Requests a second that the door accepts, beside a bare Express + pg handler that writes the same rows in one transaction, both under
 * the same load in the same run. The ratio is that of the medians of three alternating rounds.
 */
export async function benchIntake(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  const [ours, bare] = [await listen(ourDoor(foundation)), await listen(await bareDoor(foundation))];
  const rates = { ours: [] as number[], bare: [] as number[] };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await run(ours, 201, round);
      const theirs = await run(bare, 201, round);
      if (round > 0) {
        rates.ours.push(mine);
        rates.bare.push(theirs);
      }
    }
  } finally {
    ours.close();
    bare.close();
    await foundation.close();
  }
  const ratio = median(rates.ours) / median(rates.bare);
  return [
    { name: 'intake', value: round2(ratio), unit: 'of a bare Express + pg handler', goal: `>= ${GOAL}`, holds: ratio >= GOAL },
    { name: 'intake-rate', value: Math.round(median(rates.ours)), unit: 'requests/s', goal: '-', holds: true },
  ];
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
export const round2 = (value: number): number => Math.round(value * 100) / 100;

async function run(server: Server, expect: number, round: number): Promise<number> {
  const port = (server.address() as AddressInfo).port; // it listens on TCP
  const { perSecond, failures } = await postMany({
    port,
    path: '/api/v1/requests',
    total: TOTAL,
    connections: 50,
    expect,
    body: (n) => bodyOf(round, n),
  });
  if (failures > 0) throw new Error(`${failures} of ${TOTAL} calls were not answered with ${expect}`);
  return perSecond;
}

function bodyOf(round: number, n: number) {
  return {
    right: 'access',
    requester: { name: `Person ${n}`, email: `person-${round}-${n}-${randomUUID()}@bench.example` },
    details: 'Please send me a copy of all data you hold about me.',
  };
}

async function listen(app: express.Express): Promise<Server> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The real routes with their real guards: authentication, limits, validation, encryption, evidence, outbox. */
function ourDoor(foundation: Foundation): express.Express {
  const store = createIdempotency(foundation.pool);
  const app = express();
  const accounts = { find: async () => undefined, findToken: async () => undefined };
  app.use(
    '/api/v1',
    authenticate(accounts),
    express.json({ limit: 1_048_576 }),
    requestRoutes({ desk: createRequestDesk(foundation), filedOnce: answerTogether(store, () => false), doneOnce: answerOnce(store) }),
  );
  app.use(errorHandler({ renderPage: () => '', report: (_line, error) => process.stderr.write(`${String(error)}\n`) }));
  return app;
}

const TABLES = ['subject', 'request', 'evidence', 'evidence_head', 'evidence_pending', 'outbox'] as const;

/** Writes copies of one filed request's rows, with fresh ids, statement by statement in one transaction: no checks, no encryption. */
async function bareDoor(foundation: Foundation): Promise<express.Express> {
  const { pool } = foundation;
  const filed = await createRequestDesk(foundation).file(
    {
      rights: ['access'],
      requester: { name: 'Model', email: 'model@bench.example' },
      channel: 'api',
      language: 'en',
      details: 'Please send me a copy of all data you hold about me.',
    },
    { id: 'anyone', role: 'anyone' },
  );
  const model = await modelRows(foundation, filed.id);
  const app = express();
  app.post('/api/v1/requests', express.json(), async (_req, res) => {
    const id = randomUUID();
    const subjectId = randomUUID();
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      for (const { table, rows } of model) for (const row of rows) await insert(client, table, fresh(row, { table, id, subjectId }));
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    res.status(201).json({ id });
  });
  return app;
}

type Row = Record<string, unknown>;

async function modelRows({ pool }: Foundation, id: string): Promise<{ table: string; rows: Row[] }[]> {
  const where: Record<(typeof TABLES)[number], string> = {
    subject: 'id = (SELECT subject_id FROM request WHERE id = $1)',
    request: 'id = $1',
    evidence: 'request_id = $1',
    evidence_head: 'request_id = $1',
    evidence_pending: 'request_id = $1',
    outbox: 'target_id = $1',
  };
  return Promise.all(
    TABLES.map(async (table) => ({ table, rows: (await pool.query<Row>(`SELECT * FROM "${table}" WHERE ${where[table]}`, [id])).rows })),
  );
}

function fresh(row: Row, { table, id, subjectId }: { table: string; id: string; subjectId: string }): Row {
  const { id: _old, ...rest } = row;
  if (table === 'subject') return { ...rest, id: subjectId, email_index: Buffer.from(randomUUID()) };
  if (table === 'request') return { ...rest, id, subject_id: subjectId, thread_id: id, reference: `RR-2026-${id}` };
  if (table === 'outbox') return { kind: 'start', target_id: id };
  return { ...rest, request_id: id };
}

async function insert(client: { query(text: string, values: unknown[]): Promise<unknown> }, table: string, row: Row): Promise<void> {
  const names = Object.keys(row);
  const values = names.map((name) => (name === 'clock' || name === 'data' ? JSON.stringify(row[name]) : row[name]));
  await client.query(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
    values,
  );
}
