import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { RequestDetail } from '../../domain/request/detail.js';
import { STATUSES, type Status } from '../../domain/request/types.js';
import { openChromium } from './journey.js';
import { buildDetail } from './page-fakes.js';
import { ASSESSMENT, ISSUER_LINK, issuerCaseOf, openPageWorld, PROOF_LINK, REFERENCE, rectificationOf } from './page-world.js';

/** Pictures of the pages for looking at them: `node --import tsx tests/support/page-pictures.ts FOLDER [part of a name]`. */
const [folder = 'pictures', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const STATUS = `/status/${REFERENCE}/key`;
const DESK = `/desk/requests/${REFERENCE}`;
const LONG = 'Bitte löschen Sie auch die Berufsqualifikationsanerkennungsunterlagen aus dem Jahr 2019.\n'.repeat(3);

interface Shot {
  name: string;
  path: string;
  details?: RequestDetail[];
  who?: 'staff' | 'issuer' | 'operator';
  language?: 'de' | 'en';
  cases?: number;
  before?(page: Page, base: string): Promise<void>;
}

const many = Array.from({ length: 60 }, (_, n) =>
  buildDetail({ reference: `RR-2026-${String(n).padStart(6, '0')}`, status: STATUSES[n % STATUSES.length] ?? 'deciding' }),
);
const rectification = (over: Partial<RequestDetail> = {}) =>
  buildDetail({ right: 'rectification', assessment: ASSESSMENT, rectification: rectificationOf(), ...over });
const state = (status: Status, over: Partial<RequestDetail> = {}): Shot => ({
  name: `status-${status}${over.right ? `-${over.right}` : ''}`,
  path: STATUS,
  details: [buildDetail({ status, language: 'de', waitingFor: status === 'identity' ? 'requester' : 'us', ...over })],
});
const form = async (page: Page, base: string, upTo: string) => {
  for (const [step, fill] of STEPS) {
    await page.goto(`${base}/request/${step}`);
    if (step === upTo) return;
    await fill(page);
    await page.locator('main form button.primary').first().click();
  }
  await page.goto(`${base}/request/check`);
};
const STEPS: [string, (page: Page) => Promise<unknown>][] = [
  ['what', async (page) => [await page.locator('#rights-rectification').check(), await page.locator('#rights-objection').check()]],
  [
    'corrections',
    async (page) => {
      await page.locator('[name=record]').first().fill('Mitgliedschaftsurkunde der Sachverständigenvereinigung');
      await page.locator('[name=field]').first().fill('Berufsqualifikationsbezeichnung');
      await page.locator('[name=proposed]').first().fill('Diplom-Sicherheitsingenieurin');
    },
  ],
  ['objection', async (page) => page.locator('#objectionKind').check()],
  ['details', async (page) => page.locator('#details').fill(LONG)],
  ['name', async (page) => page.locator('#name').fill('Alexandra Morgan-Lüdenscheidt')],
  ['email', async (page) => page.locator('#email').fill('alexandra@example.com')],
  ['behalf', async (page) => page.locator('#behalf-yes').check()],
  ['person', async (page) => page.locator('#onBehalfOf').fill('Maximiliane Morgan-Lüdenscheidt')],
  ['capacity', async (page) => page.locator('#capacity-parent').check()],
  ['child', async (page) => page.locator('#childAge').fill('9')],
  ['address', async (page) => page.locator('#personEmail').fill('maximiliane@example.com')],
];

const halfSignedIn = async (page: Page, base: string) => {
  await page.goto(`${base}/sign-in`);
  await page.locator('main input[type=email]').fill('staff@example.com');
  await page.locator('main input[type=password]').fill('correct');
  await page.locator('main form button').first().click();
};

const SHOTS: Shot[] = [
  { name: 'start', path: '/' },
  ...STEPS.map(([step]) => ({
    name: `form-${step}`,
    path: `/request/${step}`,
    before: (page: Page, base: string) => form(page, base, step),
  })),
  { name: 'form-check', path: '/request/check', before: (page, base) => form(page, base, 'check') },
  {
    name: 'form-proof',
    path: '/request/proof',
    before: async (page, base) => {
      await form(page, base, 'check');
      await page.locator('main form button').first().click();
      await page.waitForURL(/proof/);
    },
  },
  {
    name: 'form-done',
    path: '/request/done',
    before: async (page, base) => {
      await form(page, base, 'check');
      await page.locator('main form button').first().click();
      await page.waitForURL(/proof/);
    },
  },
  ...STATUSES.map((status) =>
    state(
      status,
      status === 'answered' ? { outcome: 'partly-granted', right: 'erasure' } : status === 'closed' ? { outcome: 'withdrawn' } : {},
    ),
  ),
  state('issuer', { right: 'rectification', rectification: rectificationOf() }),
  { name: 'status-proof', path: `${STATUS}/proof`, details: [rectification({ status: 'issuer' })] },
  { name: 'desk-hand-in', path: `${DESK}/hand-in?system=paper-archive`, who: 'staff' },
  { name: 'status-complaint', path: `${STATUS}/complaint` },
  { name: 'status-withdraw', path: `${STATUS}/withdraw` },
  { name: 'link', path: PROOF_LINK },
  { name: 'verify', path: '/verify' },
  { name: 'verify-found', path: '/verify?domain=northpier.example' },
  { name: 'verify-none', path: '/verify?domain=nobody.example' },
  { name: 'deadline', path: '/deadline' },
  { name: 'check', path: '/check' },
  { name: 'cookies', path: '/cookies' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-recovery', path: '/sign-in/recovery', before: halfSignedIn },
  { name: 'sign-in-code', path: '/sign-in/code', before: halfSignedIn },
  { name: 'sign-in-passkey', path: '/sign-in/passkey' },
  { name: 'forgotten', path: '/sign-in/forgotten' },
  { name: 'forgotten-new', path: '/sign-in/new-password/good-token-for-tests' },
  { name: 'forgotten-dead', path: '/sign-in/new-password/another-token-for-tests' },
  { name: 'account-setup', path: '/account/good-token-for-tests' },
  ...(['', '/password', '/app', '/recovery', '/passkeys', '/people'] as const).flatMap((part): Shot[] => [
    { name: `account${part.replace('/', '-')}`, path: `/account${part}`, who: 'issuer' },
    { name: `account-desk${part.replace('/', '-')}`, path: `/account${part}`, who: 'staff' },
  ]),
  { name: 'recipient', path: '/recipients/x/right' },
  { name: 'unsubscribe', path: '/unsubscribe/good' },
  { name: 'unsubscribe-dead', path: '/unsubscribe/bad' },
  { name: 'dev-mail', path: '/dev/mail' },
  { name: 'dev-mail-one', path: '/dev/mail/7' },
  { name: 'error-404', path: '/nothing/here' },
  { name: 'error-403', path: '/desk', who: 'issuer' },
  { name: 'desk-many', path: '/desk', who: 'staff', details: many },
  { name: 'desk-empty', path: '/desk', who: 'staff', details: [] },
  { name: 'desk-one', path: '/desk', who: 'staff' },
  { name: 'desk-case', path: DESK, who: 'staff' },
  { name: 'desk-case-rectification', path: DESK, who: 'staff', details: [rectification()] },
  {
    name: 'desk-decision-fields',
    path: `${DESK}/acts/decision`,
    who: 'staff',
    details: [rectification()],
    before: async (page, base) => {
      await page.goto(`${base}${DESK}/acts/decision`);
      await page.getByRole('button', { name: 'Show personal data' }).click();
      await page.waitForLoadState();
    },
  },
  ...(['decision', 'extension', 'clarification', 'identity', 'fee', 'release', 'withdrawal', 'review'] as const).map(
    (act): Shot => ({
      name: `desk-act-${act}`,
      path: `${DESK}/acts/${act}`,
      who: 'staff',
      details: [buildDetail({ assessment: ASSESSMENT })],
    }),
  ),
  { name: 'desk-new', path: '/desk/new', who: 'staff' },
  { name: 'desk-sla', path: '/desk/sla', who: 'staff' },
  { name: 'desk-system', path: '/desk/system', who: 'operator' },
  { name: 'desk-incoming', path: '/desk/incoming', who: 'staff' },
  { name: 'desk-newsletters', path: '/desk/newsletters', who: 'staff' },
  { name: 'desk-newsletter-form', path: '/desk/newsletters/new', who: 'staff' },
  { name: 'issuer-list', path: '/issuer', who: 'issuer', cases: 3 },
  { name: 'issuer-empty', path: '/issuer', who: 'issuer', cases: 0 },
  { name: 'issuer-case', path: `/issuer/requests/${REFERENCE}`, who: 'issuer', cases: 1 },
  { name: 'issuer-link', path: ISSUER_LINK, cases: 1 },
];

const browser = await openChromium();
for (const shot of SHOTS.filter(({ name }) => name.includes(only))) {
  const world = await openPageWorld({
    ...(shot.details ? { details: shot.details } : {}),
    issuerCases: Array.from({ length: shot.cases ?? 1 }, (_, n) => issuerCaseOf(2, n === 0 ? REFERENCE : `RR-2026-OTHER${n}`)),
    role: shot.who ?? 'staff',
  });
  for (const [width, colorScheme] of [
    [390, 'light'],
    [1440, 'dark'],
  ] as const) {
    const locale = shot.who === 'staff' ? 'en-GB' : 'de-DE';
    const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale })).newPage();
    if (shot.who) {
      await page.goto(`${world.base}/sign-in`);
      await page.locator('main input[type=email]').fill('staff@example.com');
      await page.locator('main input[type=password]').fill('correct');
      await page.locator('main form button').first().click();
      await page.locator('input[autocomplete=one-time-code]').fill('123456');
      await page.locator('main form button').first().click();
      await page.waitForLoadState();
    }
    await shot.before?.(page, world.base).catch((problem: unknown) => console.error(shot.name, String(problem).slice(0, 200)));
    await page.goto(world.base + shot.path);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (sideways !== 0) console.error(`${shot.name} ${width}: scrolls sideways by ${String(sideways)}`);
    await page.screenshot({ path: join(folder, `${shot.name}-${width}.png`), fullPage: true });
    await page.context().close();
  }
  await world.close();
}
await browser.close();
