import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/office.js';
import { openReceiver, type Receiver } from '../support/receiver.js';

describe('portability over its legal time (GDPR Art. 20)', () => {
  let office: Office;
  let receiver: Receiver;
  beforeAll(async () => {
    [office, receiver] = [await openOffice(), await openReceiver()];
    Object.assign(office.foundation.settings, { outboundAllowedHosts: [receiver.host] });
  }, 120_000);
  afterEach(() => void Object.assign(receiver, { isDown: false, refusesWith: undefined }));
  afterAll(async () => {
    await office.close();
    await receiver.close();
  }, 60_000);

  async function deciding(transferTo?: string): Promise<string> {
    const { reference } = await office.file({ rights: ['portability'], ...(transferTo === undefined ? {} : { transferTo }) });
    await office.until(reference, 'identity');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    return reference;
  }
  const grant = (reference: string) => office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' });
  async function transferOf(reference: string) {
    const { rows } = await office.foundation.pool.query<{ status: string; problem: string | null; attempts: number }>(
      'SELECT status, problem, attempts FROM portability_transfer WHERE request_id = $1',
      [await office.idOf(reference)],
    );
    return rows[0];
  }
  /** What the letter PORTED says. */
  async function ported(reference: string) {
    const { rows } = await office.foundation.pool.query<{ subject_id: string; sealed_facts: Buffer }>(
      `SELECT subject_id, sealed_facts FROM letter WHERE request_id = $1 AND code = 'PORTED'`,
      [await office.idOf(reference)],
    );
    expect(rows).toHaveLength(1);
    const [row] = rows;
    return row === undefined
      ? undefined
      : office.foundation.vault.open<Record<string, unknown>>(row.subject_id, row.sealed_facts, 'letter.sealedFacts');
  }
  async function outcomeOf(reference: string) {
    const found = await office.desk.detail(reference);
    return { outcome: found?.outcome, transfer: found?.transfer?.status };
  }

  it('the file goes to the person when it is released, with its hash and what stays out', async () => {
    const reference = await deciding();
    await grant(reference);
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    expect(await office.codes(reference)).toEqual(['ACK', 'ID_REQUEST', 'PORTED']);
    const detail = await office.desk.detail(reference);
    expect(await ported(reference)).toMatchObject({ mode: 'to-person', packageSha256: detail?.package?.sha256, infeasible: null });
    expect(detail).toMatchObject({ outcome: 'granted', package: { sizeBytes: expect.any(Number) } });
    await office.replay(reference);
  }, 60_000);

  it('an organisation without an address is explained, and the person gets the file', async () => {
    const reference = await deciding('Crafts Guild Ltd');
    await grant(reference);
    await office.act(reference, { type: 'release' });
    await office.until(reference, 'answered');
    expect(await outcomeOf(reference)).toEqual({ outcome: 'partly-granted', transfer: 'infeasible' });
    expect((await ported(reference))?.infeasible).toContain('no address');
    await office.replay(reference);
  }, 60_000);

  it('is sent at once where the destination was confirmed before the decision, and once', async () => {
    const reference = await deciding(`${receiver.origin}/import`);
    await office.untilLetter(reference, 'TRANSFER_CONFIRM');
    await office.desk.transfers.answer(reference, 'confirm');
    expect(receiver.came).toEqual([]);
    await grant(reference);
    await office.until(reference, 'answered');
    expect(receiver.came).toHaveLength(1);
    expect(await outcomeOf(reference)).toEqual({ outcome: 'granted', transfer: 'delivered' });
    expect(await ported(reference)).toMatchObject({
      mode: 'to-organisation',
      destination: `Crafts Guild (${receiver.host})`,
      infeasible: null,
    });
    await office.replay(reference);
  }, 60_000);

  it('a receiver that is down for three days gets it on the fourth', async () => {
    const reference = await deciding(receiver.origin);
    await office.untilLetter(reference, 'TRANSFER_CONFIRM');
    await office.desk.transfers.answer(reference, 'confirm');
    receiver.isDown = true;
    await grant(reference);
    await office.untilEvent(reference, 'transfer-failed');
    await office.passDays(3, reference);
    const waiting = await transferOf(reference);
    expect(waiting?.status).toBe('confirmed');
    expect(waiting?.attempts).toBeGreaterThan(6);
    receiver.isDown = false;
    await office.passDays(1, reference);
    await office.until(reference, 'answered');
    expect(await outcomeOf(reference)).toEqual({ outcome: 'granted', transfer: 'delivered' });
    await office.replay(reference);
  }, 120_000);

  it('a receiver that never answers is given up after five days: explained, and the person gets the file', async () => {
    receiver.isDown = true;
    const reference = await deciding(receiver.origin);
    await grant(reference);
    await office.untilEvent(reference, 'transfer-failed');
    await office.passDays(4, reference);
    expect((await transferOf(reference))?.status).toBe('unverified');
    await office.passDays(2, reference);
    await office.until(reference, 'answered');
    receiver.isDown = false;
    expect(await outcomeOf(reference)).toEqual({ outcome: 'partly-granted', transfer: 'infeasible' });
    expect((await ported(reference))?.infeasible).toContain('five days');
    await office.replay(reference);
  }, 120_000);

  it('a receiver that refuses ends it at once', async () => {
    const reference = await deciding(receiver.origin);
    await office.untilLetter(reference, 'TRANSFER_CONFIRM');
    await office.desk.transfers.answer(reference, 'confirm');
    receiver.refusesWith = 422;
    await grant(reference);
    await office.until(reference, 'answered');
    receiver.refusesWith = undefined;
    expect((await transferOf(reference))?.problem).toBe('refused-by-receiver');
    await office.replay(reference);
  }, 60_000);

  it('nothing is sent without the word of the person, who gets the file after two weeks', async () => {
    const before = receiver.came.length;
    const reference = await deciding(receiver.origin);
    await office.untilLetter(reference, 'TRANSFER_CONFIRM');
    await grant(reference);
    await office.passDays(15, reference);
    await office.until(reference, 'answered');
    expect(receiver.came).toHaveLength(before);
    expect((await transferOf(reference))?.problem).toBe('not-confirmed');
    await office.replay(reference);
  }, 120_000);

  it('a declined destination, or one that staff does not wait for, ends with the release', async () => {
    const declined = await deciding(receiver.origin);
    await office.untilLetter(declined, 'TRANSFER_CONFIRM');
    await office.desk.transfers.answer(declined, 'decline');
    await expect(office.desk.transfers.answer(declined, 'confirm')).rejects.toMatchObject({ code: 'TRANSFER_NOT_ASKED' });
    const unanswered = await deciding(receiver.origin);
    for (const reference of [declined, unanswered]) {
      await grant(reference);
      await office.act(reference, { type: 'release' });
      await office.until(reference, 'answered');
    }
    expect((await transferOf(declined))?.problem).toBe('declined');
    expect((await transferOf(unanswered))?.problem).toBe('given-instead');
    await office.replay(unanswered);
  }, 90_000);

  it('a refusal is a letter and hands nothing over', async () => {
    const reference = await deciding(receiver.origin);
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'Nothing rests on consent or contract.' });
    await office.until(reference, 'answered');
    expect((await office.codes(reference)).at(-1)).toBe('REFUSAL');
    expect((await office.verify()).firstProblem).toBeUndefined();
    await office.replay(reference);
  }, 60_000);
});
