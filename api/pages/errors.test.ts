import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { formsOf } from '../../tests/support/form-of.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { type PageRoute, pageRoutesOf } from '../../tests/support/page-routes.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages, STAFF_EMAIL } from '../../tests/support/seal-pages.js';

type Browser = Pick<ReturnType<typeof openBrowser>, 'agent' | 'get'>;

const OPERATOR_EMAIL = 'otto@rightsdesk.example';
/** Answered for machines: their errors are theirs. */
const MACHINES = /^\/(healthz|readyz|metrics|openapi|docs|\.well-known)|\/(credential|events|options)$|\.(png|svg|pdf|json|jwt)$/;
const WRONG: Record<string, string> = { reference: 'RR-2026-4F7K2M', act: 'decision', month: '2020-01', slug: 'nobody', kind: 'nothing' };
const UNKNOWN_ID = '019a0000-0000-7000-8000-000000000001';
const wrong = (path: string, id: string) => path.replaceAll(/:(\w+)/g, (_, name: string) => WRONG[name] ?? id);
const textOf = (html: string, pattern: RegExp) => pattern.exec(html)?.[1]?.trim() ?? '';

/** Whether a field that is wrong is not said to be so where somebody listens to the page; choices say it for their group. */
function isUnmarked(html: string, id: string): boolean {
  const field =
    new RegExp(`<(?:input|select|textarea)[^>]* id="${id}"[^>]*>|<(?:input|select|textarea) id="${id}"[^>]*>`).exec(html)?.[0] ?? '';
  return field !== '' && !/type="(checkbox|radio|file)"/.test(field) && !field.includes('aria-invalid="true"');
}

/** Every page and form there is, read from the application: one that is added is asked here too. */
describe('what goes wrong on any page', () => {
  let pages: SealPages;
  let routes: PageRoute[];
  const browsers: Record<string, Browser & { token: string }> = {};
  beforeAll(async () => {
    pages = await openSealPages();
    await createAccounts(pages.door.foundation).createAccount({
      email: OPERATOR_EMAIL,
      name: 'Otto Holt',
      role: 'operator',
      password: SEAL_PASSWORD,
    });
    routes = pageRoutesOf(pages.door.express).filter(({ path }) => !MACHINES.test(path) && path !== '/sign-out');
    for (const [who, email] of Object.entries({ staff: STAFF_EMAIL, issuer: ISSUER_EMAIL, member: MEMBER_EMAIL, operator: OPERATOR_EMAIL }))
      browsers[who] = await withToken(await pages.signIn(email));
    browsers.anyone = await withToken(openBrowser(pages.door.app));
  }, 180_000);
  afterAll(() => pages.close());

  async function withToken(browser: Browser) {
    const page = await browser.get('/request/what');
    return { ...browser, token: textOf(page.text, /name="_csrf" value="([^"]+)"/) };
  }
  const as = (who: string) => {
    const browser = browsers[who];
    if (browser === undefined) throw new Error(`nobody is ${who}`);
    return browser;
  };
  const ask = (who: string, { method, path }: PageRoute, body: object = {}) =>
    method === 'get'
      ? as(who).agent.get(path).set('accept', 'text/html').set('accept-language', 'de')
      : as(who)
          .agent.post(path)
          .set('accept', 'text/html')
          .set('accept-language', 'de')
          .type('form')
          .send({ _csrf: as(who).token, ...body });
  /** Which of the people a page is for. */
  const ownerOf = (path: string) => /^\/(desk|issuer|member)(?=\/|$)(?!\/link\/)/.exec(path)?.[1]?.replace('desk', 'staff') ?? 'anyone';

  it('a wrong id is a page that says so in the language of who asks, with a way on', async () => {
    const asked = routes.filter(({ path }) => path.includes(':'));
    expect(asked.length).toBeGreaterThan(90);
    const bad: string[] = [];
    for (const route of asked)
      for (const id of ['nonsense', UNKNOWN_ID]) {
        const who = route.path.startsWith('/account/address/')
          ? 'staff'
          : route.path.startsWith('/account/all/')
            ? 'operator'
            : ownerOf(route.path);
        const path = wrong(route.path, id);
        if (path.startsWith('/account/people') || path.startsWith('/request/')) continue;
        const { status, text } = await ask(who, { ...route, path });
        const language = textOf(text, /<html lang="(\w+)"/);
        const title = textOf(text, /<h1[^>]*>([^<]+)/);
        // What is not there any more is removed as wished: a second press is no mistake.
        if (route.path.endsWith('/remove') && status === 303) continue;
        const isToldSo = (status === 404 || status === 410) && title !== '' && /<a [^>]*href="\/[^"]*"/.test(text);
        if (!isToldSo || language !== (who === 'staff' || who === 'operator' ? 'en' : 'de'))
          bad.push(`${route.method} ${path}: ${status} ${language} ${title}`);
      }
    expect(bad).toEqual([]);
    expect(pages.door.faults).toEqual([]);
  }, 120_000);

  it('a page of another role says so in the frame of who asks', async () => {
    const bad: string[] = [];
    for (const { method, path } of routes) {
      const owner = ownerOf(path);
      if (owner === 'anyone' || path.startsWith('/desk/system')) continue;
      for (const who of ['staff', 'issuer', 'member', 'operator']) {
        if (who === owner) continue;
        const { status, text } = await ask(who, { method, path: wrong(path, UNKNOWN_ID) });
        const isFramed = text.includes('class="desk-head"') && text.includes('action="/sign-out"');
        if ((status !== 403 && status !== 404) || !isFramed) bad.push(`${who} ${method} ${path}: ${status}`);
      }
    }
    expect(bad).toEqual([]);
  }, 120_000);

  it('a form sent after the sign-in has ended leads back to a page that exists', async () => {
    const gets = routes.filter(({ method }) => method === 'get').map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`));
    const bad: string[] = [];
    for (const { method, path } of routes) {
      if (method !== 'post' || (ownerOf(path) === 'anyone' && !/^\/account\/(?!:token)|^\/communications$/.test(path))) continue;
      const { status, headers } = await ask('anyone', { method, path: wrong(path, UNKNOWN_ID) });
      const next = new URLSearchParams(String(headers.location).split('?')[1]).get('next') ?? '';
      if (status !== 303 || !gets.some((known) => known.test(next))) bad.push(`${path}: ${status} ${headers.location}`);
    }
    expect(bad).toEqual([]);
  }, 60_000);

  it('a form that is not right is 422, keeps what was typed and says by which field what to do', async () => {
    const seen: string[] = [];
    const bad: string[] = [];
    for (const who of ['anyone', 'staff', 'issuer', 'member', 'operator'])
      for (const { method, path } of routes) {
        if (method !== 'get' || path.includes(':') || !/^\/(desk|issuer|member|account)/.test(path) === (who !== 'anyone')) continue;
        const page = await ask(who, { method, path });
        if (page.status !== 200) continue;
        for (const form of formsOf(page.text, path)) {
          const names = Object.keys(form.typed);
          if (names.length === 0 || form.action === '/preferences') continue;
          const typed = Object.fromEntries(names.map((name) => [name, form.typed[name] === 'textarea' ? '' : 'ZETA17']));
          const post = as(who).agent.post(form.action).set('accept', 'text/html');
          const body = { ...form.fields, ...typed };
          const answer = await (form.isMultipart
            ? Object.entries(body).reduce((sent, [name, value]) => sent.field(name, value), post)
            : post.type('form').send(body));
          seen.push(`${who} ${form.action} ${answer.status}`);
          if (answer.status === 303 || answer.status === 200) continue;
          const named = [...answer.text.matchAll(/class="summary"[\s\S]*?<\/div>/g)].flatMap(([summary]) =>
            [...summary.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? ''),
          );
          const lost = Object.entries(typed).filter(
            ([name, value]) =>
              value !== '' &&
              !new RegExp(`name="${name}"[^>]*value="${value}"`).test(answer.text) &&
              form.typed[name] === 'text' &&
              name !== 'code',
          );
          const missing = named.filter((id) => !answer.text.includes(`id="${id}"`));
          const unmarked = named.filter((id) => isUnmarked(answer.text, id));
          if (answer.status !== 422 || named.length === 0 || [missing, lost, unmarked].some((list) => list.length > 0))
            bad.push(
              `${who} ${form.action}: ${answer.status}, named ${named}, no such field ${missing}, lost ${lost.map(([name]) => name)}, unmarked ${unmarked}`,
            );
        }
      }
    expect(bad).toEqual([]);
    expect(seen.filter((line) => line.endsWith('422')).length).toBeGreaterThan(15);
  }, 120_000);

  it('too many tries are 429 with when to come back, and our own fault is 500 with a number and nothing of its inside', async () => {
    const tries = Array.from({ length: 61 }, () => ask('anyone', { method: 'post', path: '/sign-in' }, { email: '', password: '' }));
    const refused = (await Promise.all(tries)).find(({ status }) => status === 429);
    expect(refused?.text).toContain('Zu viele Versuche');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    const { pool } = pages.door.foundation;
    const query = pool.query;
    pool.query = () => Promise.reject(new Error('no such column: sealed_secret'));
    const broken = await ask('staff', { method: 'get', path: '/desk' });
    pool.query = query;
    expect(broken.status).toBe(500);
    expect(broken.text).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/);
    expect(broken.text).not.toMatch(/sealed_secret|\.ts|node_modules/);
    expect(pages.door.faults.splice(0)).toHaveLength(1);
  }, 60_000);
});
