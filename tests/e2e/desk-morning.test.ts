import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { carryOutHeld, UNDO_MS } from '../../adapters/db/desk/held-acts.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { CHANNELS, RIGHTS } from '../../domain/request/types.js';
import { type DeskPerson, hire, openDeskBrowser } from '../support/desk-people.js';
import { openTestDoor, type TestDoor } from '../support/door.js';
import { browserPath, type Journey, openChromium, openJourney, signIn } from '../support/journey.js';
import { itInLongRun } from '../support/long-run.js';

const OPEN = 200;
const DAY_MS = 86_400_000;
const COLLEAGUE = { id: '019a0000-0000-7000-8000-0000000000ac', role: 'staff' as const };

/** What the pages say before the first case. */
const EMPTY: Record<string, string> = {
  '/desk': 'Nothing is due, and nothing waits.',
  '/desk?overdue=true': 'No case matches.',
  '/desk/sla': 'Nothing is due in the next 30 days.',
  '/desk/absence': 'Nobody is away',
};

/** A desk with 200 open cases of every right, channel and age, over the real database. */
async function fillDesk({ foundation }: TestDoor): Promise<void> {
  const desk = createRequestDesk(foundation);
  const steps = createCaseSteps(foundation);
  const fileOne = async (n: number) => {
    const right = RIGHTS[n % RIGHTS.length] ?? 'access';
    const { id } = await desk.file(
      {
        rights: [right],
        requester: { name: n === 77 ? 'Alexandra Morgan-Lüdenscheidt' : `Person ${n}`, email: `person-${n}@example.org` },
        channel: CHANNELS[n % CHANNELS.length] ?? 'form',
        receivedAt: new Date(Date.now() - ((n * 7) % 36) * DAY_MS),
        language: 'en',
      },
      COLLEAGUE,
    );
    await steps.acknowledge(id, new Date());
    if (n % 3 === 0) await steps.askIdentity(id, new Date());
    if (n % 3 === 1)
      await desk
        .act((await referenceOf(foundation, id)) ?? '', { type: 'identity', level: 'L4', how: 'Seen' }, COLLEAGUE)
        .catch(() => undefined);
  };
  for (let start = 0; start < OPEN; start += 8) await Promise.all(Array.from({ length: 8 }, (_, n) => fileOne(start + n)));
}

async function referenceOf({ pool }: TestDoor['foundation'], id: string): Promise<string | undefined> {
  return (await pool.query<{ reference: string }>('SELECT reference FROM request WHERE id = $1', [id])).rows[0]?.reference;
}

(browserPath() === undefined ? describe.skip : describe)('a desk’s morning with 200 open cases (needs Chromium)', () => {
  let browser: Browser;
  let door: TestDoor;
  let server: Server;
  let base = '';
  let robin: DeskPerson;
  const empty: Record<string, string> = {};

  beforeAll(async () => {
    door = await openTestDoor(0);
    robin = await hire(door, 'Robin Sale');
    await hire(door, 'Kim Weber-Lüdenscheidt');
    const early = await openDeskBrowser(door, robin);
    for (const path of Object.keys(EMPTY)) empty[path] = (await early.get(path)).text;
    await fillDesk(door);
    server = createServer(door.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    browser = await openChromium();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await door.close();
  }, 60_000);

  async function openMorning({
    viewport = { width: 1440, height: 900 },
    colorScheme = 'light' as 'light' | 'dark',
    withAxe = true,
  } = {}): Promise<Journey> {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB' });
    const journey = openJourney(base, await context.newPage(), withAxe);
    await signIn(journey, robin);
    return journey;
  }
  const end = async ({ page, findings, foreign }: Journey) => {
    expect([findings, foreign]).toEqual([[], []]);
    await page.context().close();
  };
  const focused = ({ page }: Journey) => page.evaluate<string>('document.activeElement.textContent');
  const firstReference = ({ page }: Journey) => page.locator('#inbox .in-reference').first().innerText();

  it('says what is so while there is nothing', () => {
    for (const [path, words] of Object.entries(EMPTY)) expect(empty[path]).toContain(words);
  });

  it('is worked by the keyboard: from the list to a case, a note, an act, and taking it back', async () => {
    const morning = await openMorning({ withAxe: false });
    const { page, go } = morning;
    await go('/desk');
    expect(await page.locator('nav.groups').innerText()).toContain(`Open ${OPEN}`);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');

    // The most pressing first: j goes down, k up, o opens.
    const first = await firstReference(morning);
    await page.keyboard.press('j');
    expect(await focused(morning)).toContain(first);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect(await page.locator('#inbox input:checked').count()).toBe(1);
    await page.keyboard.press('k');
    await Promise.all([page.waitForURL(/\/desk\/requests\//), page.keyboard.press('o')]);
    expect(await page.locator('h1.reference').innerText()).toBe(first);
    expect(await page.content()).not.toContain('@example.org');

    // Personal data only when asked for, which is evidence.
    await page.keyboard.press('s');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.content()).toContain('@example.org');

    await page.keyboard.press('n');
    await page.keyboard.type('The archive looks again on Monday.');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.locator('#work').innerText()).toContain('The archive looks again on Monday.');

    await go(`/desk/requests/${first}/acts/clarification`);
    await page.locator('#question').focus();
    await page.keyboard.type('Which of the two accounts do you mean?');
    await page.getByRole('button', { name: 'Ask a question', exact: true }).focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.locator('.held-act').innerText()).toContain('can be taken back');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('u')]);
    expect(await page.locator('.held-act').innerText()).toContain('Nothing was sent');
    await carryOutHeld({ ...door.foundation, now: () => new Date(Date.now() + 2 * UNDO_MS) });
    expect((await door.foundation.pool.query('SELECT FROM question')).rowCount).toBe(0);

    await Promise.all([page.waitForURL(/\/desk(\?|$)/), page.keyboard.press('g')]);
    await page.keyboard.press('/');
    await page.keyboard.type('lüdenscheidt');
    await Promise.all([page.waitForURL(/search=[\w-]{12}$/), page.keyboard.press('Enter')]);
    expect(await page.locator('#inbox li').count()).toBe(1);
    await end(morning);
  }, 240_000);

  it('sees what others do without loading anew, and keeps its place', async () => {
    const morning = await openMorning({ withAxe: false });
    const { page, go } = morning;
    await go('/desk');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const [reference, other] = [(await page.locator('#inbox .in-reference').nth(2).innerText()).trim(), await firstReference(morning)];
    await page.locator('#inbox input[name=case]').nth(4).check();
    await createRequestDesk(door.foundation).act(other, { type: 'withdrawal' }, COLLEAGUE);
    expect(await waitUntil(async () => !(await page.locator('#inbox').innerText()).includes(other), 15_000)).toBe(true);
    expect(await focused(morning)).toContain(reference);
    expect(await page.locator('#inbox input:checked').count()).toBe(1);
    await end(morning);
  }, 240_000);

  it('loses nothing typed when the session has expired meanwhile', async () => {
    const morning = await openMorning({ withAxe: false });
    const { page, go, press } = morning;
    await go('/desk');
    const reference = await firstReference(morning);
    await go(`/desk/requests/${reference}/acts/clarification`);
    await page.locator('#question').fill('A long question that took ten minutes to write.');
    await page.context().clearCookies();
    await Promise.all([page.waitForURL(/sign-in/), page.getByRole('button', { name: 'Ask a question', exact: true }).click()]);
    await page.locator('main input[type=email]').fill(robin.email);
    await page.locator('main input[type=password]').fill(robin.password);
    await press('Sign in');
    await page.locator('input[autocomplete=one-time-code]').fill(new TOTP({ secret: robin.totpSecret }).generate());
    await press('Go on');
    expect(new URL(page.url()).pathname).toBe('/again');
    expect(await page.locator('blockquote').first().textContent()).toBe('A long question that took ten minutes to write.');
    await press('Send it again');
    expect(new URL(page.url()).pathname).toBe(`/desk/requests/${reference}`);
    expect(await page.locator('.held-act').innerText()).toContain('can be taken back');
    await carryOutHeld({ ...door.foundation, now: () => new Date(Date.now() + 2 * UNDO_MS) });
    // Sent: the form is empty the next time.
    await go(`/desk/requests/${reference}/acts/clarification`);
    expect(await page.locator('#question').inputValue()).toBe('');
    await end(morning);
  }, 240_000);

  // Every page at both widths with axe takes its time; the ordinary run has the pages in api/pages/walks.test.ts.
  itInLongRun.each([
    [{ width: 390, height: 844 }, 'light'],
    [{ width: 1440, height: 900 }, 'dark'],
  ] as const)(
    'fits %j in %s, every page',
    async (viewport, colorScheme) => {
      const morning = await openMorning({ viewport, colorScheme });
      const { page, go } = morning;
      await go('/desk');
      const reference = await firstReference(morning);
      const chosen = await page.locator('#inbox input[name=case]').first().getAttribute('value');
      for (const path of [
        '/desk',
        '/desk/sla',
        '/desk/wall',
        '/desk/absence',
        `/desk/requests/${reference}`,
        `/desk/requests/${reference}/evidence`,
        `/desk/bulk?act=extension&case=${chosen}`,
        '/desk?q=nobodyatall',
      ]) {
        await go(path);
        expect([path, await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')]).toEqual([
          path,
          0,
        ]);
        const folder = process.env.DESK_PICTURES;
        if (folder !== undefined)
          await page.screenshot({
            path: `${folder}/${path.replaceAll(/\W+/g, '-').slice(0, 34)}-${viewport.width}-${colorScheme}.png`,
            fullPage: true,
          });
      }
      await end(morning);
    },
    420_000,
  );
});
