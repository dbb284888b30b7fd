import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { SignUp } from '../../domain/sign-up.js';
import { buildPageApp } from '../../tests/support/page-app.js';
import { buildPageDeps } from '../../tests/support/page-fakes.js';

function open() {
  const asked: SignUp[] = [];
  const deps = buildPageDeps();
  const signUps = { ...deps.signUps, ask: async (signUp: SignUp) => void asked.push(signUp) };
  return { app: buildPageApp({ ...deps, signUps }), asked };
}

describe('newsletter sign-up', () => {
  it('needs no cookie and says the same to everybody', async () => {
    const { app, asked } = open();
    const page = await request(app).get('/newsletter?lang=de');
    expect([page.status, page.headers['set-cookie']]).toEqual([200, expect.anything()]); // a chosen language is remembered
    expect((await request(app).get('/newsletter')).headers['set-cookie']).toBeUndefined();
    const sent = await request(app).post('/newsletter').type('form').send({ email: 'ada@example.org', topic: 'Events' });
    expect([sent.status, sent.headers['set-cookie']]).toEqual([200, undefined]);
    expect(sent.text).toContain('Look into your mailbox');
    expect(sent.text).not.toContain('ada@example.org');
    expect(asked).toEqual([
      expect.objectContaining({ email: 'ada@example.org', topics: ['Events'], language: 'en', source: '/newsletter' }),
    ]);
    expect(asked[0]?.words).toContain('We keep the moment, these words and a hash of your address as proof');
  });

  it('names what is missing and keeps what was typed', async () => {
    const { app, asked } = open();
    const wrong = await request(app).post('/newsletter').type('form').send({ email: 'nobody', topic: 'Nothing offered' });
    expect([wrong.status, asked]).toEqual([422, []]);
    expect(wrong.text).toMatch(/href="#email"[\s\S]*href="#topic"[\s\S]*value="nobody"/);
    const foreign = await request(app).post('/newsletter').set('Sec-Fetch-Site', 'cross-site').type('form').send({ email: 'a@b.example' });
    expect([foreign.status, asked]).toEqual([403, []]);
  });

  it('is confirmed by the button, once; looking uses nothing up', async () => {
    const { app } = open();
    const link = '/newsletter/confirm/good';
    for (let times = 0; times < 2; times++) expect((await request(app).get(link)).text).toContain('Yes, sign me up');
    const done = await request(app).post(link);
    expect(done.text).toContain('href="/communications/good"');
    expect([(await request(app).post(link)).status, (await request(app).get(link)).status]).toEqual([410, 410]);
  });
});
