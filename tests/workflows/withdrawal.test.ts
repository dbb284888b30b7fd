import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import type { Actor } from '../../domain/request/filing.js';
import { workflowIdOf } from '../../domain/request/ids.js';
import { RIGHTS, type Status } from '../../domain/request/types.js';
import { describeInLongRun } from '../support/long-run.js';
import { type Office, openOffice } from '../support/office.js';
import { fileRight, forEveryRight, grant, type OneCase, prepareRegisters, prove, SECOND, statesOf, takeTo } from './procedures.js';

const PERSON: Actor = { id: 'requester', role: 'requester' };
const STATES = [...new Set(RIGHTS.flatMap(statesOf))];
/** About a minute: `npm run test:long`. */

describeInLongRun('a case that is withdrawn', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await prepareRegisters(office);
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  /** How the cases of a test come to stand in this state; `afterwards` is what they still need once the worker is gone. */
  const REACH: Partial<Record<Status, { reach(one: OneCase): Promise<unknown>; afterwards?(one: OneCase): Promise<unknown> }>> = {
    identity: { reach: (one) => takeTo(office, one, 'identity') },
    assessing: { reach: (one) => takeTo(office, one, 'identity'), afterwards: (one) => prove(office, one) },
    issuer: { reach: (one) => takeTo(office, one, 'issuer') },
    deciding: { reach: (one) => takeTo(office, one, 'deciding') },
    clarification: {
      reach: async (one) => {
        await takeTo(office, one, 'deciding');
        await office.act(one.reference, { type: 'clarification', question: 'Which years do you mean?' });
      },
    },
    fee: {
      reach: async (one) => {
        await takeTo(office, one, 'deciding');
        const fee = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'One hour.' } as const;
        await office.act(one.reference, { type: 'fee', ...fee, evidence: 'The same request came every day.' });
        await office.act(one.reference, { type: 'approval', approve: true }, SECOND);
      },
    },
    fulfilling: {
      // A restriction is in force with its decision: only where no worker carries it out can it still be taken back.
      reach: async (one) => {
        await takeTo(office, one, 'deciding');
        if (one.right !== 'restriction') await grant(office, one);
      },
      afterwards: async (one) => {
        if (one.right === 'restriction') await grant(office, one);
      },
    },
  };

  it.each(STATES)(
    'in the state %s is closed with one letter, whatever its right, and nothing is done with it afterwards',
    async (state) => {
      const rights = RIGHTS.filter((right) => statesOf(right).includes(state));
      const filesAlone = state === 'received' || state === 'acknowledged';
      if (filesAlone) await office.stopWorker();
      const cases = await forEveryRight((right) => fileRight(office, right), rights);
      if (state === 'acknowledged')
        for (const { reference } of cases)
          await createCaseSteps(office.foundation).acknowledge(await office.idOf(reference), office.foundation.now());
      await Promise.all(cases.map((one) => REACH[state]?.reach(one)));
      const afterwards = REACH[state]?.afterwards;
      if (afterwards !== undefined) {
        await office.stopWorker();
        for (const one of cases) await afterwards(one);
      }
      for (const { reference } of cases) await office.until(reference, state);
      for (const { reference } of cases) await office.act(reference, { type: 'withdrawal' }, PERSON);
      if (filesAlone || afterwards !== undefined) await office.startWorker();
      for (const { right, reference } of cases) {
        await office.until(reference, 'closed');
        await office.settle();
        const handle = office.engine.client.workflow.getHandle(workflowIdOf(await office.idOf(reference)));
        expect([right, await handle.result()]).toEqual([right, 'withdrawn']);
        const codes = await office.codes(reference);
        expect([right, codes.filter((code) => code === 'CLOSED'), codes.at(-1)]).toEqual([right, ['CLOSED'], 'CLOSED']);
        if (state === 'received') expect([right, codes]).toEqual([right, ['CLOSED']]); // nothing was asked of anybody any more
        await expect(office.act(reference, { type: 'withdrawal' }, PERSON)).rejects.toMatchObject({ kind: 'conflict' });
        await office.replay(reference);
      }
    },
    120_000,
  );

  it('while a mail still waits to be read by a person is closed, too', async () => {
    const { reference } = await office.fileForTriage();
    await office.untilLetter(reference, 'TRIAGE');
    await office.act(reference, { type: 'withdrawal' });
    await office.until(reference, 'closed');
    expect((await office.codes(reference)).filter((code) => code === 'CLOSED')).toHaveLength(1);
    await office.replay(reference);
  }, 60_000);

  it('leaves every chain of evidence whole, and no restriction in force', async () => {
    expect(await office.verify()).toMatchObject({ ok: true, problemCount: 0 });
    const { rows } = await office.foundation.pool.query(
      'SELECT 1 FROM restriction x JOIN request r ON r.id = x.request_id WHERE x.lifted_at IS NULL AND r.status = $1',
      ['closed'],
    );
    expect(rows).toEqual([]);
  }, 30_000);
});
