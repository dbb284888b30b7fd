import { describe, expect, it } from '@jest/globals';
import { buildPageApp } from '../../../tests/support/page-app.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { buildDetail, buildPageDeps, createFakeDesk } from '../../../tests/support/page-fakes.js';

function open() {
  const fake = createFakeDesk();
  const app = buildPageApp(buildPageDeps({ desk: fake.desk }));
  return { ...fake, app, browser: openBrowser(app) };
}
type Browser = ReturnType<typeof open>['browser'];

async function fillIn(browser: Browser, { rights = ['access'], email = 'alex@example.com' } = {}) {
  await browser.send('/request/what', { rights });
  await browser.send('/request/details', { details: 'Letters of 2024' });
  await browser.send('/request/name', { name: 'Alex Morgan' });
  await browser.send('/request/email', { email });
  return browser.send('/request/behalf', { behalf: 'no' });
}

async function fillInAllBut(browser: Browser) {
  await browser.send('/request/what', { rights: ['access'] });
  await browser.send('/request/name', { name: 'Alex Morgan' });
  await browser.send('/request/email', { email: 'alex@example.com' });
  return browser.send('/request/behalf', { behalf: 'no' });
}

describe('the form', () => {
  it('asks one question a page and files what was answered, with nothing in the address', async () => {
    const { browser, filed } = open();
    const last = await fillIn(browser, { rights: ['access', 'erasure'] });
    expect(last.headers.location).toBe('/request/check');
    const sent = await browser.send('/request/check', {}, '/request/send');
    expect([sent.status, sent.headers.location]).toEqual([303, '/request/done']);
    expect(filed).toEqual([
      {
        rights: ['access', 'erasure'],
        requester: { name: 'Alex Morgan', email: 'alex@example.com' },
        channel: 'form',
        language: 'en',
        details: 'Letters of 2024',
      },
    ]);
    const done = await browser.get('/request/done');
    expect(done.text).toContain('RR-2026-9QX3TD');
    expect(done.text).toContain('Wednesday 23 December 2026');
  });

  it('shows what is missing with 422, a summary that links to the field, and the answers kept', async () => {
    const { browser } = open();
    const empty = await browser.send('/request/what', {});
    expect(empty.status).toBe(422);
    expect(empty.text).toMatch(/role="alert"[\s\S]*href="#rights"/);
    await browser.send('/request/what', { rights: 'access' });
    await browser.send('/request/details', { details: '' });
    await browser.send('/request/name', { name: 'Alex' });
    const wrong = await browser.send('/request/email', { email: 'alex at example' });
    expect([wrong.status, wrong.text.includes('value="alex at example"')]).toEqual([422, true]);
  });

  it('goes back to the first open question when somebody jumps ahead', async () => {
    const { browser } = open();
    const jump = await browser.get('/request/check');
    expect(jump.headers.location).toBe('/request/what');
  });

  it('keeps what was typed on a page that was open for longer than its session lasts, and asks for the rest again', async () => {
    const { browser, filed, app } = open();
    await browser.send('/request/what', { rights: ['access'] });
    const page = await browser.get('/request/details');
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const later = openBrowser(app); // without the session of before
    const post = (headers: Record<string, string> = {}) =>
      later.agent.post('/request/details').set(headers).type('form').send({ _csrf, details: 'A long letter about 2024' });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await later.get('/request/details')).headers.location).toBe('/request/what?gone');
    const kept = await post();
    expect(kept.status).toBe(403);
    expect(kept.text).toContain('A long letter about 2024');
    expect(kept.text).toContain('more than twelve hours');
    await later.send('/request/details', { details: 'A long letter about 2024' });
    const last = await fillInAllBut(later);
    expect(last.headers.location).toBe('/request/check');
    await later.send('/request/check', {}, '/request/send');
    expect(filed).toMatchObject([{ details: 'A long letter about 2024' }]);
  });

  it('asks for corrections only where something is to be corrected, and takes several', async () => {
    const { browser, filed } = open();
    const next = await browser.send('/request/what', { rights: 'rectification' });
    expect(next.headers.location).toBe('/request/corrections');
    const row = { record: 'certificate', field: 'surname', proposed: 'Morgan', reason: '' };
    const more = await browser.send('/request/corrections', { ...row, action: 'add' });
    expect(more.text).toContain('Correction 2');
    await browser.send('/request/corrections', {
      record: ['certificate', 'letters'],
      field: ['surname', 'street'],
      proposed: ['Morgan', 'Quay'],
      reason: ['', 'moved'],
    });
    await browser.send('/request/details', { details: '' });
    await browser.send('/request/name', { name: 'Alex' });
    await browser.send('/request/email', { email: 'a@example.com' });
    await browser.send('/request/behalf', { behalf: 'no' });
    await browser.send('/request/check', {}, '/request/send');
    expect(filed[0]).toMatchObject({ corrections: [{ field: 'surname' }, { field: 'street', reason: 'moved' }] });
  });

  it('asks a parent, one question a page, for the child, its age and its address, and says what follows from the age', async () => {
    const { browser, filed } = open();
    await fillIn(browser);
    const next = async (step: string, fields: Record<string, string>) => (await browser.send(`/request/${step}`, fields)).headers.location;
    expect(await next('behalf', { behalf: 'yes' })).toBe('/request/person');
    expect((await browser.get('/request/check')).headers.location).toBe('/request/person');
    expect(await next('person', { onBehalfOf: 'Sam' })).toBe('/request/capacity');
    expect((await browser.send('/request/capacity', {})).status).toBe(422);
    expect(await next('capacity', { capacity: 'parent' })).toBe('/request/child');
    expect((await browser.get('/request/child')).text).toContain('a child of 12 or more');
    for (const childAge of ['', '18', 'nine']) expect((await browser.send('/request/child', { childAge })).status).toBe(422);
    expect(await next('child', { childAge: '9' })).toBe('/request/address');
    expect((await browser.send('/request/address', { personEmail: 'sam at home' })).status).toBe(422);
    expect(await next('address', { personEmail: 'sam@example.com' })).toBe('/request/check');
    expect((await browser.get('/request/check')).text).toMatch(/Age of the child[\s\S]*?>9</);
    await browser.send('/request/check', {}, '/request/send');
    expect(filed[0]).toMatchObject({ onBehalfOf: 'Sam', behalf: { capacity: 'parent', email: 'sam@example.com' }, childAge: 9 });
  });

  it('asks an officer neither for an age nor for another address, and forgets what was typed before', async () => {
    const { browser, filed } = open();
    await fillIn(browser);
    await browser.send('/request/behalf', { behalf: 'yes' });
    await browser.send('/request/person', { onBehalfOf: 'North Pier Ltd' });
    await browser.send('/request/capacity', { capacity: 'parent' });
    await browser.send('/request/child', { childAge: '9' });
    await browser.send('/request/address', { personEmail: 'sam@example.com' });
    const changed = await browser.send(
      '/request/capacity?return=check',
      { capacity: 'organisation', return: 'check' },
      '/request/capacity',
    );
    expect(changed.headers.location).toBe('/request/check');
    await browser.send('/request/check', {}, '/request/send');
    expect(filed[0]).toMatchObject({ onBehalfOf: 'North Pier Ltd', behalf: { capacity: 'organisation' } });
    expect([filed[0]?.behalf?.email, filed[0]?.childAge]).toEqual([undefined, undefined]);
  });

  it('returns to check-your-answers from a Change link', async () => {
    const { browser } = open();
    await fillIn(browser);
    const changed = await browser.send('/request/name?return=check', { name: 'Alexandra Morgan', return: 'check' }, '/request/name');
    expect(changed.headers.location).toBe('/request/check');
    expect((await browser.get('/request/check')).text).toContain('Alexandra Morgan');
  });

  it('makes one request of a double click', async () => {
    const { browser, filed } = open();
    await fillIn(browser);
    const token = /name="_csrf" value="([^"]+)"/.exec((await browser.get('/request/check')).text)?.[1];
    const click = () => browser.agent.post('/request/send').type('form').send({ _csrf: token });
    const both = await Promise.all([click(), click()]);
    expect(both.map((answer) => answer.headers.location)).toEqual(['/request/done', '/request/done']);
    expect((await click()).headers.location).toBe('/request/done');
    expect(filed).toHaveLength(1);
  });

  it('shows a refusal of the desk on the check page with the answers kept', async () => {
    const { browser } = open();
    await fillIn(browser, { email: 'x@refused.example' });
    const refused = await browser.send('/request/check', {}, '/request/send');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This address cannot be used.');
    expect(refused.text).toContain('x@refused.example');
  });

  it('refuses a form without its token and one from another site', async () => {
    const { browser, filed } = open();
    await fillIn(browser);
    expect((await browser.agent.post('/request/send').type('form').send({})).status).toBe(403);
    const cross = browser.agent.post('/request/send').set('sec-fetch-site', 'cross-site').type('form').send({ _csrf: 'x' });
    expect((await cross).status).toBe(403);
    expect(filed).toEqual([]);
  });

  it('speaks the language of the browser, or the one chosen, and keeps the choice', async () => {
    const { browser } = open();
    expect((await browser.get('/request/what').set('accept-language', 'de')).text).toContain('lang="de"');
    await browser.get('/request/what?lang=fr');
    expect((await browser.get('/request/what').set('accept-language', 'de')).text).toContain('Que devons-nous faire');
  });
});

describe('cookies', () => {
  it('are not set for somebody who only reads', async () => {
    const { browser } = open();
    for (const path of ['/', '/cookies', '/deadline', '/verify']) expect((await browser.get(path)).headers['set-cookie']).toBeUndefined();
  });
  it('have no Max-Age and are hidden from scripts', async () => {
    const { browser } = open();
    const [cookie] = (await browser.get('/request/what')).headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^session=.*HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toMatch(/Max-Age|Expires/);
  });
});

describe('papers that show what is right', () => {
  const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n');

  async function sendForm() {
    const corrections = ['surname', 'title'].map((field) => ({ id: `id-of-${field}`, record: 'certificate', field, proposed: 'Morgan' }));
    const detail = buildDetail({ reference: 'RR-2026-9QX3TD', right: 'rectification', status: 'identity', corrections });
    const fake = createFakeDesk([detail]);
    const files: string[] = [];
    const about: (string | undefined)[] = [];
    const desk = {
      ...fake.desk,
      issuers: {
        ...fake.desk.issuers,
        addFiles: async (_: string, sent: readonly { name: string }[], on: { correction?: string } = {}) => {
          files.push(...sent.map(({ name }) => name));
          about.push(on.correction);
        },
      },
    };
    const browser = openBrowser(buildPageApp(buildPageDeps({ desk })));
    await browser.send('/request/what', { rights: 'rectification' });
    await browser.send('/request/corrections', { record: 'certificate', field: 'surname', proposed: 'Morgan', reason: '' });
    await browser.send('/request/details', { details: '' });
    await browser.send('/request/name', { name: 'Alex Morgan' });
    await browser.send('/request/email', { email: 'alex@example.com' });
    await browser.send('/request/behalf', { behalf: 'no' });
    const sent = await browser.send('/request/check', {}, '/request/send');
    const { text } = await browser.get('/request/proof');
    const attach = (content: Buffer, name: string, correction = '') =>
      browser.agent
        .post('/request/proof')
        .field('_csrf', /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '')
        .field('correction', correction)
        .attach('files', content, name);
    return { browser, sent, files, about, attach, text };
  }

  it('are asked for once a request to correct something is filed, and are its proof', async () => {
    const { browser, sent, files, attach } = await sendForm();
    expect(sent.headers.location).toBe('/request/proof');
    const done = await attach(PDF, 'marriage.pdf');
    expect([done.status, done.headers.location, files]).toEqual([303, '/request/done', ['marriage.pdf']]);
    expect((await browser.get('/request/done')).text).toContain('One file came with it.');
  });

  it('belong to one correction where the person says so, as soon as they are sent', async () => {
    const { about, attach, text } = await sendForm();
    expect(text).toMatch(/<option value="id-of-title"[^>]*>2\. title/);
    await attach(PDF, 'diploma.pdf', 'id-of-title');
    await attach(PDF, 'all.pdf');
    expect(about).toEqual(['id-of-title', undefined]);
  });

  it('need not be sent; of another kind they are refused with the way out', async () => {
    const { browser, files, attach } = await sendForm();
    expect((await browser.get('/request/done')).text).not.toContain('came with it');
    const empty = await browser.send('/request/proof', {});
    expect([empty.status, files]).toEqual([422, []]);
    expect((await attach(Buffer.alloc(0), '')).text).toContain('Choose at least one file');
  });
});
