import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBrowser } from '../../tests/support/page-browser.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages } from '../../tests/support/seal-pages.js';

const PAGE = '/member/organisation';
const TYPED = { contactEmail: 'new-office@north-pier.example', language: 'de' };
const hidden = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );

describe('a form that is sent after the sign-in has ended', () => {
  let pages: SealPages;
  beforeAll(async () => {
    pages = await openSealPages();
  }, 120_000);
  afterAll(() => pages.close());

  const addressOf = async () => (await pages.desk.members.find({ id: pages.memberId, issuerSlug: 'guild' })).contactEmail;
  async function sendLate() {
    const browser = await pages.signIn(MEMBER_EMAIL);
    const form = hidden((await browser.get(PAGE)).text);
    await pages.door.foundation.pool.query('DELETE FROM session');
    const late = await browser.agent
      .post(PAGE)
      .type('form')
      .send({ ...form, ...TYPED });
    return { browser, late };
  }

  it('is offered again after the sign-in, with everything that was typed, and not sent by itself', async () => {
    const { browser, late } = await sendLate();
    expect([late.status, late.headers.location]).toEqual([303, '/sign-in']);
    const back = await browser.send('/sign-in', { email: MEMBER_EMAIL, password: SEAL_PASSWORD });
    expect(back.headers.location).toBe('/again');
    const again = (await browser.get('/again')).text;
    expect(again).toContain('<blockquote class="kept">new-office@north-pier.example');
    expect(await addressOf()).not.toBe(TYPED.contactEmail);
    const { back: _theme, ...fields } = hidden(again);
    expect(fields).toMatchObject(TYPED);
    expect((await browser.agent.post(PAGE).type('form').send(fields)).status).toBe(303);
    expect(await addressOf()).toBe(TYPED.contactEmail);
  });

  it('is not kept when another website sent it', async () => {
    const stranger = openBrowser(pages.door.app);
    await stranger.agent.post(PAGE).type('form').set('sec-fetch-site', 'cross-site').send(TYPED);
    const back = await stranger.send('/sign-in', { email: MEMBER_EMAIL, password: SEAL_PASSWORD });
    expect(back.headers.location).toBe('/member');
  });

  it('is offered again too where only its page was too old, and never with a password in it', async () => {
    const browser = await pages.signIn(MEMBER_EMAIL);
    const late = await browser.agent
      .post(PAGE)
      .set('accept', 'text/html')
      .type('form')
      .send({ _csrf: 'of another session', ...TYPED });
    expect(late.status).toBe(403);
    expect(hidden(late.text)).toMatchObject(TYPED);
    const secret = await browser.agent
      .post('/account/password')
      .set('accept', 'text/html')
      .type('form')
      .send({ _csrf: 'of another session', current: SEAL_PASSWORD, password: 'Leuchtturm Gabel Wolke' });
    expect(secret.status).toBe(403);
    expect(secret.text).not.toContain('Leuchtturm');
  });

  it('keeps the text of a form with a file, and says that the file has to be chosen again', async () => {
    const stranger = openBrowser(pages.door.app);
    const late = await stranger.agent
      .post('/issuer/settings')
      .field('brandName', 'The Guild of Harbour Crafts')
      .attach('mark', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'mark.svg');
    expect([late.status, late.headers.location]).toEqual([303, '/sign-in']);
    await stranger.send('/sign-in', { email: ISSUER_EMAIL, password: SEAL_PASSWORD });
    const again = (await stranger.get('/again')).text;
    expect(again).toContain('enctype="multipart/form-data"');
    expect(again).toContain('name="brandName" value="The Guild of Harbour Crafts"');
    expect(again).toMatch(/name="mark" type="file"/);
  });
});
