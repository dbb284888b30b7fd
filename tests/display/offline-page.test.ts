import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openTestDoor, type TestDoor } from '../support/door.js';
import { browserPath, openChromium } from '../support/journey.js';
import { registerSeal } from '../support/register-seal.js';

// The page that checks in the browser, with the network switched off after it has loaded.

const whenBrowser = browserPath() === undefined ? describe.skip : describe;
let door: TestDoor;
let server: Server;
let base: string;
let browser: Browser;
let id: string;

beforeAll(async () => {
  if (browserPath() === undefined) return;
  door = await openTestDoor(0);
  id = await registerSeal(door.foundation.pool, { domain: 'north-pier.example', index: 4_711 });
  await door.publish();
  server = createServer(door.app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`; // a secure context, which WebCrypto wants
  browser = await openChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await door?.close();
});

const form = async (accept: string) => (await fetch(`${base}/verify/${id}`, { headers: { accept } })).text();
async function verdictOf(page: Page, text: string): Promise<string> {
  await page.locator('#credential').fill(text);
  await page.locator('#check').click();
  return (await page.locator('#result .seal-word').textContent()) ?? '';
}

whenBrowser('the offline page without a network', () => {
  it('checks JWT and proofs, tells forged and revoked ones, and says what it cannot check', async () => {
    const [jwt, proofs] = [await form('application/vc+jwt'), await form('application/vc+ld+json')];
    const badge = await (await fetch(`${base}/seals/${id}/openbadge.json`)).text();
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    const sent: string[] = [];
    await page.goto(`${base}/verify/offline`, { waitUntil: 'networkidle' });
    await page.locator('#bundle-link[href^="blob:"]').waitFor();
    await context.setOffline(true);
    page.on('request', (request) => sent.push(request.url()));
    expect(await verdictOf(page, jwt)).toContain('Genuine and valid, by keys and lists of');
    expect(await page.locator('#result .seal-domain').textContent()).toBe('north-pier.example');
    expect(await verdictOf(page, proofs)).toContain('Genuine and valid');
    expect(await verdictOf(page, proofs.replaceAll('North Pier', 'South Pier'))).toContain('Not genuine');
    expect(await verdictOf(page, 'hello')).toContain('no credential that can be read');
    expect(await verdictOf(page, badge)).toContain('cannot check this kind of signature without a network');
    expect(sent).toEqual([]);
    await context.close();
  }, 60_000);

  it('with a bundle kept from after the revocation says that it was revoked', async () => {
    const jwt = await form('application/vc+jwt');
    await door.foundation.pool.query(`UPDATE seal SET status = 'revoked' WHERE id = $1`, [id]);
    await door.publish();
    const kept = await (await fetch(`${base}/verify/offline/bundle.json`)).text();
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(`${base}/verify/offline`, { waitUntil: 'networkidle' });
    await context.setOffline(true);
    await page.locator('#bundle-file').setInputFiles({ name: 'kept.json', mimeType: 'application/json', buffer: Buffer.from(kept) });
    expect(await verdictOf(page, jwt)).toContain('Widerrufen');
    await context.close();
  }, 60_000);
});
