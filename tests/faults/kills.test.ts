import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { verifyEvidence } from '../../adapters/evidence/verify.js';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { IS_LONG_RUN, itInLongRun } from '../support/long-run.js';

const PARTS = ['api', 'worker', 'mailroom', 'temporal', 'postgresql'] as const;
/** When the part is killed, in ms after the first filing: filing, acknowledging, searching, deciding, handing over. */
const MOMENTS = IS_LONG_RUN ? [50, 500, 1_200, 2_500, 5_000] : [700];
const AT_ONCE = 3;

describe('kill -9', () => {
  let installation: Installation;
  let supervisor: ChildProcess;
  let clerk: Clerk;
  const accepted: string[] = [];

  beforeAll(async () => {
    installation = await prepareInstallation();
    supervisor = await installation.start();
    clerk = await openClerk(installation);
  }, 240_000);
  afterAll(async () => {
    supervisor?.kill('SIGCONT');
    await clerk?.close();
    await installation.remove();
  }, 60_000);

  function kill(part: string): void {
    const pid = installation.parts()[part] ?? 0;
    expect(pid).toBeGreaterThan(1);
    process.kill(pid, 'SIGKILL');
  }

  /** The supervisor sleeps meanwhile, so that nothing brings the part back before `work` is done. */
  async function without(part: string, work: () => Promise<void>): Promise<void> {
    expect(await installation.untilReady(60_000)).toBe(true);
    supervisor.kill('SIGSTOP');
    try {
      kill(part);
      await sleep(300);
      await work();
    } finally {
      supervisor.kill('SIGCONT');
    }
  }

  async function fileAndAnswer(): Promise<string> {
    const reference = await clerk.file();
    accepted.push(reference);
    await clerk.answer(reference);
    return reference;
  }

  it.each(PARTS.flatMap((part) => MOMENTS.map((ms) => [part, ms] as const)))(
    'of %s after %d ms loses no case that was accepted',
    async (part, ms) => {
      const work = Promise.all(Array.from({ length: AT_ONCE }, fileAndAnswer));
      await sleep(ms);
      kill(part);
      // Where the cases were quicker than the kill, what was killed may still be on its way back.
      for (const reference of await work) await clerk.until(reference, 'answered');
    },
    180_000,
  );

  it('of Temporal while a request is filed does not keep it from being accepted, and it goes on afterwards', async () => {
    let reference = '';
    await without('temporal', async () => {
      reference = await clerk.file();
      accepted.push(reference);
      expect(await clerk.status(reference)).toBe('received');
    });
    await clerk.answer(reference);
  }, 180_000);

  it('of PostgreSQL is said as it is: 503 with a time to come back, and a clear line in the log', async () => {
    const log = join(installation.home, 'logs', 'api.log');
    let before = 0;
    await without('postgresql', async () => {
      before = readFileSync(log, 'utf8').length;
      const body = { right: 'access', requester: { name: 'Nobody', email: 'nobody@example.org' } };
      const answer = await clerk.call('POST', '/api/v1/requests', body);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });
    const told = () =>
      readFileSync(log, 'utf8')
        .slice(before)
        .split('\n')
        .filter((line) => line.includes('SERVER_AWAY')).length;
    // The log is written behind the answer, not before it.
    await waitUntil(async () => told() > 0, 5_000);
    expect(told()).toBe(1);
    const reference = await clerk.file();
    accepted.push(reference);
    await clerk.answer(reference);
  }, 180_000);

  itInLongRun(
    'of database, Temporal, worker and mailroom together leaves every published seal and list verifiable',
    async () => {
      const { token } = installation.command('token', 'create', '--role', 'issuer', '--issuer', 'harbour-institute', '--json') as {
        token: string;
      };
      const base = `http://127.0.0.1:${installation.port}`;
      const list = await fetch(`${base}/api/v1/seals?status=active&limit=1`, { headers: { authorization: `Bearer ${token}` } });
      const [seal] = ((await list.json()) as { items: { id: string; domain: string }[] }).items;
      if (seal === undefined) throw new Error('the demo has active seals');
      const get = (path: string, accept: string) => fetch(`${base}${path}`, { headers: { accept } });
      const verify = (body: object) =>
        fetch(`${base}/api/v1/verifications`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      expect(await installation.untilReady(60_000)).toBe(true);
      supervisor.kill('SIGSTOP');
      try {
        for (const part of ['temporal', 'worker', 'mailroom', 'postgresql']) kill(part);
        await sleep(500);
        const credential = await (await get(`/verify/${seal.id}`, 'application/vc+jwt')).text();
        const { credentialStatus } = JSON.parse(Buffer.from(credential.split('.')[1] ?? '', 'base64url').toString());
        const lists = credentialStatus.map((one: { statusListCredential: string }) => new URL(one.statusListCredential).pathname);
        for (const path of [...lists, '/.well-known/jwks.json', '/issuers/harbour-institute/did.json', '/verify/offline/bundle.json'])
          expect([path, (await get(path, '*/*')).status]).toEqual([path, 200]);
        for (const path of [`/seals/${seal.id}/badge.svg`, `/seals/${seal.id}/embed`, `/seals/${seal.id}/credential`])
          expect([path, (await get(path, '*/*')).status]).toEqual([path, 200]);
        expect(await (await get(`/verify/${seal.id}`, 'text/html')).text()).toContain(seal.domain);
        for (const body of [{ credential }, { url: `${base}/verify/${seal.id}` }, { credential, domain: seal.domain }])
          expect(await (await verify(body)).json()).toMatchObject({ verdict: 'valid' });
        expect(await (await verify({ credential, domain: 'copy.example' })).json()).toMatchObject({ verdict: 'wrong-domain' });
        expect((await verify({ domain: seal.domain })).status).toBe(503); // the one question that needs the register itself
      } finally {
        supervisor.kill('SIGCONT');
      }
      const reference = await clerk.file().catch(async () => {
        await installation.untilReady(60_000);
        return clerk.file();
      });
      accepted.push(reference);
      await clerk.answer(reference);
    },
    180_000,
  );

  it('and the loss of the file of Temporal between two starts leave every open case at its step', async () => {
    const waiting = await clerk.file();
    accepted.push(waiting);
    await clerk.until(waiting, 'identity');
    const gone = once(supervisor, 'exit');
    supervisor.kill('SIGTERM');
    await gone;
    const files = readdirSync(installation.home).filter((file) => /^temporal.*\.db/.test(file));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) rmSync(join(installation.home, file));
    supervisor = await installation.start();
    await clerk.answer(waiting);
  }, 240_000);

  it('left every letter with one Message-ID, sent once or recognisable as the same', async () => {
    const isSent = await waitUntil(
      async () => (await clerk.foundation.pool.query(`SELECT 1 FROM letter WHERE status = 'queued'`)).rowCount === 0,
      60_000,
    );
    expect(isSent).toBe(true);
    const { rows } = await clerk.foundation.pool.query<{ reference: string; codes: string[]; mails: number }>(
      `SELECT r.reference, array_agg(l.code ORDER BY l.code) AS codes, count(m.message_id)::int AS mails
       FROM request r JOIN letter l ON l.request_id = r.id LEFT JOIN caught_mail m ON m.message_id = l.message_id
       WHERE r.reference = ANY($1) AND l.audience = 'requester' GROUP BY r.reference`,
      [accepted],
    );
    expect(rows.length).toBe(accepted.length);
    for (const { codes, mails } of rows) {
      expect(codes).toEqual(['ACK', 'DISCLOSURE', 'ID_REQUEST']);
      expect(mails).toBe(codes.length);
    }
    const strays = await clerk.foundation.pool.query(
      `SELECT 1 FROM caught_mail m WHERE m.recipient LIKE '%@example.org' AND NOT EXISTS (SELECT FROM letter l WHERE l.message_id = m.message_id)`,
    );
    expect(strays.rowCount).toBe(0);
  }, 90_000);

  it('left no gap in the evidence', async () => {
    const report = await verifyEvidence({ pool: clerk.foundation.pool, signingKey: clerk.secrets.ROOT_SIGNING_KEY });
    expect(report).toMatchObject({ ok: true, problemCount: 0 });
    expect(report.cases).toBeGreaterThanOrEqual(accepted.length);
  }, 60_000);
});
