import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { buildPageApp } from '../../tests/support/page-app.js';
import { buildPageDeps } from '../../tests/support/page-fakes.js';

describe('the link at the end of a newsletter (RFC 8058)', () => {
  let ended: string[];
  let app: ReturnType<typeof buildPageApp>;
  beforeEach(() => {
    ended = [];
    const unsubscribing = {
      isKnown: (token: string) => token === 'good',
      end: async (token: string) => {
        if (token === 'good') ended.push(token);
        return token === 'good';
      },
    };
    app = buildPageApp(buildPageDeps({ unsubscribing }));
  });

  it('changes nothing when it is looked at, and shows a button', async () => {
    const page = await request(app).get('/unsubscribe/good');
    expect(page.status).toBe(200);
    expect(page.text).toContain('name="List-Unsubscribe" value="One-Click"');
    expect((await request(app).head('/unsubscribe/good')).status).toBe(200);
    expect(ended).toEqual([]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('ends it at the first POST as %s: no cookie, no sign-in, no redirect, from any origin', async (_what, type, body) => {
    const answer = await request(app)
      .post('/unsubscribe/good')
      .set('Content-Type', type)
      .set('Origin', 'https://mail.example')
      .set('Sec-Fetch-Site', 'cross-site')
      .send(body);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers.location).toBeUndefined();
    expect(answer.text).toContain('You get no more of these');
    expect(ended).toEqual(['good']);
  });

  it('does nothing for a POST that is no unsubscribe, or with a token of nobody', async () => {
    expect((await request(app).post('/unsubscribe/good').type('form').send('a=b')).status).toBe(400);
    expect((await request(app).post('/unsubscribe/good')).status).toBe(400);
    expect((await request(app).post('/unsubscribe/bad').type('form').send('List-Unsubscribe=One-Click')).status).toBe(404);
    expect((await request(app).get('/unsubscribe/bad')).status).toBe(404);
    expect(ended).toEqual([]);
  });
});
