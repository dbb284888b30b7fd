import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createPages } from '../../adapters/pages/render.js';
import { buildPageApp } from '../../tests/support/page-app.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { buildPageDeps } from '../../tests/support/page-fakes.js';
import { ownPath } from './page.js';
import { dayInWords, instantInWords, timeLeft } from './words.js';

const app = buildPageApp(buildPageDeps());
const browser = openBrowser(app);

describe('the calculator page', () => {
  it('gives the date, the reason and the strip', async () => {
    const { text, status } = await browser.get('/deadline?place=ENG&right=access&received=2026-11-25');
    expect(status).toBe(200);
    expect(text).toContain('Tuesday 29 December 2026');
    expect(text).toContain('strip-svg');
  });
  it('points to the field that is wrong, with 422', async () => {
    const answer = await browser.get('/deadline?place=ENG&right=access&received=2026-02-30&identityAsked=never');
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/href="#received"[\s\S]*href="#identityAsked"/);
    expect((await browser.get('/deadline?place=XX&right=access&received=2026-02-03')).text).toContain('href="#place"');
  });
  it('says that the date is open while proof is awaited', async () => {
    const { text } = await browser.get('/deadline?place=ENG&right=access&received=2026-11-02&identityAsked=2026-11-03');
    expect(text).toContain('The date is open');
  });
});

describe('caught mail', () => {
  const json = (path: string) => request(app).get(path).set('accept', 'application/json');
  it('is a page, or JSON by Accept', async () => {
    expect((await json('/dev/mail')).body.items[0]).toMatchObject({ id: '7', to: 'alex.morgan@example.com', deliveries: 1 });
    expect((await json('/dev/mail?to=other@example.com')).body).toEqual({ items: [] });
    expect((await json('/dev/mail/7')).body).toMatchObject({ links: ['http://127.0.0.1:3000/link/aaaa'] });
    expect((await browser.get('/dev/mail')).text).toContain('We have your request');
    expect((await browser.get('/dev/mail').set('x-forwarded-for', '203.0.113.9')).status).toBe(404); // a proxy on this machine passed it on
    expect((await json('/dev/mail/8')).status).toBe(404);
  });
  it('shows the HTML of a mail where it can do nothing', async () => {
    const { headers } = await browser.get('/dev/mail/7/html');
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
  });
  it('is not there without the catcher', async () => {
    expect((await request(buildPageApp(buildPageDeps({ mails: undefined }))).get('/dev/mail')).status).toBe(404);
  });
});

describe('verify', () => {
  it('says what the issuer confirms, or that nothing is known', async () => {
    expect((await browser.get('/verify?domain=https://www.northpier.example/about')).text).toMatch(
      /Harbour Institute confirms:<\/strong> North Pier Ltd/,
    );
    expect((await browser.get('/verify?domain=other.example')).text).toContain('No seal is known for other.example.');
    expect((await browser.get('/verify?domain=%3Cscript%3E')).status).toBe(422);
  });
});

describe('every page', () => {
  it.each(['/', '/request/what', '/check', '/deadline', '/verify', '/cookies', '/sign-in', '/dev/mail', '/nowhere'])(
    '%s holds no inline script or style and no foreign address',
    async (path) => {
      const { text } = await browser.get(path);
      expect(text).not.toMatch(/<script(?![^>]*src="\/static)/);
      expect(text).not.toMatch(/ style="|<style|(?:src|href)="https?:/);
      expect(text).toMatch(/<main id="main"/);
    },
  );
  it('keeps the chosen appearance, and only leads back to this site', async () => {
    const own = openBrowser(app);
    const set = await own.agent.post('/preferences').type('form').send({ theme: 'dark', back: '//evil.example' });
    expect(set.headers.location).toBe('/');
    expect((await own.get('/')).text).toContain('data-theme="dark"');
  });
});

describe('the words', () => {
  it('have the same keys in every language', () => {
    const pages = createPages();
    expect(pages.text('de', 'status.due', { date: 'X' })).toBe('Wir antworten bis **X**.');
    expect(() => pages.text('fr', 'status.due')).toThrow('needs date');
    expect(() => pages.text('fr', 'no.such')).toThrow('no words');
  });
  it('write dates with weekday and month', () => {
    expect(dayInWords('2027-01-05', 'en')).toBe('Tuesday 5 January 2027');
    expect(dayInWords('2027-01-05', 'de')).toBe('Dienstag, 5. Januar 2027');
    expect(dayInWords('2027-01-05', 'fr')).toBe('mardi 5 janvier 2027');
    expect(instantInWords('2026-07-01T12:03:00Z', 'en', 'Europe/London')).toBe('1 July 2026, 13:03');
    expect([timeLeft('2026-11-20', '2026-11-23'), timeLeft('2026-11-24', '2026-11-23')]).toEqual(['3 days late', 'due tomorrow']);
  });
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a b'])('%s is no way back', (path) =>
    expect(ownPath(path)).toBe('/'),
  );
});
