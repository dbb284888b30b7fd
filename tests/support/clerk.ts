import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { loadOrMakeSecrets, type Secrets } from '../../adapters/embedded/secrets.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { composeFoundation, type Foundation } from '../../bin/compose.js';
import { embeddedDatabase } from '../../bin/servers.js';
import type { Status } from '../../domain/request/types.js';
import { readPartEnvironment } from '../../env.js';
import type { Installation } from './installation.js';

const PATIENCE_MS = 90_000;

/** Somebody who works with a whole installation through its doors, and does not give up while a part of it is away. */
export interface Clerk {
  secrets: Secrets;
  /** The database behind the doors, to count in. */
  foundation: Foundation;
  /** Files a request, again and again with the same key until it is accepted. Answers its reference. */
  file(body?: object, door?: string): Promise<string>;
  /** One call, as it comes. */
  call(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Response>;
  /** The same as a colleague, for what takes two. */
  second(): Promise<Clerk['call']>;
  status(reference: string): Promise<Status | undefined>;
  until(reference: string, ...statuses: Status[]): Promise<void>;
  /** Proves, decides, releases: whatever is the next step, until the case is answered. */
  answer(reference: string): Promise<void>;
  close(): Promise<void>;
}

const STEPS: Partial<Record<Status, [string, object]>> = {
  identity: ['identity', { level: 'L1', how: 'Known to us.' }],
  deciding: ['decision', { outcome: 'granted', reasons: 'All of it.' }],
  fulfilling: ['release', {}],
};

/** Opens a clerk of an installation that is ready. */
export async function openClerk(installation: Installation): Promise<Clerk> {
  const secrets = loadOrMakeSecrets(installation.home);
  const { app, keysApp } = embeddedDatabase(installation.port, secrets);
  const env = { ...secrets, DATABASE_URL: app, KEYS_DATABASE_URL: keysApp, TEMPORAL_ADDRESS: `127.0.0.1:${installation.port + 2}` };
  const foundation = composeFoundation(readPartEnvironment(env));
  const token = await createAccounts(foundation).createToken('staff');
  const front = `http://127.0.0.1:${installation.port}`;

  const callAs =
    (bearer: string) =>
    (method: string, path: string, body?: object, headers: Record<string, string> = {}, door = front) =>
      fetch(`${door}${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });

  const call = callAs(token);
  const second = async () => callAs(await createAccounts(foundation).createToken('staff'));

  async function file(body: object = {}, door = front): Promise<string> {
    const key = randomUUID();
    const request = { right: 'access', requester: { name: 'Rosalind Achterberg', email: `${key}@example.org` }, ...body };
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await call('POST', '/api/v1/requests', request, { 'idempotency-key': key }, door).catch(() => undefined);
      if (answer?.status === 201) return ((await answer.json()) as { reference: string }).reference;
      const said = answer === undefined ? 'no answer' : `${answer.status} ${await answer.text()}`;
      if (answer !== undefined && ![429, 502, 503].includes(answer.status)) throw new Error(`filing was refused: ${said}`);
      if (Date.now() > endsAt) throw new Error(`filing was never accepted: ${said}`);
      await sleep(300);
    }
  }

  async function status(reference: string): Promise<Status | undefined> {
    const found = await foundation.pool
      .query<{ status: Status }>('SELECT status FROM request WHERE reference = $1', [reference])
      .catch(() => undefined);
    return found?.rows[0]?.status;
  }

  async function until(reference: string, ...statuses: Status[]): Promise<void> {
    let last: Status | undefined;
    const isSo = async () => {
      last = (await status(reference)) ?? last;
      return last !== undefined && statuses.includes(last);
    };
    if (!(await waitUntil(isSo, PATIENCE_MS))) throw new Error(`${reference} stayed at ${last}, not ${statuses.join(' or ')}`);
  }

  async function answer(reference: string): Promise<void> {
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const now = await status(reference);
      if (now === 'answered') return;
      if (Date.now() > endsAt) throw new Error(`${reference} stayed at ${now}`);
      const step = now === undefined ? undefined : STEPS[now];
      const reply = step && (await call('POST', `/api/v1/requests/${reference}/${step[0]}`, step[1]).catch(() => undefined));
      if (reply && [400, 401, 403, 422].includes(reply.status)) throw new Error(`${step[0]} was refused: ${await reply.text()}`);
      await sleep(100);
    }
  }

  return { secrets, foundation, file, call, second, status, until, answer, close: () => foundation.close() };
}
