import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflowIdOf } from '../../domain/request/ids.js';
import { type Office, openOffice } from '../support/office.js';

describe('a case that waits', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  async function toDeciding(): Promise<string> {
    const { reference } = await office.file({});
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }

  const WAITING = {
    triage: async () => {
      const { reference } = await office.fileForTriage();
      await office.untilLetter(reference, 'TRIAGE');
      return reference;
    },
    identity: async () => {
      const { reference } = await office.file({});
      await office.until(reference, 'identity');
      return reference;
    },
    clarification: async () => {
      const reference = await toDeciding();
      await office.act(reference, { type: 'clarification', question: 'Which years do you mean?' });
      return reference;
    },
    fee: async () => {
      const reference = await toDeciding();
      const fee = { ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'One hour.' } as const;
      await office.act(reference, { type: 'fee', ...fee });
      return reference;
    },
    deciding: toDeciding,
    fulfilling: async () => {
      const { reference } = await office.file({ rights: ['restriction'] });
      await office.until(reference, 'identity');
      await office.pressLink(reference);
      await office.until(reference, 'deciding');
      await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Contested.' });
      await office.untilTask(reference, 'carry-out');
      return reference;
    },
  } as const;

  it.each(Object.keys(WAITING) as (keyof typeof WAITING)[])(
    'is closed with one letter when it is withdrawn in the state %s',
    async (state) => {
      const reference = await WAITING[state]();
      await office.until(reference, state);
      await office.act(reference, { type: 'withdrawal' });
      await office.until(reference, 'closed');
      const handle = office.engine.client.workflow.getHandle(workflowIdOf(await office.idOf(reference)));
      expect(await handle.result()).toBe('withdrawn');
      const codes = await office.codes(reference);
      expect(codes.filter((code) => code === 'CLOSED').length).toBe(1);
      expect(codes.at(-1)).toBe('CLOSED');
      await office.replay(reference);
    },
    60_000,
  );

  it('is asked nothing more when it was withdrawn before the workflow began', async () => {
    await office.stopWorker();
    const { reference } = await office.file({});
    await office.act(reference, { type: 'withdrawal' });
    await office.startWorker();
    await office.settle();
    const handle = office.engine.client.workflow.getHandle(workflowIdOf(await office.idOf(reference)));
    expect(await handle.result()).toBe('withdrawn');
    expect(await office.codes(reference)).toEqual(['CLOSED']);
  }, 60_000);

  it('finds what was recorded before it noticed anything: identity, then the decision', async () => {
    await office.stopWorker();
    const { reference } = await office.file({});
    await office.act(reference, { type: 'identity', level: 'L1', how: 'Known to us.' });
    await office.startWorker();
    await office.until(reference, 'deciding');
    await office.stopWorker();
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'Excessive.' });
    await office.startWorker();
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'REFUSAL']);
    await office.replay(reference);
  }, 60_000);

  it('does each step once, however often it is woken or started', async () => {
    const { reference } = await office.file({});
    const id = await office.idOf(reference);
    const wake = async () => {
      for (let round = 0; round < 5; round += 1)
        await office.foundation.pool.query(`INSERT INTO outbox (kind, target_id) VALUES ('nudge', $1), ('start', $1)`, [id]);
      const handle = office.engine.client.workflow.getHandle(workflowIdOf(id));
      await office.settle();
      await Promise.all(Array.from({ length: 5 }, () => handle.signal('recorded')));
    };
    await office.until(reference, 'identity');
    await wake();
    await office.pressLink(reference);
    await wake();
    await office.until(reference, 'deciding');
    await wake();
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: '' });
    await wake();
    await office.act(reference, { type: 'release' });
    await wake();
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'DISCLOSURE']);
    const events = await office.events(reference);
    for (const once of ['identity-requested', 'search-completed', 'package-built', 'released'])
      expect(events.filter((event) => event === once)).toEqual([once]);
    await office.replay(reference);
  }, 60_000);

  it('left every chain of evidence whole', async () => {
    expect(await office.verify()).toMatchObject({ ok: true, problemCount: 0 });
  }, 30_000);
});
