import { describe, expect, it } from '@jest/globals';
import type { ErasureView } from '../../../domain/erasure/view.js';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const CASE = '/desk/requests/RR-2026-4F7K2M';
const item = (over: Partial<ErasureView['items'][number]>): ErasureView['items'][number] => ({
  system: 'membership-shop',
  collection: 'shop_order',
  categories: [],
  decision: 'erase',
  ground: null,
  why: null,
  until: null,
  rowCount: 12,
  deleteCount: 9,
  maskCount: 3,
  heldBack: 0,
  blocked: 0,
  byHand: null,
  deleted: 0,
  masked: 0,
  left: 0,
  remaining: null,
  ...over,
});
const PREVIEW: ErasureView = {
  plannedAt: '2026-11-20T10:00:00.000Z',
  releasedAt: null,
  shreddedAt: null,
  systems: [
    { system: 'membership-shop', status: 'planned', problem: null },
    { system: 'paper-archive', status: 'by-hand', problem: 'NO_INTERFACE' },
    { system: 'old-crm', status: 'unreachable', problem: 'UNREACHABLE' },
  ],
  items: [
    item({}),
    item({ collection: 'shop_payment', decision: 'keep', ground: '17(3)(b)', why: 'tax law', rowCount: 2, deleteCount: 0, maskCount: 0 }),
  ],
  totals: { systems: 1, rows: 12, deleted: 9, masked: 3, kept: 2 },
};

async function open(over: Parameters<typeof buildDetail>[0]) {
  const fake = createFakeDesk([buildDetail({ right: 'erasure', erasure: PREVIEW, ...over })]);
  const browser = openBrowser(buildPageApp(buildPageDeps({ desk: fake.desk })));
  await signInAsStaff(browser);
  return { ...fake, browser };
}

describe('an erasure at the desk', () => {
  it('shows what would go, what stays and why, and where each system stands', async () => {
    const { browser } = await open({});
    const { text } = await browser.get(CASE);
    expect(text).toMatch(/membership-shop: shop order<\/th><td class="right">12<\/td><td>9 deleted, 3 made anonymous/);
    expect(text).toMatch(/shop payment.*kept.*tax law 17\(3\)\(b\)/);
    expect(text).toMatch(/old-crm:[\s\S]*does not answer, is asked again/);
  });

  it('decides each kind of data; what is kept needs its reason and its end', async () => {
    const { browser, acts } = await open({});
    expect((await browser.get(`${CASE}/acts/decision`)).text).toContain('As planned: keep, tax law');
    const typed = { outcome: 'partly-granted', reasons: 'In part.', 'category-0': '17(3)(e)' };
    const refused = await browser.send(`${CASE}/acts/decision`, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Say why it is kept');
    await browser.send(`${CASE}/acts/decision`, { ...typed, 'why-kept': 'A claim is open.', 'until-kept': 'the end of 2028' });
    expect(acts.at(-1)?.act).toMatchObject({
      type: 'decision',
      categories: [
        {
          system: 'membership-shop',
          collection: 'shop_order',
          decide: 'keep',
          ground: '17(3)(e)',
          why: 'A claim is open.',
          until: 'the end of 2028',
        },
      ],
    });
  });

  it('of somebody erased before says that nothing is left, and which outcome that is', async () => {
    const file = item({ system: 'rightsdesk', collection: 'request', decision: 'keep', rowCount: 2, deleteCount: 0, maskCount: 0 });
    const erasure = { ...PREVIEW, systems: [], items: [file], totals: { systems: 0, rows: 0, deleted: 0, masked: 0, kept: 2 } };
    const { text } = await (await open({ erasure })).browser.get(`${CASE}/acts/decision`);
    expect(text).toContain('Nothing is left to erase');
    expect(text).toContain('the outcome is “Nothing held”');
  });

  it('names its release on the case page for what it is', async () => {
    const { browser } = await open({ status: 'fulfilling', outcome: 'granted' });
    const { text } = await browser.get(CASE);
    expect(text).toContain('Let the erasure happen');
    expect(text).not.toContain('Mails the person a link to the answer');
  });

  it('states its effect in numbers before it runs, and wants it typed', async () => {
    const { browser, acts } = await open({ status: 'fulfilling', outcome: 'granted' });
    const { text } = await browser.get(`${CASE}/acts/release`);
    expect(text).toContain('12 rows in 1 system go for good: 9 deleted, 3 made anonymous.');
    expect(text).toContain('To be cleared by hand: paper-archive.');
    expect((await browser.send(`${CASE}/acts/release`, { confirm: '' })).status).toBe(422);
    await browser.send(`${CASE}/acts/release`, { confirm: '4F7K2M' });
    expect(acts.at(-1)?.act).toEqual({ type: 'release' });
  });
});
