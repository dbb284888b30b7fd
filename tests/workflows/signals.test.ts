import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { workflowIdOf } from '../../domain/request/ids.js';
import { RIGHTS } from '../../domain/request/types.js';
import { describeInLongRun } from '../support/long-run.js';
import { type Office, openOffice } from '../support/office.js';
import {
  carryOut,
  fileRight,
  forEveryRight,
  grant,
  lettersByRight,
  type OneCase,
  PROCEDURES,
  prepareRegisters,
  prove,
  takeTo,
} from './procedures.js';

/** About a minute: `npm run test:long`. */

describeInLongRun('each of the six rights, woken at odd times', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await prepareRegisters(office);
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  /** Signals and starts that nobody needed, by the outbox and past it. */
  async function wake({ reference }: OneCase): Promise<void> {
    const id = await office.idOf(reference);
    for (let round = 0; round < 3; round += 1)
      await office.foundation.pool.query(`INSERT INTO outbox (kind, target_id) VALUES ('nudge', $1), ('start', $1)`, [id]);
    const handle = office.engine.client.workflow.getHandle(workflowIdOf(id));
    await Promise.all(Array.from({ length: 3 }, () => handle.signal('recorded').catch(ignoreWhenOver)));
  }

  it('does each step once and writes each letter once, however often it is woken or started', async () => {
    const cases = await forEveryRight(async (right) => {
      const one = await fileRight(office, right);
      await takeTo(office, one, 'identity');
      await wake(one);
      await takeTo(office, one, 'deciding');
      await wake(one);
      await grant(office, one);
      await wake(one);
      await carryOut(office, one);
      await wake(one);
      return one;
    });
    await office.settle();
    expect(await lettersByRight(office, cases)).toEqual(Object.fromEntries(RIGHTS.map((right) => [right, PROCEDURES[right].letters])));
    const events = await Promise.all(cases.map(({ reference }) => office.events(reference)));
    for (const once of ['identity-requested', 'search-completed', 'decided'])
      expect([once, ...events.map((all) => all.filter((event) => event === once).length)]).toEqual([once, ...cases.map(() => 1)]);
    for (const { reference } of cases) await office.replay(reference);
  }, 120_000);

  it('finds what was recorded before it noticed anything: the proof, then the decision', async () => {
    await office.stopWorker();
    const cases = await forEveryRight((right) => fileRight(office, right));
    for (const { reference } of cases) await office.act(reference, { type: 'identity', level: 'L2', how: 'Known to us.' });
    await office.startWorker();
    await Promise.all(cases.map(({ reference }) => office.until(reference, (status) => status === 'deciding' || status === 'issuer')));
    await office.settle();
    await office.stopWorker();
    for (const { right, reference } of cases) {
      if (right === 'rectification') await office.act(reference, { type: 'issuer-decision', verdict: 'refuse', reason: 'It is right.' });
      await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'For this reason.', isBalanceInReasons: true });
    }
    await office.startWorker();
    await Promise.all(cases.map(({ reference }) => office.until(reference, 'answered')));
    for (const codes of Object.values(await lettersByRight(office, cases))) {
      expect(codes.slice(0, 1)).toEqual(['ACK']);
      expect(codes.filter((code) => code === 'REFUSAL' || code === 'OBJECTION_REJECTED')).toHaveLength(1);
    }
    for (const { reference } of cases) await office.replay(reference);
  }, 120_000);

  it('refuses what comes too early with the article, and goes on as if nothing had been', async () => {
    const cases = await forEveryRight(async (right) => takeTo(office, await fileRight(office, right), 'identity'));
    for (const { reference } of cases) {
      const early = office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Too early.' });
      await expect(early).rejects.toMatchObject({ kind: 'conflict', article: expect.stringMatching(/^GDPR Art\./) });
      await expect(office.act(reference, { type: 'release' })).rejects.toMatchObject({ code: 'RELEASE_NOT_POSSIBLE_NOW' });
    }
    for (const one of cases) await prove(office, one);
    await Promise.all(cases.map(({ reference }) => office.until(reference, (status) => status === 'deciding' || status === 'issuer')));
  }, 120_000);

  it('left every chain of evidence whole', async () => {
    expect(await office.verify()).toMatchObject({ ok: true, problemCount: 0 });
  }, 30_000);
});

/** A signal to a workflow that is over, or not begun, is not the case's concern. */
function ignoreWhenOver(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'WorkflowNotFoundError') throw error;
}
