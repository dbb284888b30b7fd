import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { sortFields } from '../../adapters/db/rectification/look-up-issuer.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { browserPath, openChromium, openJourney } from '../../tests/support/journey.js';
import { openBrowser } from '../../tests/support/page-browser.js';

const PASSWORD = 'correct horse battery';
const ISSUER = { id: 'test-issuer', role: 'issuer' } as const;
let door: TestDoor;
let server: Server;
let base: string;
let memberId: string;
let seals: Record<'own' | 'draft' | 'others' | 'foreign', string>;

beforeAll(async () => {
  door = await openTestDoor(0);
  const { foundation } = door;
  await foundation.pool.query(
    `INSERT INTO issuer (slug, name, website, contact_email) VALUES ('guild', 'The Guild', 'https://guild.example', 'office@guild.example'),
       ('institute', 'The Institute', 'https://institute.example', NULL)`,
  );
  const desk = createSealDesk(foundation);
  const member = await desk.members.create('guild', { name: 'North Pier Ltd', registrationNumber: 'REG-1', domain: 'nörth-pier.example' });
  const other = await desk.members.create('guild', { name: 'Kiln Yard', domain: 'kiln-yard.example' });
  const foreign = await desk.members.create('institute', { name: 'Far Ltd', domain: 'far.example' });
  memberId = member.id;
  const issue = async (slug: string, id: string, isDraft = false) =>
    (await desk.issue(slug, { member: id, kind: 'website', isDraft }, { ...ISSUER, issuerSlug: slug })).seal.id;
  seals = {
    own: await issue('guild', member.id),
    draft: await issue('guild', member.id, true),
    others: await issue('guild', other.id),
    foreign: await issue('institute', foreign.id),
  };
  const accounts = createAccounts(foundation);
  const make = (role: 'member' | 'issuer' | 'staff', email: string, more = {}) =>
    accounts.createAccount({ email, name: 'Alma Whitcombe', role, password: PASSWORD, ...more });
  await make('member', 'alma@north-pier.example', { issuerSlug: 'guild', memberId });
  await make('issuer', 'office@guild.example', { issuerSlug: 'guild' });
  await make('staff', 'dana@rightsdesk.example');
  server = createServer(door.app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  server.close();
  await door.close();
});

async function signIn(email: string) {
  const browser = openBrowser(door.app);
  const { headers } = await browser.send('/sign-in', { email, password: PASSWORD });
  return { ...browser, home: headers.location };
}
const asMember = () => signIn('alma@north-pier.example');
const asIssuer = () => signIn('office@guild.example');

describe('the pages of a member', () => {
  it('begin at its own seals, without drafts, in its language', async () => {
    const { get, home } = await asMember();
    expect(home).toBe('/member');
    for (const [lang, words] of [
      ['en', 'What The Guild confirms of you'],
      ['de', 'Was The Guild über Sie bestätigt'],
      ['fr', 'Ce que The Guild confirme'],
    ]) {
      const { status, text } = await get(`/member?lang=${lang}`);
      expect([status, text]).toEqual([200, expect.stringContaining(words ?? '')]);
      expect(text).toContain(`/member/seals/${seals.own}`);
      expect(text).toContain('seal-challenge&#x3D;');
      for (const id of [seals.draft, seals.others, seals.foreign]) expect(text).not.toContain(id);
    }
  });

  it('show one seal with its history, without the issuer’s reasons, and misuse seen', async () => {
    const desk = createSealDesk(door.foundation);
    const key = { id: seals.own, issuerSlug: 'guild' };
    await desk.act('suspend', key, { reason: 'kept among ourselves' }, { ...ISSUER, issuerSlug: 'guild' });
    await desk.act('reinstate', key, {}, { ...ISSUER, issuerSlug: 'guild' });
    await openBrowser(door.app).send('/report-misuse', { page: 'https://copy.example/x', seal: seals.own, claim: 'copied' });
    const { get } = await asMember();
    const { status, text } = await get(`/member/seals/${seals.own}?lang=de`);
    expect(status).toBe(200);
    expect(text).toContain('Das Siegel wurde ausgesetzt');
    expect(text).toContain('(Website-Siegel)');
    expect(text).not.toContain('kept among ourselves');
    expect(text).toMatch(/copy\.example[\s\S]*gemeldet: kopiert/);
    expect(text).toContain(`/seals/${seals.own}/snippets`);
    for (const id of [seals.draft, seals.others, seals.foreign, randomUUID(), 'x'])
      expect((await get(`/member/seals/${id}`)).status).toBe(404);
  });

  it('take the wish to renew once and tell the issuer', async () => {
    const { send, get } = await asMember();
    for (let times = 0; times < 2; times++) expect((await send(`/member/seals/${seals.own}`, {})).status).toBe(303);
    expect((await get(`/member/seals/${seals.own}?lang=en`)).text).toContain('a renewal was asked for');
    expect((await send(`/member/seals/${seals.own}`, {}, `/member/seals/${seals.others}`)).status).toBe(404);
    const { rows } = await door.foundation.pool.query(
      `SELECT code, status, facts->>'url' AS url FROM seal_notice WHERE code = 'RENEWAL_ASKED'`,
    );
    expect(rows).toEqual([{ code: 'RENEWAL_ASKED', status: 'queued', url: expect.stringContaining(`/issuer/seals/${seals.own}`) }]);
  });

  it('change how it is reached, and nothing that is certified', async () => {
    const { send, get } = await asMember();
    const wrong = await send('/member/organisation', { contactEmail: 'nobody', language: 'xx' });
    expect(wrong.status).toBe(422);
    const done = await send('/member/organisation', { contactEmail: 'office@north-pier.example', language: 'fr', name: 'Grand Pier' });
    expect(done.status).toBe(303);
    const { text } = await get('/member/organisation?lang=en');
    expect(text).toContain('office@north-pier.example');
    expect(text).toContain('<dd>North Pier Ltd</dd>');
  });

  it('file a correction of what is certified as a rectification that names record, field and issuer', async () => {
    const { send } = await asMember();
    const [page, to] = ['/member/organisation', '/member/organisation/corrections'];
    expect((await send(page, { field: 'name', proposed: 'North Pier Ltd' }, to)).status).toBe(422);
    for (let times = 0; times < 2; times++) {
      const { headers } = await send(page, { field: 'name', proposed: 'North Pier plc', why: 'Companies House' }, to);
      expect(headers.location).toBe('/request/proof');
    }
    const { rows } = await door.foundation.pool.query('SELECT reference FROM request'); // the same wish sent twice is one case
    expect(rows).toHaveLength(1);
    const filed = await createRequestDesk(door.foundation).detail(rows[0].reference);
    expect(filed).toMatchObject({ right: 'rectification', identityLevel: 'L2', isIdentityProven: true });
    expect(filed?.requester).toEqual({ name: 'Alma Whitcombe', email: 'alma@north-pier.example' });
    expect(filed?.corrections).toEqual([
      {
        record: 'Member register of The Guild: North Pier Ltd, REG-1',
        field: 'name',
        proposed: 'North Pier plc',
        reason: 'Companies House',
      },
    ]);
    const claim = { record: 'Member register of The Guild: North Pier Ltd, REG-1', field: 'name', proposed: 'North Pier plc' };
    const sorted = await sortFields(door.foundation, door.foundation.pool, randomUUID(), [claim]);
    expect(sorted).toMatchObject([{ controller: 'issuer', issuerSlug: 'guild', memberId }]);
  });

  it('are closed to everybody else', async () => {
    expect((await openBrowser(door.app).get('/member')).headers.location).toContain('/sign-in');
    for (const browser of [await asIssuer(), await signIn('dana@rightsdesk.example')])
      for (const path of ['/member', `/member/seals/${seals.own}`, '/member/organisation'])
        expect((await browser.get(path)).status).toBe(403);
    for (const path of ['/issuer', '/issuer/seals', '/desk']) expect((await (await asMember()).get(path)).status).toBe(403);
  });
});

describe('the seals of an issuer', () => {
  it('are listed, issued, revoked by typing the domain, and no other issuer’s', async () => {
    const { get, send } = await asIssuer();
    const list = await get('/issuer/seals?lang=de');
    expect(list.text).toContain('nörth-pier.example');
    expect(list.text).toContain('Ein Siegel ausstellen');
    expect(list.text).not.toContain('far.example');
    expect((await send('/issuer/seals', { member: '', kind: 'x' })).text).toContain('Wählen Sie das Mitglied');
    const issued = await send('/issuer/seals', { member: memberId, kind: 'privacy' });
    const at = issued.headers.location ?? '';
    expect(at).toMatch(/^\/issuer\/seals\/[0-9a-f-]{36}$/);
    expect((await get(at)).text).toContain('ist ausgestellt');
    const wrong = await send(at, { act: 'revoke', reason: 'ended', confirm: 'kiln-yard.example' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Geben Sie nörth-pier.example ein')]);
    expect((await send(at, { act: 'revoke', reason: 'ended', confirm: 'nörth-pier.example' })).status).toBe(303);
    expect((await get(`${at}?lang=fr`)).text).toMatch(/Révoqué[\s\S]*“ended”/);
    for (const id of [seals.foreign, randomUUID()]) expect((await get(`/issuer/seals/${id}`)).status).toBe(404);
  });
});

(browserPath() === undefined ? describe.skip : describe)('looked at by axe (needs Chromium)', () => {
  it('finds nothing on any of them, on a phone and on a desk', async () => {
    const browser = await openChromium();
    for (const [email, width, locale, paths] of [
      ['alma@north-pier.example', 390, 'de-DE', ['/member', `/member/seals/${seals.own}`, '/member/organisation']],
      ['office@guild.example', 1440, 'fr-FR', ['/issuer/seals', `/issuer/seals/${seals.own}`]],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
      const { page, go, findings, foreign } = openJourney(base, await context.newPage());
      await page.goto(`${base}/sign-in`);
      await page.locator('main input[type=email]').fill(email);
      await page.locator('main input[type=password]').fill(PASSWORD);
      await page.locator('main form button').first().click();
      await page.waitForURL(/member|issuer/);
      for (const path of paths) {
        await go(path);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
      expect([findings, foreign]).toEqual([[], []]);
      await context.close();
    }
    await browser.close();
    expect(door.faults).toEqual([]);
  }, 120_000);
});
