import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../../adapters/embedded/port.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { verifyEvidence } from '../../adapters/evidence/verify.js';
import { partVariables, programCommand } from '../../bin/parts.js';
import { embeddedDatabase } from '../../bin/servers.js';
import { readStartEnvironment } from '../../env.js';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { describeInLongRun } from '../support/long-run.js';

const CASES = 6;
/** About a minute: `npm run test:long`. */

describeInLongRun('two of each part against the same servers', () => {
  let installation: Installation;
  let clerk: Clerk;
  let secondDoor = '';
  const second = new Map<string, ChildProcess>();

  /** The second of each, with ports of its own; its letters go where those of the first go. */
  async function startSecond(part: 'api' | 'worker' | 'mailroom', variables: NodeJS.ProcessEnv): Promise<void> {
    const { file, args } = programCommand(process.cwd(), `bin/${part}.ts`, `${part}-2`, installation.home, variables);
    const log = openSync(join(installation.home, 'logs', `${part}-2.log`), 'a');
    second.set(part, spawn(file, [...args], { env: variables, stdio: ['ignore', log, log] }));
  }

  beforeAll(async () => {
    installation = await prepareInstallation();
    await installation.start();
    clerk = await openClerk(installation);
    const [port, worker, mailroom, intake] = [await freePort(), await freePort(), await freePort(), await freePort()];
    secondDoor = `http://127.0.0.1:${port}`;
    const bundle = readdirSync(installation.home).find((name) => /^workflows-.*\.bundle\.js$/.test(name));
    const variables = {
      ...partVariables(
        { ...process.env, NODE_OPTIONS: '' },
        {
          env: readStartEnvironment({ PORT: String(installation.port) }),
          home: installation.home,
          secrets: clerk.secrets,
          database: embeddedDatabase(installation.port, clerk.secrets),
          temporal: `127.0.0.1:${installation.port + 2}`,
          bundle: bundle && join(installation.home, bundle),
        },
      ),
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${installation.port}`,
      WORKER_METRICS_PORT: String(worker),
      MAILROOM_METRICS_PORT: String(mailroom),
      INTAKE_SMTP_PORT: String(intake),
      SMTP_URL: `smtp://127.0.0.1:${installation.port + 5}`,
    };
    for (const part of ['api', 'worker', 'mailroom'] as const) await startSecond(part, variables);
    for (const one of [port, worker, mailroom]) {
      const isUp = await waitUntil(
        () =>
          fetch(`http://127.0.0.1:${one}/healthz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        60_000,
      );
      expect([one, isUp]).toEqual([one, true]);
    }
  }, 300_000);
  afterAll(async () => {
    for (const child of second.values()) child.kill('SIGKILL');
    await clerk?.close();
    await installation.remove();
  }, 60_000);

  it('lose no case and send no letter twice, also when one of each is killed half-way', async () => {
    const doors = [`http://127.0.0.1:${installation.port}`, secondDoor];
    const before = Array.from({ length: CASES }, async (_, index) => {
      const reference = await clerk.file({}, doors[index % 2]);
      await clerk.answer(reference);
      return reference;
    });
    await sleep(1_500);
    for (const child of second.values()) child.kill('SIGKILL');
    const references = await Promise.all(before);
    const isSent = await waitUntil(
      async () => (await clerk.foundation.pool.query(`SELECT 1 FROM letter WHERE status = 'queued'`)).rowCount === 0,
      90_000,
    );
    expect(isSent).toBe(true);
    const { rows } = await clerk.foundation.pool.query<{ codes: string[]; mails: number }>(
      `SELECT array_agg(l.code ORDER BY l.code) AS codes, count(m.message_id)::int AS mails FROM letter l JOIN request r ON r.id = l.request_id
       LEFT JOIN caught_mail m ON m.message_id = l.message_id WHERE r.reference = ANY($1) AND l.audience = 'requester' GROUP BY r.id`,
      [references],
    );
    expect(rows).toEqual(Array.from({ length: CASES }, () => ({ codes: ['ACK', 'DISCLOSURE', 'ID_REQUEST'], mails: 3 })));
    expect(await verifyEvidence({ pool: clerk.foundation.pool, signingKey: clerk.secrets.ROOT_SIGNING_KEY })).toMatchObject({ ok: true });
  }, 240_000);
});
