import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

const CASE = '/desk/requests/RR-2026-4F7K2M';

async function open(details = [buildDetail()], role: 'staff' | 'auditor' | 'issuer' = 'staff') {
  const fake = createFakeDesk(details);
  const base = buildPageDeps({ desk: fake.desk });
  const accounts = { ...base.accounts, find: async (accountId: string) => ({ accountId, name: 'Robin Sale', role }) };
  const browser = openBrowser(buildPageApp({ ...base, accounts }));
  await signInAsStaff(browser);
  return { ...fake, browser };
}

describe('sign-in', () => {
  it('asks for password and code, and leads back to the page that was wanted', async () => {
    const browser = openBrowser(buildPageApp(buildPageDeps()));
    expect((await browser.get('/desk/sla')).headers.location).toBe('/sign-in?next=%2Fdesk%2Fsla');
    await browser.get('/sign-in?next=%2Fdesk%2Fsla');
    const password = await browser.send('/sign-in', { email: 'staff@example.com', password: 'correct' });
    expect(password.headers.location).toBe('/sign-in/code');
    expect((await browser.send('/sign-in/code', { code: '000000' })).status).toBe(422);
    expect((await browser.send('/sign-in/code', { code: '123 456' })).headers.location).toBe('/desk/sla');
  });

  it('gives a new session id and keeps the half-signed-in out', async () => {
    const browser = openBrowser(buildPageApp(buildPageDeps()));
    const before = (await browser.get('/sign-in')).headers['set-cookie']?.[0];
    await browser.send('/sign-in', { email: 'staff@example.com', password: 'correct' });
    expect((await browser.get('/desk')).status).toBe(303);
    const after = (await browser.send('/sign-in/code', { code: '123456' })).headers['set-cookie']?.[0];
    expect(after).toMatch(/^session=/);
    expect(after).not.toBe(before);
  });

  it('does not lead to another site afterwards', async () => {
    const browser = openBrowser(buildPageApp(buildPageDeps()));
    await browser.get('/sign-in?next=//evil.example');
    await browser.send('/sign-in', { email: 'staff@example.com', password: 'correct' });
    expect((await browser.send('/sign-in/code', { code: '123456' })).headers.location).toBe('/');
  });

  it('ends with sign-out', async () => {
    const { browser } = await open();
    await browser.send('/desk', {}, '/sign-out');
    expect((await browser.get('/desk')).status).toBe(303);
  });

  it('keeps other roles off the desk, and auditors from acting and from personal data', async () => {
    expect((await (await open(undefined, 'issuer')).browser.get('/desk')).status).toBe(403);
    const { browser } = await open(undefined, 'auditor');
    expect((await browser.get(CASE)).status).toBe(200);
    expect((await browser.get(`${CASE}/acts/decision`)).status).toBe(403);
    expect((await browser.send(CASE, {}, `${CASE}/show`)).status).toBe(403);
  });
});

describe('the case', () => {
  it('is read in the language of the desk, whatever language the person writes', async () => {
    const asked: unknown[] = [];
    const fake = createFakeDesk([buildDetail({ language: 'fr' })]);
    const desk = { ...fake.desk, detail: (reference: string, how?: unknown) => (asked.push(how), fake.desk.detail(reference)) };
    const browser = openBrowser(buildPageApp(buildPageDeps({ desk })));
    await signInAsStaff(browser);
    await browser.get(CASE);
    expect(asked).toEqual([expect.objectContaining({ timelineIn: 'en' })]);
  });
});

describe('the inbox', () => {
  it('shows urgency in words, filters by the address and pages', async () => {
    const late = buildDetail({ reference: 'RR-2026-LATE01', receivedAt: '2026-10-01T09:00:00.000Z' });
    const many = Array.from({ length: 30 }, (_, n) => buildDetail({ reference: `RR-2026-MANY${10 + n}`, right: 'erasure' }));
    const { browser } = await open([late, ...many]);
    const first = await browser.get('/desk');
    expect(first.text).toMatch(/Overdue[\s\S]*RR-2026-LATE01/);
    expect(first.text).toContain('/desk?after&#x3D;25');
    expect((await browser.get('/desk?overdue=true')).text).not.toContain('RR-2026-MANY10');
    expect((await browser.get('/desk?right=erasure')).text).not.toContain('RR-2026-LATE01');
  });

  it('says when nothing is due', async () => {
    expect((await (await open([])).browser.get('/desk')).text).toContain('Nothing is due');
  });
});

describe('a case', () => {
  it('masks personal data until somebody asks, and the asking is logged', async () => {
    const { browser, opened } = await open();
    expect((await browser.get(CASE)).text).not.toMatch(/Alex Morgan|alex\.morgan|2231|spring 2024/);
    await browser.send(CASE, {}, `${CASE}/show`);
    expect(opened).toEqual(['RR-2026-4F7K2M']);
    expect((await browser.get(CASE)).text).toMatch(/alex\.morgan@example\.com/);
    await browser.send(CASE, { hide: 'yes' }, `${CASE}/show`);
    expect((await browser.get(CASE)).text).not.toContain('alex.morgan');
  });

  it('does what a form says, and shows what is missing', async () => {
    const { browser, acts } = await open();
    expect((await browser.send(`${CASE}/acts/decision`, { outcome: 'granted' })).status).toBe(422);
    const done = await browser.send(`${CASE}/acts/decision`, { outcome: 'granted', reasons: 'All is in the file.' });
    expect([done.status, done.headers.location]).toEqual([303, CASE]);
    expect(acts[0]?.act).toEqual({ type: 'decision', outcome: 'granted', reasons: 'All is in the file.' });
  });

  it('shows the refusal of the law with its article and keeps what was typed', async () => {
    const { browser } = await open();
    const refused = await browser.send(`${CASE}/acts/extension`, { ground: 'complexity', reasons: 'Nine systems' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('GDPR Art. 12(3)');
    expect(refused.text).toContain('Nine systems');
  });

  it('reviews rows side by side: release, keep out, black out with a reason', async () => {
    const { browser, acts } = await open();
    expect((await browser.get(`${CASE}/acts/review`)).text).not.toContain('sam.porter');
    await browser.send(CASE, {}, `${CASE}/show`);
    expect((await browser.get(`${CASE}/acts/review`)).text).toContain('≠ another address');
    const fields = { 'verdict-0': 'release', 'redact-0': 'contact', 'verdict-1': 'withhold' };
    expect((await browser.send(`${CASE}/acts/review`, fields)).status).toBe(422);
    await browser.send(`${CASE}/acts/review`, { ...fields, 'reason-0': 'Somebody else' });
    expect(acts[0]?.act).toEqual({
      type: 'review',
      release: ['membership-shop/address/k1'],
      withhold: ['membership-shop/orders/k2'],
      redact: [{ key: 'membership-shop/address/k1', field: 'contact', reason: 'Somebody else' }],
    });
  });

  it('neither says that an answer waits to be released nor offers its release before it is there', async () => {
    const decided = { status: 'fulfilling', right: 'access', outcome: 'granted' } as const;
    const file = { url: 'https://desk.example/package', sha256: 'ab', sizeBytes: 9, expiresAt: '2026-12-31T00:00:00.000Z' };
    const shown = async (detail: ReturnType<typeof buildDetail>) => (await (await open([detail])).browser.get(CASE)).text;
    const toRelease = `${CASE}/acts/release`;
    const early = await shown(buildDetail(decided));
    expect(early).toContain('Decided. The answer is being put together.');
    expect(early).not.toContain(toRelease);
    const ready = await shown(buildDetail({ ...decided, package: file }));
    expect(ready).toContain('Decided. The answer waits to be released.');
    expect(ready).toContain(toRelease);
    const changing = await shown(buildDetail({ ...decided, right: 'rectification' }));
    expect(changing).toContain('Decided. It is being carried out; the answer follows by itself.');
    expect(changing).not.toContain(toRelease);
  });

  it('wants the reference typed before the answer goes out', async () => {
    const { browser, acts } = await open([buildDetail({ status: 'fulfilling' })]);
    expect((await browser.send(`${CASE}/acts/release`, { confirm: 'yes' })).status).toBe(422);
    await browser.send(`${CASE}/acts/release`, { confirm: '4f7k2m' });
    expect(acts.map(({ act }) => act.type)).toEqual(['release']);
  });
});

describe('staff entry', () => {
  it('takes a letter of the past with its place and channel', async () => {
    const { browser, filed } = await open();
    const letter = {
      channel: 'post',
      place: 'EU/DE',
      receivedOn: '2026-10-30',
      receivedTime: '09:15',
      rights: ['access'],
      name: 'Kim Lang',
      email: 'kim@example.com',
      language: 'de',
    };
    expect((await browser.send('/desk/new', { ...letter, receivedOn: '2027-10-30' })).status).toBe(422);
    expect((await browser.send('/desk/new', letter)).status).toBe(303);
    expect(filed[0]).toMatchObject({
      channel: 'post',
      jurisdiction: 'EU',
      calendar: 'DE',
      language: 'de',
      receivedAt: new Date('2026-10-30T08:15:00Z'),
    });
  });
});

describe('staff entry for another', () => {
  const letter = { channel: 'post', receivedOn: '2026-10-30', rights: ['access'], name: 'Kim Lang', email: 'kim@example.com' };

  it('takes in which capacity somebody asks, the address of the person, and the age of a child', async () => {
    const { browser, filed } = await open();
    const parent = { ...letter, onBehalfOf: 'Sam Lang', capacity: 'parent', personEmail: 'sam@example.com' };
    const ageless = await browser.send('/desk/new', parent);
    expect([ageless.status, ageless.text.includes('href="#childAge"'), ageless.text.includes('value="Sam Lang"')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await browser.send('/desk/new', { ...parent, childAge: '9' })).status).toBe(303);
    expect(filed[0]).toMatchObject({ onBehalfOf: 'Sam Lang', behalf: { capacity: 'parent', email: 'sam@example.com' }, childAge: 9 });
  });

  it('takes the age of a child that asks for itself, and an answer wanted elsewhere', async () => {
    const { browser, filed } = await open();
    await browser.send('/desk/new', { ...letter, childAge: '14', answerTo: 'kim@elsewhere.example' });
    expect(filed[0]).toMatchObject({ childAge: 14, answerTo: 'kim@elsewhere.example' });
    expect(filed[0]?.onBehalfOf).toBeUndefined();
  });

  it('takes a letter that only says something is wrong; its fields are put down in the case', async () => {
    const { browser, filed } = await open();
    const vague = { ...letter, rights: ['rectification'], details: 'My name is wrong.' };
    expect((await browser.send('/desk/new', { ...vague, field: 'name' })).status).toBe(422);
    expect((await browser.send('/desk/new', vague)).status).toBe(303);
    expect([filed[0]?.rights, filed[0]?.corrections]).toEqual([['rectification'], undefined]);
  });

  it.each([
    ['a capacity and nobody', { capacity: 'guardian' }, 'onBehalfOf'],
    ['somebody and no capacity', { onBehalfOf: 'Sam Lang' }, 'capacity'],
    ['an address of nobody', { personEmail: 'sam@example.com' }, 'onBehalfOf'],
    ['an age of an adult', { childAge: '18' }, 'childAge'],
  ])('says what is missing: %s', async (_what, more, field) => {
    const { browser, filed } = await open();
    const wrong = await browser.send('/desk/new', { ...letter, ...more });
    expect([wrong.status, wrong.text.includes(`href="#${field}"`), filed.length]).toEqual([422, true, 0]);
  });
});

describe('the figures', () => {
  it('link every number to the list behind it', async () => {
    const { browser } = await open();
    const { text } = await browser.get('/desk/sla');
    for (const href of ['/desk?overdue&#x3D;true', '/desk?show&#x3D;waiting', '/desk?status&#x3D;identity']) expect(text).toContain(href);
  });
});
