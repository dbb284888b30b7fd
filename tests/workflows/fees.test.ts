import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../adapters/payments/local-checkout/message.js';
import { DomainError } from '../../domain/errors.js';
import type { Act, Actor } from '../../domain/request/filing.js';
import { CHECKOUT_SECRETS, type Checkout, openCheckout } from '../support/checkout.js';
import { type Office, openOffice } from '../support/office.js';

const ANNA: Actor = { id: 'staff-anna', role: 'staff' };
const BERT: Actor = { id: 'staff-bert', role: 'staff' };
const CLEO: Actor = { id: 'staff-cleo', role: 'staff' };
const PERSON: Actor = { id: 'requester', role: 'requester' };
const EXCESSIVE: Act = {
  type: 'fee',
  ground: 'unfounded-or-excessive',
  amountMinor: 1250,
  currency: 'GBP',
  calculation: 'One hour of staff time at 12.50.',
  evidence: 'The same request came every day of the last month.',
};

describe('a fee over legal time', () => {
  let office: Office;
  let checkout: Checkout;
  beforeAll(async () => {
    office = await openOffice();
    checkout = await openCheckout(office);
  }, 120_000);
  afterAll(async () => {
    await checkout.close();
    await office.close();
  }, 60_000);

  async function toDeciding(place: { jurisdiction?: 'EU' | 'UK'; calendar?: string } = {}): Promise<string> {
    const { reference } = await office.file(place);
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L1', how: 'Known to us.' });
    await office.until(reference, 'deciding');
    return reference;
  }

  async function notified(place: { jurisdiction?: 'EU' | 'UK'; calendar?: string } = {}): Promise<string> {
    const reference = await toDeciding(place);
    await office.act(reference, EXCESSIVE, ANNA);
    await office.act(reference, { type: 'approval', approve: true }, BERT);
    return reference;
  }

  const caseOf = async (reference: string) => {
    const detail = await office.desk.detail(reference);
    if (detail === undefined) throw new Error('no case');
    return detail;
  };
  const refusalOf = async (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof DomainError ? error.code : error),
    );
  const count = (list: string[], one: string) => list.filter((other) => other === one).length;

  const openVisit = async (reference: string): Promise<string> => (await checkout.fees.openCheckout(reference)).url;
  const press = (visit: string, what: 'pay' | 'cancel') => checkout.press(visit, what);

  const send = (body: string, signature: string) =>
    fetch(`${checkout.doorUrl}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
      body,
    });

  it('under Art. 12(5) goes out once a second person agrees, is paid by card, and is settled by the answer (UK)', async () => {
    const reference = await toDeciding();
    await office.act(reference, EXCESSIVE, ANNA);
    expect(await caseOf(reference)).toMatchObject({ status: 'fee', waitingFor: 'us', fee: { status: 'proposed' } });
    expect((await caseOf(reference)).dueOn).not.toBeNull();
    expect(await office.codes(reference)).not.toContain('FEE_NOTICE');
    expect(await refusalOf(office.act(reference, EXCESSIVE, ANNA))).toBe('SECOND_PERSON_NEEDED');
    await office.act(reference, EXCESSIVE, BERT);
    expect(await caseOf(reference)).toMatchObject({ status: 'fee', dueOn: null, waitingFor: 'requester', fee: { status: 'notified' } });
    expect(count(await office.codes(reference), 'FEE_NOTICE')).toBe(1);
    expect(await refusalOf(office.act(reference, EXCESSIVE, CLEO))).toBe('FEE_ALREADY_OPEN');

    const visit = await openVisit(reference);
    expect(await openVisit(reference)).toBe(visit);
    expect(await (await fetch(visit)).text()).toContain('£12.50');
    expect((await press(visit, 'cancel')).headers.get('location')).toMatch(/\/fee$/);
    expect((await caseOf(reference)).fee?.status).toBe('notified');
    expect((await press(visit, 'pay')).headers.get('location')).toMatch(/\/fee\/paid$/);
    await office.until(reference, 'deciding');
    const paid = await caseOf(reference);
    expect(paid.fee?.status).toBe('paid');
    expect(paid.dueOn).not.toBeNull();
    await press(visit, 'pay');
    expect(count(await office.events(reference), 'fee-paid')).toBe(1);

    expect(await refusalOf(office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'Excessive.' }))).toBe('FEE_OR_REFUSAL');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Paid.' });
    await office.act(reference, { type: 'release' }, BERT);
    expect((await caseOf(reference)).fee?.status).toBe('settled');
    expect(await office.events(reference)).toContain('fee-settled');
    await office.act(reference, { type: 'fee-refund', reason: 'The authority found no ground.' });
    await office.untilEvent(reference, 'fee-refunded');
    expect((await caseOf(reference)).fee?.status).toBe('refunded');
    await office.replay(reference);
  }, 90_000);

  it('takes messages of the provider only: forged, late, of another amount or of nobody change nothing, and twice is once', async () => {
    const reference = await notified();
    const visit = await openVisit(reference);
    const sessionId = visit.split('/').at(-1) ?? '';
    const now = Math.floor(Date.now() / 1000);
    const message = (id: string, over: object = {}) =>
      JSON.stringify({
        id,
        object: 'event',
        type: 'checkout.session.completed',
        created: now,
        data: {
          object: {
            id: sessionId,
            object: 'checkout.session',
            payment_status: 'paid',
            amount_total: 1250,
            currency: 'gbp',
            payment_intent: 'pi_1',
            ...over,
          },
        },
      });
    const signed = (body: string, at = now) => send(body, signatureOf(body, CHECKOUT_SECRETS.webhookSecret, at));
    const statusOf = async () => (await caseOf(reference)).fee?.status;

    const forged = message('evt_forged');
    expect((await send(forged, signatureOf(forged, 'whsec_of_somebody_else', now))).status).toBe(400);
    expect((await send(forged, '')).status).toBe(400);
    expect((await send(`${forged} `, signatureOf(forged, CHECKOUT_SECRETS.webhookSecret, now))).status).toBe(400);
    expect((await signed(message('evt_late'), now - 3_600)).status).toBe(400);
    for (const body of [
      message('evt_less', { amount_total: 1 }),
      message('evt_other_money', { currency: 'eur' }),
      message('evt_unknown', { id: 'cs_test_of_nobody' }),
      message('evt_unpaid', { payment_status: 'unpaid' }),
      JSON.stringify({ id: 'evt_other', object: 'event', type: 'customer.created', created: now, data: { object: { id: 'cus_1' } } }),
    ])
      expect((await signed(body)).status).toBe(200);
    expect(await statusOf()).toBe('notified');
    expect(count(await office.events(reference), 'fee-payment-not-taken')).toBe(2);

    const answers = await Promise.all([1, 2, 3].map(() => signed(message('evt_paid'))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await signed(message('evt_paid_again'))).status).toBe(200);
    expect(await statusOf()).toBe('paid');
    expect(count(await office.events(reference), 'fee-paid')).toBe(1);
    const { rows } = await office.foundation.pool.query<{ id: string; effect: string }>(
      `SELECT id, effect FROM payment_event WHERE id LIKE 'evt_%' ORDER BY id`,
    );
    expect(rows.filter(({ effect }) => effect === 'paid').length).toBeGreaterThanOrEqual(1);
    expect(rows.some(({ id }) => id === 'evt_forged' || id === 'evt_late')).toBe(false);
  }, 60_000);

  it('that nobody pays is reminded of, expires, and closes the case with its letter; a late payment takes it up again (UK)', async () => {
    const reference = await notified();
    await office.passDays(11, reference);
    expect(await office.events(reference)).toContain('fee-reminded');
    expect((await caseOf(reference)).status).toBe('fee');
    await office.passDays(5, reference);
    await office.until(reference, 'closed');
    expect(await caseOf(reference)).toMatchObject({ outcome: 'no-reply', fee: { status: 'expired' } });
    expect((await office.codes(reference)).slice(-2)).toEqual(['FEE_NOTICE', 'CLOSED']);
    await office.replay(reference);
    await press(await openVisit(reference), 'pay');
    await office.until(reference, 'deciding');
    expect(await caseOf(reference)).toMatchObject({ outcome: null, fee: { status: 'paid' } });
    expect(await office.events(reference)).toContain('reopened');
    await office.act(reference, { type: 'decision', outcome: 'refused', reasons: 'No.' }).catch(() => undefined);
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Paid late.' });
    await office.act(reference, { type: 'release' }, BERT);
    await office.until(reference, 'answered');
    await office.replay(reference);
  }, 120_000);

  it('that expires in the EU ends in a refusal in time, because the month ran on; a late payment brings a new decision', async () => {
    const reference = await notified({ jurisdiction: 'EU', calendar: 'DE' });
    const { dueOn } = await caseOf(reference);
    expect(dueOn).not.toBeNull();
    // The desk is 16 days ahead since the test before; the workflow of this case begins today.
    await office.passDays(16 + 16, reference);
    await office.until(reference, 'answered');
    const ended = await caseOf(reference);
    expect(ended).toMatchObject({ outcome: 'refused', dueOn, isOverdue: false, fee: { status: 'expired' } });
    expect(await office.codes(reference)).toContain('REFUSAL');
    await office.act(reference, { type: 'fee-payment' });
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'Paid late.' });
    await office.act(reference, { type: 'release' }, BERT);
    await office.until(reference, 'answered');
    expect((await caseOf(reference)).fee?.status).toBe('settled');
    await office.replay(reference);
  }, 120_000);

  it('that is waived falls back in time and tells the person; money that comes afterwards goes back', async () => {
    const reference = await notified();
    const visit = await openVisit(reference);
    await office.act(reference, { type: 'fee-waiver', reason: 'It was one copy only.' }, ANNA);
    await office.until(reference, 'deciding');
    expect((await caseOf(reference)).dueOn).not.toBeNull();
    expect(await office.codes(reference)).toContain('FEE_ENDED');
    await press(visit, 'pay');
    await office.untilEvent(reference, 'fee-refunded');
    expect((await caseOf(reference)).status).toBe('deciding');
    await office.replay(reference);
  }, 60_000);

  it('that is disputed is decided by somebody else, reduced, narrowed or withdrawn by the person', async () => {
    const reference = await notified({ jurisdiction: 'EU', calendar: 'DE' });
    await office.act(reference, { type: 'fee-dispute', text: 'I asked twice only.' }, PERSON);
    expect((await caseOf(reference)).waitingFor).toBe('us');
    const reduce: Act = { type: 'fee-dispute-decision', verdict: 'reduce', amountMinor: 500, reasons: 'Half an hour was enough.' };
    expect(await refusalOf(office.act(reference, reduce, BERT))).toBe('SECOND_PERSON_NEEDED');
    expect(await refusalOf(office.act(reference, { ...reduce, amountMinor: 9_999 }, CLEO))).toBe('FEE_NOT_REDUCED');
    await office.act(reference, reduce, CLEO);
    expect((await caseOf(reference)).fee).toMatchObject({ status: 'notified', amountMinor: 500 });
    expect(count(await office.codes(reference), 'FEE_NOTICE')).toBe(2);
    await office.act(reference, { type: 'fee-narrowing', text: 'Only the invoices of 2024.' }, PERSON);
    await office.until(reference, 'deciding');
    expect(await refusalOf(office.act(reference, EXCESSIVE, ANNA))).toBe('NARROWED_REQUEST_IS_FREE');

    const other = await notified();
    await office.act(other, { type: 'withdrawal' }, PERSON);
    await office.until(other, 'closed');
    expect((await caseOf(other)).fee?.status).toBe('cancelled');
    expect(await office.events(other)).toContain('fee-cancelled');
  }, 90_000);

  it('for a further copy of the same data needs one person; for data that changed there is none', async () => {
    const first = await toDeciding();
    await office.act(first, { type: 'decision', outcome: 'granted', reasons: 'All.' });
    await office.act(first, { type: 'release' }, BERT);
    const copy: Act = { type: 'fee', ground: 'further-copy', amountMinor: 300, currency: 'GBP', calculation: 'Postage and paper.' };
    const again = await toDeciding();
    await office.act(again, copy, ANNA);
    expect(await caseOf(again)).toMatchObject({ status: 'fee', fee: { status: 'notified' } });
    await office.act(again, { type: 'fee-waiver', reason: 'Kindness.' });
    const { pool, vault } = office.foundation;
    const found = await pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE reference = $1', [first]);
    const subject = found.rows[0]?.subject_id ?? '';
    await pool.query(
      `INSERT INTO newsletter (id, subject_id, topic, consent_at, sealed_contact) VALUES (gen_random_uuid(), $1, 'seals', now(), $2)`,
      [subject, await vault.seal(subject, { name: 'Oriel' }, 'newsletter.sealedContact')],
    );
    const third = await toDeciding();
    expect(await refusalOf(office.act(third, copy, ANNA))).toBe('NOT_A_FURTHER_COPY');
  }, 90_000);

  it('a declined proposal is never heard of, and all of it stands in evidence that holds', async () => {
    const reference = await toDeciding();
    await office.act(reference, EXCESSIVE, ANNA);
    await office.act(reference, { type: 'approval', approve: false, reason: 'Not excessive.' }, BERT);
    await office.until(reference, 'deciding');
    expect((await office.codes(reference)).some((code) => code.startsWith('FEE'))).toBe(false);
    expect(await office.verify()).toMatchObject({ ok: true });
  }, 60_000);
});
