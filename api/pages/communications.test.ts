import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { buildPageApp } from '../../tests/support/page-app.js';
import { openBrowser, signInAsStaff } from '../../tests/support/page-browser.js';
import { buildPageDeps } from '../../tests/support/page-fakes.js';

const LINK = '/communications/good';
const open = () => buildPageApp(buildPageDeps());
const ticked = (text: string) => [...text.matchAll(/value="([^"]+)"[^>]* checked/g)].map(([, value]) => value?.replaceAll('&#x3D;', '='));

describe('the communications manager', () => {
  it('opens from the link of a mail without a cookie, and looking changes nothing', async () => {
    const app = open();
    const page = await request(app).get(LINK);
    expect([page.status, page.headers['set-cookie'], ticked(page.text)]).toEqual([200, undefined, ['email|Seal news']]);
    for (const words of ['Company Promotional Communications Manager', 'What you get in any case', 'cannot be switched off here'])
      expect(page.text).toContain(words);
    expect((await request(app).head(LINK)).status).toBe(200);
    expect(ticked((await request(app).get(LINK)).text)).toEqual(['email|Seal news']);
    expect((await request(app).get('/communications/bad')).status).toBe(404);
    expect((await request(app).post('/communications/bad').type('form').send('stop=all')).status).toBe(404);
  });

  it.each([
    ['de', 'Alles sofort beenden'],
    ['fr', 'Tout arrêter maintenant'],
  ])('speaks %s', async (lang, words) => {
    expect((await request(open()).get(`${LINK}?lang=${lang}`)).text).toContain(words);
  });

  it('saves what is ticked, by a link without a cookie or a redirect, and stops all with one button', async () => {
    const app = open();
    const saved = await request(app).post(LINK).type('form').send('want=email%7CEvents&partners=yes');
    expect([saved.status, saved.headers['set-cookie'], ticked(saved.text)]).toEqual([200, undefined, ['email|Events', 'yes']]);
    expect(saved.text).toContain('It counts from this moment');
    const stopped = await request(app).post(LINK).type('form').send('stop=all');
    expect([stopped.status, ticked(stopped.text)]).toEqual([200, []]);
  });

  it('asks for what a way needs, and keeps what was ticked', async () => {
    const app = open();
    const wrong = await request(app)
      .post(LINK)
      .type('form')
      .send({ want: ['sms|Events', 'post|Events'], phone: 'call me' });
    expect([wrong.status, ticked(wrong.text)]).toEqual([422, ['sms|Events', 'post|Events']]);
    expect(wrong.text).toMatch(/href="#phone"[\s\S]*href="#address"/);
    expect(ticked((await request(app).get(LINK)).text)).toEqual(['email|Seal news']);
    const right = await request(app).post(LINK).type('form').send({ want: 'sms|Events', phone: '+44 20 7946 0000' });
    expect([right.status, ticked(right.text)]).toEqual([200, ['sms|Events']]);
    expect(right.text).not.toContain('7946');
  });

  it('is refused from another website', async () => {
    const sent = await request(open()).post(LINK).set('Sec-Fetch-Site', 'cross-site').type('form').send('stop=all');
    expect(sent.status).toBe(403);
  });

  it('opens signed in as well, with a form token, and asks everybody else to sign in', async () => {
    const browser = openBrowser(open());
    expect((await browser.get('/communications')).headers.location).toBe('/sign-in?next=%2Fcommunications');
    await signInAsStaff(browser);
    expect((await browser.get('/communications')).text).toContain('staff@example.com');
    expect((await browser.agent.post('/communications').type('form').send({ stop: 'all' })).status).toBe(403);
    const saved = await browser.send('/communications', { want: 'telephone|Seal news', phone: '+44 20 7946 0000' });
    expect([saved.status, ticked(saved.text)]).toEqual([200, ['telephone|Seal news']]);
    expect((await browser.get('/communications')).text).toContain('value="+44 20 7946 0000"');
  });
});
