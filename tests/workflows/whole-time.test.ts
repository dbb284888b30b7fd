import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addConnector } from '../../adapters/connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../../adapters/connectors/demo/membership-shop.js';
import { freePort } from '../../adapters/embedded/port.js';
import { RIGHTS } from '../../domain/request/types.js';
import { IS_LONG_RUN } from '../support/long-run.js';
import { type Office, openOffice } from '../support/office.js';
import { createEmptyDatabase } from '../support/postgres.js';
import { fastForward } from '../support/time.js';
import { answer, fileRight, forEveryRight, lettersByRight, type OneCase, PROCEDURES, prepareRegisters, takeTo } from './procedures.js';

const DAY_MS = 86_400_000;
/** The long run holds the silences of all rights and two weeks of a system that is down; each has its own test beside it in the ordinary run. */
const itInLongRun: typeof it | ((name: string, run: () => Promise<void>, timeoutMs: number) => void) = IS_LONG_RUN ? it : () => undefined;
const DAYS_DOWN = 14;
const expectedLetters = () => Object.fromEntries(RIGHTS.map((right) => [right, PROCEDURES[right].letters]));

/** One case of every right side by side; each test has an office and a time of its own. */
describe('each of the six rights over its whole legal time', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await prepareRegisters(office);
  }, 120_000);
  afterEach(() => office.close(), 60_000);

  const toDeciding = () => forEveryRight(async (right) => takeTo(office, await fileRight(office, right), 'deciding'));
  async function pass(days: number, cases: readonly OneCase[]): Promise<void> {
    await office.settle();
    const forward = async ({ reference }: OneCase) => fastForward(office.engine, await office.idOf(reference), days * DAY_MS);
    await Promise.all(cases.map(forward));
    await office.passDays(days); // for the desk
  }
  const count = async ({ reference }: OneCase, event: string) => (await office.events(reference)).filter((one) => one === event).length;
  const countAll = (cases: readonly OneCase[], event: string) => Promise.all(cases.map((one) => count(one, event)));

  async function endWell(cases: readonly OneCase[]): Promise<void> {
    expect(await office.verify()).toMatchObject({ ok: true, problemCount: 0 });
    for (const { reference } of cases) await office.replay(reference);
  }

  async function dueOf({ reference }: OneCase): Promise<number> {
    const { rows } = await office.foundation.pool.query<{ expires_at: Date }>('SELECT expires_at FROM request WHERE reference = $1', [
      reference,
    ]);
    return rows[0]?.expires_at.getTime() ?? 0;
  }

  it('is answered on time with its letters, none of them about lateness, and closed when its time for questions is over', async () => {
    const cases = await toDeciding();
    await Promise.all(cases.map((one) => answer(office, one)));
    expect(await lettersByRight(office, cases)).toEqual(expectedLetters());
    await pass(31, cases);
    await Promise.all(cases.map(({ reference }) => office.until(reference, 'closed')));
    expect(await countAll(cases, 'breached')).toEqual(cases.map(() => 0));
    await endWell(cases);
  }, 120_000);

  it('is warned about thrice and recorded as late once, is never closed for it, and can still be answered', async () => {
    const silentIssuer = await takeTo(office, await fileRight(office, 'rectification'), 'issuer');
    const cases = [...(await toDeciding()), silentIssuer];
    await pass(45, cases);
    await Promise.all(cases.map(({ reference }) => office.untilEvent(reference, 'breached')));
    expect(await countAll(cases, 'breached')).toEqual(cases.map(() => 1));
    for (const one of cases) {
      const staff = (await office.letters(one.reference)).filter(({ code }) => code === 'STAFF_WARNING' || code === 'STAFF_BREACH');
      expect(staff.map(({ code }) => code)).toEqual(['STAFF_WARNING', 'STAFF_WARNING', 'STAFF_WARNING', 'STAFF_BREACH']);
      const late = (staff.at(-1)?.createdAt.getTime() ?? 0) - (await dueOf(one));
      expect([one.right, late >= 0 && late < 60_000]).toEqual([one.right, true]);
    }
    await office.until(silentIssuer.reference, (status) => status === 'issuer' || status === 'deciding');
    await Promise.all(cases.map((one) => answer(office, one)));
    await endWell(cases);
  }, 150_000);

  itInLongRun(
    'extended on its last day is not late until the longer time is over, and cannot be extended after its due date',
    async () => {
      const tooLate = await takeTo(office, await fileRight(office, 'access'), 'deciding');
      const cases = await toDeciding();
      const due = Math.min(...(await Promise.all(cases.map(dueOf))));
      await pass((due - Date.now()) / DAY_MS - 0.2, [...cases, tooLate]);
      const extension = { type: 'extension', ground: 'complexity', reasons: 'Many systems, and much of it on paper.' } as const;
      for (const { reference } of cases) await office.act(reference, extension);
      expect((await lettersByRight(office, cases)).erasure?.filter((code) => code === 'EXTENSION')).toEqual(['EXTENSION']);
      await pass(45, [...cases, tooLate]);
      await office.untilEvent(tooLate.reference, 'breached');
      await expect(office.act(tooLate.reference, extension)).rejects.toMatchObject({ kind: 'conflict', article: 'GDPR Art. 12(3)' });
      await office.settle();
      expect(await countAll(cases, 'breached')).toEqual(cases.map(() => 0));
      await pass(25, cases);
      await Promise.all(cases.map(({ reference }) => office.untilEvent(reference, 'breached')));
      await Promise.all(cases.map((one) => answer(office, one)));
      await endWell(cases);
    },
    150_000,
  );

  itInLongRun(
    'whose person never proves who they are is reminded of twice and closed a month after the question, with the letter',
    async () => {
      const cases = await forEveryRight((right) => fileRight(office, right, { leaps: true }));
      await Promise.all(cases.map(({ reference }) => office.until(reference, 'closed')));
      for (const { right, reference } of cases) {
        const letters = await office.letters(reference);
        const asked = letters.find(({ code }) => code === 'ID_REQUEST')?.createdAt.getTime() ?? 0;
        const after = letters
          .filter(({ code }) => code === 'ID_REMINDER' || code === 'CLOSED')
          .map(({ code, createdAt }) => [code, Math.floor((createdAt.getTime() - asked) / DAY_MS + 0.01)]);
        expect([right, ...after]).toEqual([right, ['ID_REMINDER', 7], ['ID_REMINDER', 14], ['CLOSED', 30]]);
      }
      const { rows } = await office.foundation.pool.query('SELECT DISTINCT outcome FROM request');
      expect(rows).toEqual([{ outcome: 'no-reply' }]);
      await endWell(cases);
    },
    120_000,
  );

  itInLongRun(
    'whose question nobody answers for a month is closed where the clock stood still for it, and is late where it did not',
    async () => {
      const cases = await toDeciding();
      for (const { reference } of cases) await office.act(reference, { type: 'clarification', question: 'Which years do you mean?' });
      await pass(35, cases);
      const [access, ...others] = cases;
      await office.until(access?.reference ?? '', 'closed');
      expect((await office.codes(access?.reference ?? '')).at(-1)).toBe('CLOSED');
      await Promise.all(others.map(({ reference }) => office.untilEvent(reference, 'breached')));
      for (const { reference } of others) {
        await office.until(reference, 'clarification');
        await office.act(reference, { type: 'clarification-answer', text: 'All of them.' });
      }
      await Promise.all(others.map((one) => answer(office, one)));
      await endWell(cases);
    },
    150_000,
  );

  itInLongRun(
    'with a system that is down for two weeks waits for nobody, takes in what it says when it is back, and is answered',
    async () => {
      const shop = await createEmptyDatabase();
      await loadDemoShop(shop.url);
      const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');
      await addConnector(office.foundation, {
        name: 'shop',
        url: `postgresql://reader:secret@127.0.0.1:${await freePort()}/shop`,
        dataset,
      });
      const cases = await toDeciding();
      const searching = cases.filter(({ right }) => right !== 'objection'); // nothing is searched for an objection
      expect(await countAll(searching, 'search-unreachable')).toEqual(searching.map(() => 1));
      for (let quarter = 0; quarter < 4 * DAYS_DOWN; quarter += 1) await pass(0.25, searching);
      const tries = await countAll(searching, 'search-unreachable');
      // Hourly for a day, every four hours for six, then daily (decision 43).
      expect(Math.min(...tries)).toBeGreaterThanOrEqual(60);
      expect(Math.max(...tries)).toBeLessThanOrEqual(75);
      await addConnector(office.foundation, { name: 'shop', url: shop.url, dataset });
      const before = await countAll(searching, 'search-answered');
      await pass(1.1, searching);
      expect((await countAll(searching, 'search-answered')).map((after, index) => after > (before[index] ?? 0))).not.toContain(false);
      await Promise.all(cases.map((one) => answer(office, one)));
      await endWell(cases);
      await shop.drop();
    },
    600_000,
  );
});
