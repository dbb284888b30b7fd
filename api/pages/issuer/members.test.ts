import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { domainToASCII } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestDesk } from '../../../adapters/db/requests/desk.js';
import { browserPath, openChromium, openJourney } from '../../../tests/support/journey.js';
import { IS_LONG_RUN } from '../../../tests/support/long-run.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages } from '../../../tests/support/seal-pages.js';

let world: SealPages;
beforeAll(async () => {
  world = await openSealPages();
}, 120_000);
afterAll(() => world.close());

const asIssuer = () => world.signIn(ISSUER_EMAIL);
const LIST = '/issuer/members';
const enter = async (fields: Record<string, string>) => {
  const issuer = await asIssuer();
  const made = await issuer.send(LIST, { language: 'en', ...fields });
  return { ...issuer, made, at: made.headers.location ?? '' };
};

describe('the members of an issuer', () => {
  it('are listed in three languages with the state of their domains, found, and no other issuer’s', async () => {
    const { get } = await asIssuer();
    for (const [lang, title] of [
      ['en', 'Members'],
      ['de', 'Mitglieder'],
      ['fr', 'Membres'],
    ]) {
      const { status, text } = await get(`${LIST}?lang=${lang}`);
      expect([status, text]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`)]);
      expect(text).toContain('nörth-pier.example');
      expect(text).not.toContain('far.example');
    }
    const found = (await get(`${LIST}?lang=en&q=kiln`)).text;
    expect([found.includes('Kiln Yard'), found.includes('North Pier')]).toEqual([true, false]);
    expect((await get(`${LIST}?q=nobody`)).text).toContain('No member fits');
  });

  it('are entered with website, registration and contact; what is wrong is named where it is', async () => {
    const wrong = (await enter({ name: '', website: 'co.uk', contactEmail: 'x' })).made;
    expect(wrong.status).toBe(422);
    for (const field of ['name', 'contactEmail']) expect(wrong.text).toContain(`href="#${field}"`);
    expect((await enter({ name: 'Sloop', website: 'co.uk' })).made.text).toContain('href="#website"');
    expect((await enter({ name: 'Sloop', website: 'kiln-yard.example' })).made.text).toContain('belongs to another of your members');
    const { made, at, get } = await enter({
      name: 'Sloop Yard',
      website: 'https://www.slööp.example/',
      registration: 'REG-9',
      address: '1 Quay\r\nPortside',
      contactEmail: 'office@sloop.example',
      language: 'de',
    });
    expect([made.status, at]).toEqual([303, expect.stringMatching(/^\/issuer\/members\/[0-9a-f-]{36}$/)]);
    const { text } = await get(at);
    expect(text).toContain('Sloop Yard is entered');
    for (const shown of ['www.slööp.example', domainToASCII('www.slööp.example'), '1 Quay, Portside', 'office@sloop.example'])
      expect(text).toContain(shown);
    expect(text).toMatch(/_seal\.www\.xn--slp-tnaa\.example[\s\S]*seal-challenge&#x3D;[\w-]{24}[\s\S]*\.well-known\/seal-challenge\//);
  });

  it('have their record changed, and a member of another issuer is not there', async () => {
    const { at, get, send } = await enter({ name: 'Old Name' });
    expect((await send(at, { name: '', language: 'en' })).status).toBe(422);
    expect((await send(at, { name: 'New Name', registration: 'R-2', language: 'fr', isEnded: 'yes' })).status).toBe(303);
    expect((await get(at)).text).toMatch(/<h1>New Name<\/h1>[\s\S]*no member any more[\s\S]*value="R-2"[\s\S]*id="isEnded"[^>]* checked/);
    const { rows } = await world.door.foundation.pool.query(`SELECT id FROM member WHERE issuer_slug = 'institute'`);
    for (const id of [rows[0].id, randomUUID(), 'x']) {
      expect((await get(`${LIST}/${id}`)).status).toBe(404);
      for (const act of ['', '/domains', '/domains/check', '/domains/remove', '/officers', `/officers/${randomUUID()}/remove`])
        expect((await send(LIST, { name: 'N', domain: 'n.example', language: 'en' }, `${LIST}/${id}${act}`)).status).toBe(404);
    }
    expect((await (await world.signIn(MEMBER_EMAIL)).get(LIST)).status).toBe(403);
  });
});

describe('the domains of a member', () => {
  it('are added, looked for now, proved, warned of when they look alike, and removed', async () => {
    const { at, get, send } = await enter({ name: 'Modern Ltd' });
    expect((await get(at)).text).toContain('No domain is entered');
    expect((await send(at, { domain: 'https://modern.example/shop' }, `${at}/domains`)).status).toBe(422);
    expect((await send(at, { domain: 'modern.example' }, `${at}/domains`)).status).toBe(303);
    expect((await send(at, { domain: 'modern.example' }, `${at}/domains/check`)).status).toBe(303);
    const unproved = (await get(at)).text;
    expect(unproved).toContain('No proof of modern.example was found');
    expect(unproved).toContain('not proved yet');
    const name = '_seal.modern.example';
    const value = /seal-challenge&#x3D;([\w-]+)/.exec(unproved)?.[1];
    writeFileSync(world.door.zoneFile, JSON.stringify({ [name]: [`seal-challenge=${value}`] }));
    expect((await send(at, { domain: 'modern.example' }, `${at}/domains/check`)).status).toBe(303);
    expect((await get(at)).text).toMatch(/modern\.example is proved[\s\S]*proved by DNS, since/);
    const other = await enter({ name: 'Modem Ltd', website: 'modem.example' });
    expect((await get(other.at)).text).toContain('Its name can be taken for modern.example');
    expect((await send(at, { domain: 'modern.example' }, `${at}/domains/remove`)).status).toBe(303);
    expect((await get(at)).text).toMatch(/modern\.example is removed[\s\S]*No domain is entered/);
    const own = `${LIST}/${world.memberId}`;
    const refused = await send(own, { domain: domainToASCII('nörth-pier.example') }, `${own}/domains/remove`);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('A seal is issued for this domain')]);
  });
});

describe('the officers of a member', () => {
  it('are entered, sealed with their own key, found by a request about them, and removed', async () => {
    const own = `${LIST}/${world.memberId}`;
    const { get, send } = await asIssuer();
    const officer = { officerName: 'Odile Marchand-Reyes', position: 'Treasurer', email: 'odile@north-pier.example', phone: '+33 1 23' };
    expect((await send(own, { ...officer, email: 'x', position: '' }, `${own}/officers`)).text).toMatch(
      /href="#position"[\s\S]*href="#email"/,
    );
    expect((await send(own, officer, `${own}/officers`)).status).toBe(303);
    expect((await send(own, officer, `${own}/officers`)).text).toContain('stands there already');
    expect((await get(own)).text).toMatch(/Odile Marchand-Reyes<\/strong>, Treasurer[\s\S]*\+33 1 23/);
    const { pool } = world.door.foundation;
    const { rows } = await pool.query<{ id: string; subject_id: string; row: string }>(
      'SELECT id, subject_id, row_to_json(officer)::text AS row FROM officer',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toMatch(/Odile|odile/);
    await createRequestDesk(world.door.foundation).file(
      { rights: ['access'], requester: { name: 'Odile', email: officer.email }, channel: 'form', language: 'en' },
      { id: 'form', role: 'anyone' },
    );
    const { rows: asked } = await pool.query<{ subject_id: string }>('SELECT subject_id FROM request');
    expect(asked).toEqual([{ subject_id: rows[0]?.subject_id }]);
    expect((await send(own, {}, `${own}/officers/${rows[0]?.id}/remove`)).status).toBe(303);
    expect((await get(own)).text).toContain('Nobody is entered');
  });
});

(browserPath() === undefined ? describe.skip : describe)('looked at by axe (needs Chromium)', () => {
  const ofIssuer = () => [LIST, `${LIST}/${world.memberId}`];
  const ofMember = () => ['/member', `/member/seals/${world.seals.own}`, '/member/organisation'];
  const narrow = [
    [ISSUER_EMAIL, 390, 'de-DE', 'light', ofIssuer],
    [MEMBER_EMAIL, 390, 'fr-FR', 'dark', ofMember],
  ] as const;
  const wide = [
    [ISSUER_EMAIL, 1440, 'fr-FR', 'dark', ofIssuer],
    [MEMBER_EMAIL, 1440, 'en-GB', 'light', ofMember],
  ] as const;
  it.each(IS_LONG_RUN ? [...narrow, ...wide] : narrow)(
    'finds nothing on the pages of %s at %i px, %s, %s',
    async (email, width, locale, colorScheme, paths) => {
      const browser = await openChromium();
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale, colorScheme });
      const { page, go, findings, foreign } = openJourney(world.base, await context.newPage());
      await page.goto(`${world.base}/sign-in`);
      await page.locator('main input[type=email]').fill(email);
      await page.locator('main input[type=password]').fill(SEAL_PASSWORD);
      await page.locator('main form button').first().click();
      await page.waitForURL(/issuer|member/);
      for (const path of paths()) {
        await go(path);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
      expect([findings, foreign]).toEqual([[], []]);
      await browser.close();
      expect(world.door.faults).toEqual([]);
    },
    120_000,
  );
});
