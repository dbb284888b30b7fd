import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPayloadCodec } from '../../adapters/temporal/codec.js';
import { openEngineClient } from '../../adapters/temporal/engine.js';
import { workflowIdOf } from '../../domain/request/ids.js';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';

const PERSON = { name: 'Zephyrine Quackenbosch', email: 'zephyrine.quackenbosch@pellucid-harbour.example' };
const ADDRESS = '77 Thistlewhistle Crescent';
/** Every spelling under which they could hide. */
const SPELLINGS = [PERSON.name, PERSON.email, ADDRESS, 'Zephyrine', 'Quackenbosch', 'Thistlewhistle', 'pellucid-harbour'].flatMap(
  (word) => [
    word,
    word.toLowerCase(),
    word.toUpperCase(),
    encodeURIComponent(word),
    Buffer.from(word).toString('hex'),
    ...base64Cores(word),
  ],
);

/** What base64 makes of a word at each of the three offsets it can stand at, without the edges that its neighbours decide. */
function base64Cores(word: string): string[] {
  return [0, 1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${word}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
}

/** The first spelling that stands in there, if any. */
function traceIn(content: Buffer | string): string | undefined {
  const text = typeof content === 'string' ? content : content.toString('latin1');
  return SPELLINGS.find((spelling) => text.includes(spelling));
}

describe('a person, after a whole case', () => {
  let installation: Installation;
  let clerk: Clerk;
  let requestId = '';
  let reference = '';

  beforeAll(async () => {
    installation = await prepareInstallation({ LOG_LEVEL: 'trace' });
    await installation.start();
    clerk = await openClerk(installation);
    reference = await clerk.file({ requester: PERSON, details: `Everything about me at ${ADDRESS}.` });
    await clerk.answer(reference);
    // What goes wrong may not tell more than what goes right.
    await clerk.call('POST', '/api/v1/requests', { right: 'nothing', requester: PERSON });
    await clerk.call('POST', `/api/v1/requests/${reference}/decision`, { outcome: 'refused', reasons: `${PERSON.name}, ${ADDRESS}` });
    await clerk.call('GET', `/api/v1/requests?q=${encodeURIComponent(PERSON.email)}`);
    const { rows } = await clerk.foundation.pool.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
    requestId = rows[0]?.id ?? '';
  }, 300_000);
  afterAll(async () => {
    await clerk?.close();
    await installation.remove();
  }, 60_000);

  it('is found where the test looks for it, so that it can fail', () => {
    expect(traceIn(Buffer.from(`x${PERSON.email}`).toString('base64'))).toBeDefined();
    expect(traceIn(JSON.stringify({ to: PERSON.name.toUpperCase() }))).toBeDefined();
    expect(traceIn(Buffer.from(ADDRESS).toString('hex'))).toBeDefined();
  });

  it('is in no history of a workflow, neither as stored nor decoded, and in no id or search attribute', async () => {
    const settings = {
      connectionOptions: { address: `127.0.0.1:${installation.port + 2}` },
      namespace: 'default',
      taskQueue: 'rightsdesk',
      payloadKey: clerk.secrets.PAYLOAD_KEY,
    };
    const { client, close } = await openEngineClient(settings);
    const codec = createPayloadCodec(clerk.secrets.PAYLOAD_KEY);
    const seen: string[] = [];
    const everything: string[] = [];
    for await (const workflow of client.workflow.list()) {
      seen.push(workflow.workflowId);
      const history = await client.workflow.getHandle(workflow.workflowId).fetchHistory();
      const raw = JSON.stringify([workflow.raw, history]);
      const clear: string[] = [];
      for (const payload of payloadsIn(history)) {
        const [decoded] = await codec.decode([payload]);
        clear.push(Buffer.from(decoded?.data ?? []).toString());
      }
      expect(traceIn(raw)).toBeUndefined();
      expect(traceIn(clear.join('\n'))).toBeUndefined();
      everything.push(...clear);
    }
    expect(everything.join('\n')).toContain(requestId); // they could be read
    expect(seen).toContain(workflowIdOf(requestId));
    await close();
  }, 60_000);

  it('is in no file of the engine', () => {
    const files = readdirSync(installation.home).filter((file) => file.startsWith('temporal-'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect([file, traceIn(readFileSync(join(installation.home, file)))]).toEqual([file, undefined]);
  });

  it('is in no log of any part', () => {
    const folder = join(installation.home, 'logs');
    const logs = readdirSync(folder);
    expect(logs).toEqual(expect.arrayContaining(['api.log', 'worker.log', 'mailroom.log', 'postgresql.log', 'temporal.log']));
    for (const log of logs) expect([log, traceIn(readFileSync(join(folder, log)))]).toEqual([log, undefined]);
  });

  it('is in no figure', async () => {
    for (const port of [0, 6, 7]) {
      const answer = await fetch(`http://127.0.0.1:${installation.port + port}/metrics`);
      expect([port, answer.status, traceIn(await answer.text())]).toEqual([port, 200, undefined]);
    }
  });

  /** What stands apart is read as its own role, which the parts become for that moment. */
  async function rowsOf(table: string): Promise<{ row: string }[]> {
    const client = await clerk.foundation.pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      if (table.startsWith('apart.')) await client.query('SET LOCAL ROLE rightsdesk_apart');
      return (await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`)).rows;
    } finally {
      await client.query('ROLLBACK').finally(() => client.release());
    }
  }

  it('is in no column of any table, the queue with them; only the demo’s caught mail shows it, as an inbox would', async () => {
    const { rows: tables } = await clerk.foundation.pool.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const withTrace: string[] = [];
    for (const { name } of tables) {
      const rows = await rowsOf(name);
      if (traceIn(rows.map(({ row }) => row).join('\n')) !== undefined) withTrace.push(name);
    }
    expect(withTrace).toEqual(['public.caught_mail']);
  }, 60_000);
});

/** Every payload of a history, wherever it stands. */
function payloadsIn(value: unknown): { metadata?: Record<string, Uint8Array>; data?: Uint8Array }[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value && value.data instanceof Uint8Array) return [value as { data: Uint8Array }];
  return Object.values(value).flatMap(payloadsIn);
}
