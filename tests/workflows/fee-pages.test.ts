import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Checkout, openCheckout } from '../support/checkout.js';
import { type Office, openOffice } from '../support/office.js';
import { openOfficePages } from '../support/office-pages.js';
import type { openBrowser } from '../support/page-browser.js';

type Browser = ReturnType<typeof openBrowser>;
const FEE = {
  ground: 'unfounded-or-excessive',
  amount: '12.50',
  currency: 'GBP',
  covers: 'staff-time',
  calculation: 'One hour of staff time at 12.50.',
  evidence: 'The same request came every day of the last month.',
};

describe('a fee through its pages, over legal time (GDPR Art. 12(5))', () => {
  let office: Office;
  let checkout: Checkout;
  let pages: ReturnType<typeof openOfficePages>;
  let anna: Browser;
  let bert: Browser;
  beforeAll(async () => {
    office = await openOffice();
    checkout = await openCheckout(office);
    pages = openOfficePages(office, { fees: checkout.fees });
    [anna, bert] = [await pages.staff('anna'), await pages.staff('bert')];
  }, 120_000);
  afterAll(async () => {
    await checkout.close();
    await office.close();
  }, 60_000);

  const actPage = (reference: string, act: string) => `/desk/requests/${reference}/acts/${act}`;
  const mainOf = (text: string) => text.slice(text.indexOf('<main'), text.indexOf('</main'));

  /** A case that waits for its decision, with the page of its person. */
  async function toDeciding() {
    const { reference, statusUrl } = await office.file({});
    await office.until(reference, 'identity');
    await office.act(reference, { type: 'identity', level: 'L1', how: 'Known to us.' });
    await office.until(reference, 'deciding');
    return { reference, home: new URL(statusUrl).pathname };
  }

  async function quoted() {
    const one = await toDeciding();
    expect((await anna.send(actPage(one.reference, 'fee'), FEE)).status).toBe(303);
    expect((await bert.send(actPage(one.reference, 'approval'), { verdict: 'approve' })).status).toBe(303);
    return { ...one, person: pages.person(), fee: `${one.home}/fee` };
  }

  async function shown(person: Browser, page: string): Promise<string> {
    return mainOf((await person.get(page)).text);
  }

  async function untilShown(person: Browser, page: string, words: string): Promise<void> {
    for (let tries = 0; tries < 80; tries++) {
      if ((await shown(person, page)).includes(words)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await shown(person, page)).toContain(words);
  }

  it('is quoted by two people; what the law forbids is said beside what was typed, and a draft is nobody else’s business', async () => {
    const { reference, home } = await toDeciding();
    const person = pages.person();
    const profit = await anna.send(actPage(reference, 'fee'), { ...FEE, covers: 'profit' });
    expect([profit.status, profit.text.includes('no profit')]).toEqual([409, true]);
    expect(profit.text).toContain(FEE.evidence);
    expect((await anna.send(actPage(reference, 'fee'), { ...FEE, amount: '12,345' })).text).toContain('Enter an amount, like 12.50');
    const first = await anna.send(actPage(reference, 'fee'), { ...FEE, ground: 'further-copy', evidence: '' });
    expect([first.status, first.text.includes('Art. 15(3)')]).toEqual([409, true]);
    expect((await anna.send(actPage(reference, 'fee'), FEE)).status).toBe(303);
    expect((await person.get(`${home}/fee`)).headers.location).toBe(home);
    const alone = await anna.send(actPage(reference, 'approval'), { verdict: 'approve' });
    expect([alone.status, alone.text.includes('second person')]).toEqual([409, true]);
    const seen = await shown(bert, actPage(reference, 'approval'));
    for (const words of ['£12.50', 'Manifestly unfounded or excessive', 'Show the personal data']) expect(seen).toContain(words);
    expect(seen).not.toContain(FEE.evidence);
    await bert.send(actPage(reference, 'approval'), { verdict: 'approve' });
    const page = await shown(person, `${home}/fee`);
    for (const words of ['£12.50', 'Go and pay £12.50', 'Narrow the request', 'Dispute the fee', 'Withdraw']) expect(page).toContain(words);
    expect(await shown(person, home)).toContain(`${home}/fee`);
    expect((await anna.send(actPage(reference, 'fee'), FEE)).text).toContain('already');
  }, 90_000);

  it('falls away when the person narrows the request instead, and nothing is paid twice or afterwards', async () => {
    const { reference, person, fee, home } = await quoted();
    const empty = await person.send(fee, { narrowing: '' }, `${fee}/narrowing`);
    expect([empty.status, empty.text.includes('href="#narrowing"')]).toEqual([422, true]);
    await person.send(fee, { narrowing: 'Only the invoices of 2024.' }, `${fee}/narrowing`);
    const page = await shown(person, fee);
    expect(page).toContain('This fee fell away.');
    expect(page).not.toMatch(/Go and pay|Dispute the fee|Pay by/);
    await office.until(reference, 'deciding');
    for (const [way, fields] of [
      ['narrowing', { narrowing: 'Again.' }],
      ['dispute', { dispute: 'Why?' }],
      ['pay', {}],
    ] as const) {
      await person.send(home, fields, `${fee}/${way}`);
      expect(await shown(person, fee)).toContain('not possible any more');
    }
    expect((await office.desk.detail(reference))?.fee?.status).toBe('cancelled');
    const desk = `/desk/requests/${reference}`;
    expect(await shown(bert, desk)).not.toContain('Only the invoices of 2024.');
    await bert.send(desk, {}, `${desk}/show`);
    const seen = await shown(bert, desk);
    for (const words of ['Only the invoices of 2024.', '£12.50', 'the person narrowed or withdrew', FEE.evidence])
      expect(seen).toContain(words);
  }, 60_000);

  it('is paid by card, and comes back when the desk pays it back', async () => {
    const { reference, person, fee, home } = await quoted();
    const { headers } = await person.send(fee, {}, `${fee}/pay`);
    await checkout.press(String(headers.location), 'pay');
    await untilShown(person, fee, 'The fee is paid. We go on with your request.');
    const twice = await anna.send(actPage(reference, 'fee-payment'), { paidOn: '' });
    expect([twice.status, twice.text.includes('paid')]).toEqual([409, true]);
    await person.send(home, {}, `${fee}/pay`);
    expect(await shown(person, fee)).toContain('not possible any more');
    await office.until(reference, 'deciding');
    expect((await anna.send(actPage(reference, 'fee-refund'), { reason: '' })).status).toBe(422);
    await anna.send(actPage(reference, 'fee-refund'), { reason: 'The request was not excessive after all.' });
    await office.untilEvent(reference, 'fee-refunded');
    expect(await shown(person, fee)).toContain('You get this fee back.');
    expect((await anna.send(actPage(reference, 'fee-refund'), { reason: 'Once more.' })).status).toBe(409);
  }, 60_000);

  it('that nobody pays ends the request, says so on its page, and takes it up again when it is paid late', async () => {
    const { reference, person, fee, home } = await quoted();
    await office.passDays(11, reference);
    await office.untilEvent(reference, 'fee-reminded');
    await office.passDays(5, reference);
    await office.until(reference, 'closed');
    // A browser may have been away that long.
    const later = pages.person();
    const page = await shown(later, fee);
    expect(page).toContain('The time to pay this fee has passed');
    expect(page).not.toContain('Narrow the request');
    expect(await shown(later, home)).toContain(`${home}/fee`);
    const { headers } = await later.send(fee, {}, `${fee}/pay`);
    await checkout.press(String(headers.location), 'pay');
    await office.until(reference, 'deciding');
    expect(await shown(later, fee)).toContain('The fee is paid. We go on with your request.');
    await later.send(home, { reason: '' }, `${home}/withdraw`);
    await office.until(reference, 'closed');
    await office.untilEvent(reference, 'fee-refunded');
    expect(await shown(person, fee)).toContain('You get this fee back.');
  }, 90_000);
});
