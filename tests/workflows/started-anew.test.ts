import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflowIdOf } from '../../domain/request/ids.js';
import type { Status } from '../../domain/request/types.js';
import { freshNamespace } from '../support/namespace.js';
import { type Office, openOffice } from '../support/office.js';

/** One case at each step, what moves it on from there, and the letters it has had at its end. */
interface Waiting {
  state: Status;
  reference: string;
  goOn(office: Office): Promise<void>;
  ends: Status;
  letters: string[];
}

describe('an engine that forgot everything', () => {
  let office: Office;
  const cases: Waiting[] = [];
  const lettersBefore = new Map<string, string[]>();

  async function reach(status: Status, file: Parameters<Office['file']>[0] = {}): Promise<string> {
    const { reference } = await office.file(file);
    await office.until(reference, 'identity');
    if (status === 'identity') return reference;
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }

  const decide = async (at: Office, reference: string) => {
    await at.act(reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' });
    await at.act(reference, { type: 'release' });
  };

  beforeAll(async () => {
    office = await openOffice({ temporal: await freshNamespace('before') });
    const triage = (await office.fileForTriage()).reference;
    await office.untilLetter(triage, 'TRIAGE');
    const classify = (at: Office) => at.act(triage, { type: 'classification', rights: ['access'] });
    cases.push({
      state: 'triage',
      reference: triage,
      goOn: async (at) => void (await classify(at)),
      ends: 'identity',
      letters: ['TRIAGE', 'ACK', 'ID_REQUEST'],
    });
    const identity = await reach('identity');
    cases.push({
      state: 'identity',
      reference: identity,
      goOn: (at) => at.pressLink(identity),
      ends: 'deciding',
      letters: ['ACK', 'ID_REQUEST'],
    });
    const deciding = await reach('deciding');
    cases.push({
      state: 'deciding',
      reference: deciding,
      goOn: (at) => decide(at, deciding),
      ends: 'answered',
      letters: ['ACK', 'ID_REQUEST', 'DISCLOSURE'],
    });
    const asked = await reach('deciding');
    await office.act(asked, { type: 'clarification', question: 'Which years?' });
    const answer = (at: Office) => at.act(asked, { type: 'clarification-answer', text: 'All.' });
    cases.push({
      state: 'clarification',
      reference: asked,
      goOn: async (at) => void (await answer(at)),
      ends: 'deciding',
      letters: ['ACK', 'ID_REQUEST', 'CLARIFICATION'],
    });
    const task = await reach('deciding', { rights: ['objection'], objection: { kind: 'legitimate_interest', grounds: 'Mine.' } });
    await office.act(task, { type: 'decision', outcome: 'granted', reasons: 'Stopped.' });
    await office.untilTask(task, 'carry-out');
    const done = (at: Office) => at.act(task, { type: 'task-done', system: 'carry-out' });
    cases.push({
      state: 'fulfilling',
      reference: task,
      goOn: async (at) => void (await done(at)),
      ends: 'answered',
      letters: ['ACK', 'ID_REQUEST', 'STAFF_TASK', 'OBJECTION_UPHELD'],
    });
    const decided = await reach('deciding');
    await office.act(decided, { type: 'decision', outcome: 'granted', reasons: 'All of it.' });
    await office.untilEvent(decided, 'package-built');
    const release = (at: Office) => at.act(decided, { type: 'release' });
    cases.push({
      state: 'fulfilling',
      reference: decided,
      goOn: async (at) => void (await release(at)),
      ends: 'answered',
      letters: ['ACK', 'ID_REQUEST', 'DISCLOSURE'],
    });
    const answered = await reach('deciding');
    await decide(office, answered);
    await office.until(answered, 'answered');
    cases.push({
      state: 'answered',
      reference: answered,
      goOn: async () => undefined,
      ends: 'answered',
      letters: ['ACK', 'ID_REQUEST', 'DISCLOSURE'],
    });
    await office.stopWorker();
    const received = (await office.file({})).reference;
    cases.push({
      state: 'received',
      reference: received,
      goOn: (at) => at.pressLink(received),
      ends: 'deciding',
      letters: ['ACK', 'ID_REQUEST'],
    });
    for (const one of cases) lettersBefore.set(one.reference, await office.codes(one.reference));
    const { database } = office;
    await office.leave();
    office = await openOffice({ temporal: await freshNamespace('after'), database });
    await office.settle();
  }, 300_000);
  afterAll(() => office.close(), 60_000);

  it('is given a workflow for every open case, which stays at its step and writes no letter twice', async () => {
    for (const { reference, state } of cases) {
      const handle = office.engine.client.workflow.getHandle(workflowIdOf(await office.idOf(reference)));
      expect((await handle.describe()).status.name).toBe('RUNNING');
      if (state === 'received') continue;
      await office.until(reference, state);
      expect(await office.codes(reference)).toEqual(lettersBefore.get(reference));
    }
  }, 60_000);

  it('goes on with each of them to its answer, with every letter once', async () => {
    for (const { reference, state, goOn, ends, letters } of cases) {
      if (state === 'received') await office.until(reference, 'identity');
      await goOn(office);
      await office.until(reference, ends);
      expect([state, await office.codes(reference)]).toEqual([state, letters]);
    }
  }, 120_000);

  it('gives a workflow that somebody ended by force back to its case at the next word', async () => {
    const reference = await reach('identity');
    const handle = office.engine.client.workflow.getHandle(workflowIdOf(await office.idOf(reference)));
    await handle.terminate('by force');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST']);
  }, 60_000);

  it('leaves no gap in the evidence, and histories that replay', async () => {
    expect(await office.verify()).toMatchObject({ ok: true, problemCount: 0 });
    for (const { reference } of cases) await office.replay(reference);
  }, 60_000);
});
