import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { verifyEvidence } from '../../adapters/evidence/verify.js';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { IS_LONG_RUN } from '../support/long-run.js';
import { subscribeRequester } from '../support/newsletter-row.js';
import { openReceiver, type Receiver } from '../support/receiver.js';

const FOR_LONG_RUNS = IS_LONG_RUN ? describe : describe.skip; // two minutes each: `npm run test:long`
/** When the worker is killed, in ms after its work was let loose. */
const MOMENTS = [0, 100, 300, 800, 2_000];

FOR_LONG_RUNS('kill -9 of the worker', () => {
  let installation: Installation;
  let clerk: Clerk;
  let receiver: Receiver;
  let secondToken: string;
  const accepted: string[] = [];

  beforeAll(async () => {
    receiver = await openReceiver();
    installation = await prepareInstallation({ OUTBOUND_ALLOWED_HOSTS: receiver.host });
    await installation.start();
    clerk = await openClerk(installation);
    secondToken = await createAccounts(clerk.foundation).createToken('staff');
  }, 240_000);
  afterAll(async () => {
    await clerk?.close();
    await installation.remove();
    await receiver.close();
  }, 60_000);

  /** Does an act as soon as it can be done, also while a part is just coming back. */
  async function act(reference: string, [path, body]: [string, object], token?: string): Promise<void> {
    let said = '';
    const isDone = await waitUntil(async () => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await clerk.call('POST', `/api/v1/requests/${reference}/${path}`, body, headers).catch(() => undefined);
      said = answer === undefined ? 'no answer' : `${answer.status} ${await answer.text()}`;
      return answer?.ok === true;
    }, 90_000);
    if (!isDone) throw new Error(`${path} was never taken: ${said}`);
  }

  async function decided(body: object, level: string, also = async (_filed: string): Promise<void> => undefined): Promise<string> {
    const reference = await clerk.file(body);
    await also(reference);
    accepted.push(reference);
    await clerk.until(reference, 'identity');
    await act(reference, ['identity', { level, how: 'Known to us.' }]);
    await clerk.until(reference, 'deciding');
    return reference;
  }

  function killWorker(): void {
    const pid = installation.parts().worker ?? 0;
    expect(pid).toBeGreaterThan(1);
    process.kill(pid, 'SIGKILL');
  }

  const hasEvent = async (reference: string, event: string): Promise<boolean> =>
    (
      await clerk.foundation.pool.query(
        'SELECT 1 FROM evidence e JOIN request r ON r.id = e.request_id WHERE r.reference = $1 AND e.event = $2',
        [reference, event],
      )
    ).rowCount !== 0;

  it.each(MOMENTS)(
    'in the middle of an erasure, %d ms after its release, leaves nothing half done',
    async (ms) => {
      const reference = await decided({ right: 'erasure' }, 'L3', (filed) => subscribeRequester(clerk.foundation, filed));
      expect(await waitUntil(() => hasEvent(reference, 'erasure-planned'), 60_000)).toBe(true);
      await act(reference, ['decision', { outcome: 'granted', reasons: 'No longer needed.' }]);
      await act(reference, ['release', {}], secondToken);
      await sleep(ms);
      killWorker();
      await clerk.until(reference, 'answered');
      expect(await hasEvent(reference, 'key-destroyed')).toBe(true);
      const { rows } = await clerk.foundation.pool.query(
        `SELECT s.status FROM erasure_system s JOIN request r ON r.id = s.request_id WHERE r.reference = $1 AND s.status IN ('planned', 'erased')`,
        [reference],
      );
      expect(rows).toEqual([]); // each is proven, had nothing, or waits for a person
    },
    240_000,
  );

  it.each([...MOMENTS, 'when the package has just come'] as const)(
    'in the middle of a direct transfer (%s) hands over once',
    async (moment) => {
      const before = new Set(receiver.came);
      const reference = await decided({ right: 'portability', transferTo: `${receiver.origin}/import` }, 'L1');
      const { transfers } = createRequestDesk(clerk.foundation);
      const isConfirmed = () =>
        transfers.answer(reference, 'confirm').then(
          () => true,
          () => false,
        );
      expect(await waitUntil(isConfirmed, 60_000)).toBe(true);
      await act(reference, ['decision', { outcome: 'granted', reasons: 'All of it.' }]);
      const newOnes = () => new Set(receiver.came.filter((id) => !before.has(id)));
      if (typeof moment === 'number') await sleep(moment);
      else expect(await waitUntil(async () => newOnes().size > 0, 60_000)).toBe(true);
      killWorker();
      await clerk.until(reference, 'answered');
      expect(newOnes().size).toBe(1); // the same transfer may knock twice; it is the same
      const { rows } = await clerk.foundation.pool.query(
        'SELECT t.status FROM portability_transfer t JOIN request r ON r.id = t.request_id WHERE r.reference = $1',
        [reference],
      );
      expect(rows).toEqual([{ status: 'delivered' }]);
    },
    240_000,
  );

  it('left every letter sent once, and no gap in the evidence', async () => {
    const isSent = await waitUntil(
      async () => (await clerk.foundation.pool.query(`SELECT 1 FROM letter WHERE status = 'queued'`)).rowCount === 0,
      60_000,
    );
    expect(isSent).toBe(true);
    const { rows } = await clerk.foundation.pool.query<{ codes: string[]; mails: number }>(
      `SELECT array_agg(l.code ORDER BY l.code) AS codes, count(m.message_id)::int AS mails
       FROM request r JOIN letter l ON l.request_id = r.id LEFT JOIN caught_mail m ON m.message_id = l.message_id
       WHERE r.reference = ANY($1) AND l.audience = 'requester' GROUP BY r.reference`,
      [accepted],
    );
    expect(rows).toHaveLength(accepted.length);
    for (const { codes, mails } of rows) {
      expect(codes).toEqual([...new Set(codes)]);
      expect(codes.filter((code) => code.startsWith('ERASED') || code === 'PORTED')).toHaveLength(1);
      expect(mails).toBe(codes.length);
    }
    const report = await verifyEvidence({ pool: clerk.foundation.pool, signingKey: clerk.secrets.ROOT_SIGNING_KEY });
    expect(report).toMatchObject({ ok: true, problemCount: 0 });
  }, 90_000);
});
