import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sortFields } from '../../../adapters/db/rectification/look-up-issuer.js';
import { createRequestDesk } from '../../../adapters/db/requests/desk.js';
import { recordLinkFile } from '../../../adapters/db/seals/keep/record-links.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, type SealPages, STAFF_EMAIL } from '../../../tests/support/seal-pages.js';

const ISSUER = { id: 'test-issuer', role: 'issuer' } as const;

let world: SealPages;
beforeAll(async () => {
  world = await openSealPages();
}, 120_000);
afterAll(() => world.close());

const asMember = () => world.signIn(MEMBER_EMAIL);
const asIssuer = () => world.signIn(ISSUER_EMAIL);
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
      expect(text).toContain(`/member/seals/${world.seals.own}`);
      expect(text).toContain('seal-challenge&#x3D;');
      for (const id of [world.seals.draft, world.seals.others, world.seals.foreign]) expect(text).not.toContain(id);
    }
  });

  it('show one seal with its history, without the issuer’s reasons, and misuse seen', async () => {
    const { desk } = world;
    const key = { id: world.seals.own, issuerSlug: 'guild' };
    await desk.act('suspend', key, { reason: 'kept among ourselves' }, { ...ISSUER, issuerSlug: 'guild' });
    await desk.act('reinstate', key, {}, { ...ISSUER, issuerSlug: 'guild' });
    await world.door.publish(); // a report is of a seal that is shown
    await openBrowser(world.door.app).send('/report-misuse', { page: 'https://copy.example/x', seal: world.seals.own, claim: 'copied' });
    const { get } = await asMember();
    const { status, text } = await get(`/member/seals/${world.seals.own}?lang=de`);
    expect(status).toBe(200);
    expect(text).toContain('Das Siegel wurde ausgesetzt');
    expect(text).toContain('(Website-Siegel)');
    expect(text).not.toContain('kept among ourselves');
    expect(text).toMatch(/copy\.example[\s\S]*gemeldet: kopiert/);
    expect(text).toContain(`/seals/${world.seals.own}/snippets`);
    for (const id of [world.seals.draft, world.seals.others, world.seals.foreign, randomUUID(), 'x'])
      expect((await get(`/member/seals/${id}`)).status).toBe(404);
  });

  it('take the wish to renew once and tell the issuer', async () => {
    const { send, get } = await asMember();
    for (let times = 0; times < 2; times++) expect((await send(`/member/seals/${world.seals.own}`, {})).status).toBe(303);
    expect((await get(`/member/seals/${world.seals.own}?lang=en`)).text).toContain('a renewal was asked for');
    expect((await send(`/member/seals/${world.seals.own}`, {}, `/member/seals/${world.seals.others}`)).status).toBe(404);
    const { rows } = await world.door.foundation.pool.query(
      `SELECT code, status, facts->>'url' AS url FROM seal_notice WHERE code = 'RENEWAL_ASKED'`,
    );
    expect(rows).toEqual([{ code: 'RENEWAL_ASKED', status: 'queued', url: expect.stringContaining(`/issuer/seals/${world.seals.own}`) }]);
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
    const { rows } = await world.door.foundation.pool.query('SELECT reference FROM request'); // the same wish sent twice is one case
    expect(rows).toHaveLength(1);
    const filed = await createRequestDesk(world.door.foundation).detail(rows[0].reference);
    expect(filed).toMatchObject({ right: 'rectification', identityLevel: 'L2', isIdentityProven: true });
    expect(filed?.requester).toEqual({ name: 'Alma Whitcombe', email: 'alma@north-pier.example' });
    expect(filed?.corrections).toEqual([
      {
        id: expect.any(String),
        record: 'Member register of The Guild: North Pier Ltd, REG-1',
        field: 'name',
        proposed: 'North Pier plc',
        reason: 'Companies House',
      },
    ]);
    const claim = { record: 'Member register of The Guild: North Pier Ltd, REG-1', field: 'name', proposed: 'North Pier plc' };
    const sorted = await sortFields(world.door.foundation, world.door.foundation.pool, randomUUID(), [claim]);
    expect(sorted).toMatchObject([{ controller: 'issuer', issuerSlug: 'guild', memberId: world.memberId }]);
  });

  it('look for the proof of a domain at a button, and show what the website says of the seal', async () => {
    const { get, send } = await asMember();
    const domain = domainToASCII('nörth-pier.example');
    await get('/member?lang=en');
    expect((await send('/member', { domain: 'kiln-yard.example' }, '/member/domains/check')).status).toBe(404);
    expect((await send('/member', { domain }, '/member/domains/check')).status).toBe(303);
    expect((await get('/member')).text).toMatch(/No proof of nörth-pier\.example was found[\s\S]*either/);
    const seal = `/member/seals/${world.seals.own}`;
    expect((await get(seal)).text).toContain('nörth-pier.example does not say');
    const { foundation, publish } = world.door;
    const key = { memberId: world.memberId, domain };
    const file = { seals: [{ id: `${foundation.settings.publicUrl}/verify/${world.seals.own}` }] };
    await recordLinkFile(foundation, key, { file }, foundation.now());
    await publish();
    expect((await get(seal)).text).toContain('Yes: nörth-pier.example names this seal too.');
    const page = async () => (await openBrowser(world.door.app).get(`/verify/${world.seals.own}?lang=en`)).text;
    expect(await page()).toContain('names this seal too. It is asked every day.');
    await recordLinkFile(foundation, key, { file: { seals: [] } }, foundation.now());
    await publish();
    expect(await page()).toContain('names other seals, and not this one');
    await recordLinkFile(foundation, key, undefined, foundation.now());
    await publish();
    expect(await page()).not.toContain('asked every day');
  });

  it('name its officers, at once and without the issuer', async () => {
    const { get, send } = await asMember();
    const [page, to] = ['/member/organisation', '/member/organisation/officers'];
    expect((await send(page, { officerName: '', position: 'x', email: 'x' }, to)).status).toBe(422);
    const officer = { officerName: 'Ines Okafor', position: 'Director', email: 'ines@north-pier.example' };
    expect((await send(page, officer, to)).status).toBe(303);
    const { text } = await get(`${page}?lang=fr`);
    expect(text).toMatch(/Ines Okafor<\/strong>, Director/);
    const id = /officers\/([0-9a-f-]{36})\/remove/.exec(text)?.[1];
    expect((await send(page, {}, `${to}/${id}/remove`)).status).toBe(303);
    expect((await get(page)).text).not.toContain('Ines Okafor');
  });

  it('are closed to everybody else', async () => {
    expect((await openBrowser(world.door.app).get('/member')).headers.location).toContain('/sign-in');
    for (const browser of [await asIssuer(), await world.signIn(STAFF_EMAIL)])
      for (const path of ['/member', `/member/seals/${world.seals.own}`, '/member/organisation'])
        expect((await browser.get(path)).status).toBe(403);
    for (const path of ['/issuer', '/issuer/seals', '/desk']) expect((await (await asMember()).get(path)).status).toBe(403);
  });
});
