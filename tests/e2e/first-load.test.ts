import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openTestDoor, type TestDoor } from '../support/door.js';
import { browserPath, openChromium } from '../support/journey.js';

const PUBLIC_PAGES = [
  '/',
  '/request',
  '/check',
  '/deadline',
  '/cookies',
  '/sign-in',
  '/verify',
  '/verify?domain=nobody.example',
  '/nothing/here',
];
const MOST_BYTES = 30 * 1024;
const MOST_REQUESTS = 8;
/** What the web's own measure calls good is 0.1; our pages have nothing that comes late. */
const MOST_SHIFT = 0.02;

const SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 250);
})`;

/** What a stranger's browser fetches for its first page, as it comes over the wire. */
(browserPath() === undefined ? describe.skip : describe)('the first load of a public page (needs Chromium)', () => {
  let door: TestDoor;
  let server: Server;
  let base: string;
  let browser: Browser;
  beforeAll(async () => {
    door = await openTestDoor(0);
    server = createServer(door.app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await openChromium();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await door.close();
  }, 60_000);

  it.each(PUBLIC_PAGES)(
    '%s is small, still, and from here alone',
    async (path) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const wire = await context.newCDPSession(page);
      await wire.send('Network.enable');
      const seen = { bytes: 0, urls: [] as string[] };
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
        seen.bytes += encodedDataLength;
      });
      wire.on('Network.requestWillBeSent', ({ request }) => void seen.urls.push(request.url));
      await page.goto(base + path, { waitUntil: 'networkidle' });
      const shift = await page.evaluate(SHIFT);
      expect(seen.urls.filter((url) => !url.startsWith(`${base}/`) && !url.startsWith('data:'))).toEqual([]);
      expect(seen.urls.length).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(seen.bytes).toBeGreaterThan(1_000);
      expect(seen.bytes).toBeLessThan(MOST_BYTES);
      expect(shift).toBeLessThan(MOST_SHIFT);
      await context.close();
    },
    60_000,
  );

  it('a page that holds a secret of its visitor is not compressed, what is the same for everybody is', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const [html, css] = await Promise.all(['/sign-in', '/static/styles.css'].map((path) => fetch(base + path, { headers })));
    expect([html?.headers.get('content-encoding'), css?.headers.get('content-encoding')]).toEqual([null, 'gzip']);
  });
});
