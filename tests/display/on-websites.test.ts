import { existsSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { snippetsFor } from '../../api/seals-display/snippets.js';
import { certificateFor, openChromiumFor } from '../support/host-names.js';
import { browserPath } from '../support/journey.js';
import { listen, openSealStage, type SealStage } from '../support/seal-stage.js';

// Real websites in a real browser: each host name leads to a server of this test, at the ports that people use.

const SERVICE = 'https://seals.example';
const MEMBER = 'north-pier.example';
const hasAll = browserPath() !== undefined && existsSync('/usr/bin/openssl');
const whenBrowser = hasAll ? describe : describe.skip;

let stage: SealStage;
let browser: Browser;
const servers: Server[] = [];
let seal: string;

const recipeCode = (recipe: string, id = seal): string => {
  const facts = { origin: SERVICE, language: 'en', name: 'Harbour Institute: Membership Trust Seal', component: stage.display.component };
  return snippetsFor({ id }, facts).find((one) => one.recipe === recipe)?.code ?? '';
};

/** Any website: shows what its path asks for; `?quiet` sends no referrer. */
const website: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://any.example');
  if (url.searchParams.has('quiet')) response.setHeader('Referrer-Policy', 'no-referrer');
  const [, recipe = '', id] = url.pathname.split('/');
  const plain = `<img src="${SERVICE}/seals/${seal}/badge.svg" width="264" height="93" alt="">`;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(
    `<!doctype html><html lang="en"><title>A website</title><body>${recipe === 'plain' ? plain : recipeCode(recipe, id)}</body></html>`,
  );
};

beforeAll(async () => {
  if (!hasAll) return;
  stage = await openSealStage(SERVICE);
  seal = await stage.addSeal({ domain: MEMBER });
  const tls = certificateFor('seals.example');
  const [service, secure, plain] = [await listen(stage.app, tls), await listen(website, tls), await listen(website)];
  servers.push(service.server, secure.server, plain.server);
  browser = await openChromiumFor({ 'seals.example:443': service.port, '*:443': secure.port, '*:80': plain.port });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await stage?.close();
});

/** What a visitor of that page sees of the seal. */
async function seen(address: string): Promise<'shown' | 'blocked' | string> {
  const page = await browser.newPage();
  try {
    await page.goto(address, { waitUntil: 'load' });
    const kind = new URL(address).pathname.split('/')[1];
    if (kind === 'component') {
      await page.waitForFunction(() => document.querySelector('rightsdesk-seal')?.getAttribute('data-state') !== null, undefined, {
        timeout: 15_000,
      });
      const state = await page.locator('rightsdesk-seal').getAttribute('data-state');
      const isDrawn = (await page.locator('rightsdesk-seal img').count()) === 1;
      return state === 'valid' && isDrawn ? 'shown' : state === 'valid' ? 'valid without picture' : (state ?? '');
    }
    if (kind === 'frame') {
      await page.locator('iframe').scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      const frame = page.frames()[1];
      if (frame?.url().startsWith('chrome-error:')) return 'blocked';
      const text = await frame
        ?.locator('svg title')
        .first()
        .textContent({ timeout: 10_000 })
        .catch(() => null);
      return typeof text === 'string' ? (text.includes(MEMBER) ? 'shown' : text) : 'blocked';
    }
    const width = await page.locator('img').evaluate((image: HTMLImageElement) =>
      image.decode().then(
        () => image.naturalWidth,
        () => 0,
      ),
    );
    return width > 0 ? 'shown' : 'blocked';
  } finally {
    await page.close();
  }
}

whenBrowser('a seal on websites (table 4.2)', () => {
  const sites = {
    member: `https://${MEMBER}`,
    www: `https://www.${MEMBER}`,
    subdomain: `https://shop.${MEMBER}`,
    copying: 'https://copy.example',
    lookalike: `https://${MEMBER}.evil.example`,
    memberPlain: `http://${MEMBER}`,
    copyingPlain: 'http://copy.example',
  };
  it.each([
    ['image', sites.member, 'shown'],
    ['image', `${sites.member}|quiet`, 'shown'],
    ['image', sites.copying, 'blocked'],
    ['image', `${sites.copying}|quiet`, 'blocked'],
    ['image', sites.www, 'shown'],
    ['image', sites.subdomain, 'blocked'],
    ['image', sites.lookalike, 'blocked'],
    ['image', sites.memberPlain, 'blocked'],
    ['image', sites.copyingPlain, 'blocked'],
    ['frame', sites.member, 'shown'],
    ['frame', `${sites.member}|quiet`, 'shown'],
    ['frame', sites.copying, 'blocked'],
    ['frame', `${sites.copying}|quiet`, 'blocked'],
    ['frame', sites.www, 'shown'],
    ['frame', sites.subdomain, 'blocked'],
    ['frame', sites.lookalike, 'blocked'],
    ['frame', sites.memberPlain, 'blocked'],
    ['frame', sites.copyingPlain, 'blocked'],
    ['component', sites.member, 'shown'],
    ['component', `${sites.member}|quiet`, 'shown'],
    ['component', sites.copying, 'unable'],
    ['component', `${sites.copying}|quiet`, 'unable'],
    ['component', sites.www, 'shown'],
    ['component', sites.subdomain, 'unable'],
    ['component', sites.memberPlain, 'unable'],
    ['plain', sites.member, 'blocked'],
    ['plain', sites.copying, 'blocked'],
  ])('%s on %s: %s', async (recipe, site, expected) => {
    const [origin = '', mode] = site.split('|');
    expect(await seen(`${origin}/${recipe}/${seal}${mode === undefined ? '' : '?quiet'}`)).toBe(expected);
  });

  it('the sites that tried are known by their names, and nothing else of anybody', async () => {
    await stage.misuseLog.flush();
    const places = await stage.display.misuse.list(seal);
    expect(new Set(places.map(({ host }) => host))).toEqual(new Set(['copy.example', `shop.${MEMBER}`, `${MEMBER}.evil.example`]));
    const { rows } = await stage.owner.query(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'seal_misuse' ORDER BY 1`,
    );
    expect(rows.map((row) => row.column_name)).toEqual(['count', 'day', 'first_at', 'last_at', 'origin', 'seal_id']);
  });

  it('subdomains where the issuer allows them, and no www where it does not', async () => {
    const wide = await stage.addSeal({ domain: 'wide.example', allowsSubdomains: true, allowsWww: false });
    const strict = await stage.addSeal({ domain: 'strict.example', allowsWww: false });
    expect(await seen(`https://shop.wide.example/image/${wide}`)).toBe('shown');
    expect(await seen(`https://shop.wide.example/component/${wide}`)).toBe('shown');
    expect(await seen(`https://www.strict.example/image/${strict}`)).toBe('blocked');
    expect(await seen(`https://www.strict.example/frame/${strict}`)).toBe('blocked');
    expect(await seen(`https://strict.example/image/${strict}`)).toBe('shown');
  });

  it('what is revoked is the neutral mark on its own website, and the component does not show it', async () => {
    const ended = await stage.addSeal({ domain: 'ended.example' });
    expect(await seen(`https://ended.example/component/${ended}`)).toBe('shown');
    await stage.owner.query(`UPDATE seal SET status = 'revoked' WHERE id = $1`, [ended]);
    await stage.publish();
    expect(await seen(`https://ended.example/component/${ended}`)).toBe('unable');
    expect(await seen(`https://ended.example/frame/${ended}`)).toBe('Seal not valid');
    expect(await seen(`https://ended.example/image/${ended}`)).toBe('shown'); // the neutral mark
  });

  it('a component that is given somebody else’s seal says that it is not valid there', async () => {
    const other = await stage.addSeal({ domain: 'other.example', allowsSubdomains: true });
    const page = await browser.newPage();
    // Everything is answered as for the seal's own website, as a proxy of the copying site would do it.
    await page.route('**/seals/*/credential', async (route) => {
      const body = await stage.forms.rendition(other, 'vc+jwt');
      await route.fulfill({ body: body ?? '', contentType: 'application/vc+jwt', headers: { 'access-control-allow-origin': '*' } });
    });
    await page.goto(`https://copy.example/component/${other}`);
    await page.waitForFunction(() => document.querySelector('rightsdesk-seal')?.getAttribute('data-state') !== null);
    expect(await page.locator('rightsdesk-seal').getAttribute('data-state')).toBe('invalid');
    expect(await page.locator('rightsdesk-seal img').count()).toBe(0);
    expect(await page.locator('rightsdesk-seal small').textContent()).toContain('not valid on this website');
    await page.close();
  });

  it('a visitor leaves no cookie and tells no address, whatever the recipe', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const told: (string | undefined)[] = [];
    page.on('request', (request) => request.url().startsWith(SERVICE) && told.push(request.headers().referer));
    for (const recipe of ['image', 'frame', 'component']) {
      await page.goto(`https://${MEMBER}/${recipe}/${seal}`, { waitUntil: 'networkidle' });
    }
    expect(told.length).toBeGreaterThan(5);
    expect(await context.cookies()).toEqual([]);
    expect(told.filter((referer) => (referer ?? '') !== '' && new URL(referer ?? '').pathname !== '/')).toEqual([]);
    await context.close();
  });
});
