import { existsSync, writeFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { followRecords } from '../../adapters/db/seals/keep/follow-records.js';
import { certificateFor, openChromiumFor } from '../support/host-names.js';
import { browserPath } from '../support/journey.js';
import { type Office, openOffice } from '../support/office.js';
import { verifyWithDigitalBazaar } from '../support/outside-verifier.js';
import { ISSUER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages } from '../support/seal-pages.js';
import { listen } from '../support/seal-stage.js';

// From the issuer's page to the visitor's screen and back: everybody is at a browser, and each host name leads where it should.

const SERVICE = 'https://seals.example';
const SITE = 'sloop-yard.example';
const OWNER_EMAIL = 'owner@sloop-yard.example';
const hasAll = browserPath() !== undefined && existsSync('/usr/bin/openssl');

let world: SealPages;
let browser: Browser;
let office: Office | undefined; // works the cases that are filed at the door
const servers: Server[] = [];
const stopping = new AbortController();
let keeping: Promise<unknown>;

/** What the member copied from its page; the copying website copied it from there. */
let pageCode = '';
const website: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="en"><title>A website</title><body>${pageCode}</body></html>`);
};

beforeAll(async () => {
  if (!hasAll) return;
  world = await openSealPages({ publicUrl: SERVICE });
  keeping = world.door.keepUp(stopping.signal);
  const tls = certificateFor('seals.example');
  const [service, secure] = [await listen(world.door.app, tls), await listen(website, tls)];
  servers.push(service.server, secure.server);
  browser = await openChromiumFor({ 'seals.example:443': service.port, '*:443': secure.port });
}, 120_000);
afterAll(async () => {
  if (!hasAll) return;
  await browser?.close();
  stopping.abort();
  await keeping;
  await office?.leave();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await world?.close();
});

const openPage = async () => (await browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true })).newPage();

async function signIn(email: string): Promise<Page> {
  const page = await openPage();
  await page.goto(`${SERVICE}/sign-in`);
  await page.locator('main input[type=email]').fill(email);
  await page.locator('main input[type=password]').fill(SEAL_PASSWORD);
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/(issuer|member)/);
  return page;
}

const press = async (page: Page, name: string | RegExp) => {
  await Promise.all([page.waitForEvent('load'), page.locator('main').getByRole('button', { name }).first().click()]);
};

/** What a visitor of that website sees of the seal: shown, or nothing. */
async function seenOn(address: string): Promise<{ image: boolean; frame: boolean }> {
  const page = await openPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  const image = await page
    .locator('img')
    .first()
    .evaluate((one: HTMLImageElement) =>
      one.decode().then(
        () => one.naturalWidth > 0,
        () => false,
      ),
    );
  const frame = page.frames()[1];
  const title = frame?.url().startsWith('chrome-error:')
    ? null
    : await frame
        ?.locator('svg title')
        .first()
        .textContent({ timeout: 10_000 })
        .catch(() => null);
  await page.context().close();
  return { image, frame: title?.includes(SITE) === true };
}

const wordOn = async (page: Page) => (await page.locator('.seal-word').first().textContent())?.replace(/[^A-Za-z ]/g, '').trim();

/** The four ways of a visitor: the link, the domain, what was pasted, a file. */
async function verifiedFourWays(id: string): Promise<(string | undefined)[]> {
  const page = await openPage();
  const words: (string | undefined)[] = [];
  await page.goto(`${SERVICE}/verify/${id}`);
  words.push(await wordOn(page));
  await page.goto(`${SERVICE}/verify`);
  await page.locator('#domain').fill(SITE);
  await page.locator('main form').first().getByRole('button').click();
  await page.waitForURL(/domain=/);
  words.push((await page.locator('main').textContent())?.includes('Valid today') ? 'Valid today' : 'none');
  const fetched = async (path: string) => Buffer.from(await (await fetch(`${world.base}${path}`)).arrayBuffer());
  await page.goto(`${SERVICE}/verify`);
  await page.locator('#pasted').fill((await fetched(`/seals/${id}/credential.jwt`)).toString());
  await press(page, /Check/);
  words.push(await wordOn(page));
  await page.goto(`${SERVICE}/verify`);
  await page.locator('#file').setInputFiles({ name: 'seal.png', mimeType: 'image/png', buffer: await fetched(`/seals/${id}/badge.png`) });
  await press(page, /Check/);
  words.push(await wordOn(page));
  await page.context().close();
  return words;
}

/** What jose and Digital Bazaar's libraries say, from published documents alone: signature by both, bits by the latter. */
async function askedOutside(id: string) {
  const get = async (path: string, accept: string) => (await fetch(`${world.base}${path}`, { headers: { accept } })).text();
  const token = await get(`/verify/${id}`, 'application/vc+jwt');
  const { keys } = JSON.parse(await get('/.well-known/jwks.json', 'application/json')) as { keys: JWK[] };
  const signed = await compactVerify(token, ({ kid }) => {
    const jwk = keys.find((one) => one.kid === kid?.split('#')[1]);
    if (jwk === undefined) throw new Error('no such key');
    return importJWK(jwk, 'EdDSA');
  });
  const credential = JSON.parse(await get(`/verify/${id}`, 'application/vc+ld+json'));
  const did = JSON.parse(await get('/issuers/guild/did.json', 'application/json'));
  const lists = await Promise.all(
    (credential.credentialStatus as { statusListCredential: string }[]).map(async ({ statusListCredential: url }) => [
      url,
      JSON.parse(await get(new URL(url).pathname, 'application/vc+ld+json')),
    ]),
  );
  const found = await verifyWithDigitalBazaar(credential, { [did.id]: did, ...Object.fromEntries(lists) });
  return {
    jose: JSON.parse(new TextDecoder().decode(signed.payload)).id,
    digitalBazaar: found.verified,
    bits: found.statusResult?.results?.map(({ status }) => status),
  };
}

(hasAll ? describe : describe.skip)('a seal (needs Chromium and openssl)', () => {
  let issuer: Page;
  const issued: Record<string, string> = {};
  let memberId = '';

  it('is issued on a page, to a member that was entered and whose domain was proved there', async () => {
    issuer = await signIn(ISSUER_EMAIL);
    await issuer.goto(`${SERVICE}/issuer/members`);
    await issuer.locator('#name').fill('Sloop Yard Ltd');
    await issuer.locator('#website').fill(`https://${SITE}/`);
    await issuer.locator('#contactEmail').fill(OWNER_EMAIL);
    await press(issuer, 'Enter the member');
    memberId = issuer.url().split('/').at(-1) ?? '';
    const [name = '', value = ''] = await issuer.locator('.proof .copy').allTextContents();
    writeFileSync(world.door.zoneFile, JSON.stringify({ [name]: [value] }));
    await press(issuer, /Check now/);
    expect(await issuer.locator('main').textContent()).toContain(`${SITE} is proved.`);
    for (const kind of ['privacy', 'membership-trust']) {
      await issuer.goto(`${SERVICE}/issuer/seals`);
      await issuer.locator('#member').selectOption({ label: 'Sloop Yard Ltd' });
      await issuer.locator('#kind').selectOption(kind);
      await press(issuer, 'Issue the seal');
      expect(await issuer.locator('.notice').textContent()).toContain(`for ${SITE} is issued`);
      issued[kind] = issuer.url().split('/').at(-1) ?? '';
    }
  }, 60_000);

  it('is put on the member’s website by the code of its page, and a copy of it fails and is told', async () => {
    await world.door.people.accounts.createAccount({
      email: OWNER_EMAIL,
      name: 'Ruth Sloop',
      role: 'member',
      password: SEAL_PASSWORD,
      issuerSlug: 'guild',
      memberId,
    });
    const member = await signIn(OWNER_EMAIL);
    await member.goto(`${SERVICE}/member/seals/${issued.privacy}`);
    await member.getByRole('link', { name: 'Put it on your website' }).click();
    await member.waitForURL(/snippets/);
    const codeOf = (recipe: string) => member.locator(`#code-${recipe}`).inputValue();
    pageCode = `${await codeOf('image')}\n${await codeOf('frame')}`;
    expect(await seenOn(`https://${SITE}/`)).toEqual({ image: true, frame: true });
    expect(await seenOn('https://copy.example/')).toEqual({ image: false, frame: false });
    await member.goto(`${SERVICE}/member/seals/${issued.privacy}`);
    for (let tries = 0; tries < 20 && !(await member.content()).includes('copy.example'); tries += 1) {
      await member.waitForTimeout(500);
      await member.reload();
    }
    expect(await member.locator('main').textContent()).toMatch(/copy\.example\s*it showed the seal/);
  }, 60_000);

  it('is verified by a visitor in four ways, and by programs that are not ours', async () => {
    expect(await verifiedFourWays(issued.privacy ?? '')).toEqual(Array(4).fill('Valid today'));
    expect(await askedOutside(issued.privacy ?? '')).toEqual({
      jose: `${SERVICE}/verify/${issued.privacy}`,
      digitalBazaar: true,
      bits: [false, false],
    });
  }, 60_000);

  it('is revoked on a page, and every way says so', async () => {
    await issuer.goto(`${SERVICE}/issuer/seals/${issued.privacy}`);
    await issuer.locator('input[name=act][value=revoke]').check();
    await issuer.locator('#reason').fill('The yard has closed this service.');
    await issuer.locator('#confirm').fill(SITE);
    await press(issuer, 'Change the seal');
    const visitor = await openPage();
    await visitor.waitForTimeout(1_500);
    await visitor.goto(`${SERVICE}/verify/${issued.privacy}`);
    expect(await wordOn(visitor)).toBe('Revoked');
    expect(await seenOn(`https://${SITE}/`)).toMatchObject({ frame: false });
    expect((await askedOutside(issued.privacy ?? '')).bits?.includes(true)).toBe(true);
  }, 60_000);

  it('is issued anew when its record is rectified: the old address leads to the new one, and programs agree', async () => {
    const { foundation } = world.door;
    const member = await signIn(OWNER_EMAIL);
    await member.goto(`${SERVICE}/member/organisation`);
    await member.locator('#officerName').fill('Ruth Sloop');
    await member.locator('#position').fill('Director');
    await member.locator('#email').fill(OWNER_EMAIL);
    await press(member, 'Add a person');
    await member.locator('input[name=field][value=name]').check();
    await member.locator('#proposed').fill('Sloop Yard plc');
    await member.locator('#why').fill('The company was converted.');
    await press(member, 'Ask for the correction');
    const reference = /RR-\d{4}-\w{6}/.exec((await member.locator('main').textContent()) ?? '')?.[0] ?? '';
    office = await openOffice({ database: world.door.database });
    await office.until(reference, 'issuer');
    await issuer.goto(`${SERVICE}/issuer/requests/${reference}`);
    expect(await issuer.locator('.old-new').first().textContent()).toMatch(/Sloop Yard Ltd.*Sloop Yard plc/);
    await issuer.locator('input[type=radio][value=approve]').check();
    await press(issuer, /Send/);
    await office.until(reference, 'deciding');
    await office.act(reference, { type: 'decision', outcome: 'granted', reasons: 'The issuer confirmed it.' });
    await office.until(reference, 'answered');
    expect(await followRecords(foundation)).toBe(1);
    const visitor = await openPage();
    await visitor.waitForTimeout(1_500);
    await visitor.goto(`${SERVICE}/verify/${issued['membership-trust']}`);
    expect(await visitor.locator('main').textContent()).toContain('Sloop Yard Ltd');
    await visitor.locator('main a[href^="/verify/"]').first().click();
    await visitor.waitForURL((url) => !url.pathname.endsWith(issued['membership-trust'] ?? ''));
    expect(await wordOn(visitor)).toBe('Valid today');
    expect(await visitor.locator('main').textContent()).toContain('Sloop Yard plc');
    const fresh = visitor.url().split('/').at(-1) ?? '';
    expect(await askedOutside(fresh)).toEqual({ jose: `${SERVICE}/verify/${fresh}`, digitalBazaar: true, bits: [false, false] });
    expect((await askedOutside(issued['membership-trust'] ?? '')).bits?.includes(true)).toBe(true);
    expect(world.door.faults).toEqual([]);
  }, 60_000);
});
