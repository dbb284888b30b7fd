import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { openBrowser } from '../../tests/support/page-browser.js';
import { insertSeal } from '../../tests/support/seal-stage.js';

let door: TestDoor;
let owner: pg.Pool;
let seal: string;
beforeAll(async () => {
  door = await openTestDoor(0);
  owner = new pg.Pool({ connectionString: door.ownerUrl, max: 1 });
  seal = await insertSeal(owner, 1, { domain: 'north-pier.example' });
  await door.publish();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await door.close();
});

describe('pages for members and for whoever sees a copy', () => {
  it.each(['en', 'de', 'fr'])('snippets in %s', async (lang) => {
    const { status, text } = await openBrowser(door.app).get(`/seals/${seal}/snippets?lang=${lang}`);
    expect(status).toBe(200);
    expect(text).toContain('crossorigin&#x3D;&quot;anonymous&quot;');
    expect(text).toMatch(/integrity&#x3D;&quot;sha384-/);
    expect(text).toContain('/.well-known/seals.json');
    expect((await openBrowser(door.app).get(`/seals/${randomUUID()}/snippets?lang=${lang}`)).status).toBe(404);
  });

  it('are there for what is valid only: a revoked seal, and one that its issuer conceals, is like one that never was', async () => {
    const [revoked, concealed] = [await insertSeal(owner, 2, { status: 'revoked' }), await insertSeal(owner, 3, { status: 'revoked' })];
    await owner.query(`UPDATE issuer SET when_revoked = 'unknown' WHERE slug = 'harbour-institute-3'`);
    await door.publish();
    for (const id of [revoked, concealed, randomUUID()]) {
      for (const path of [`/seals/${id}/snippets`, `/verify/${id}/website`])
        expect([path, (await openBrowser(door.app).get(path)).status]).toEqual([path, 404]);
      expect((await request(door.app).get(`/api/v1/seals/${id}/placement?page=https://x.example`)).status).toBe(404);
    }
  });

  it('the website is asked for its side, and a silent one is nothing against the seal', async () => {
    const page = await openBrowser(door.app).get(`/verify/${seal}/website?lang=en`);
    expect([page.status, page.headers['set-cookie']]).toEqual([200, undefined]);
    expect(page.text).toContain('north-pier.example does not say');
    const shown = await openBrowser(door.app).get(`/verify/${seal}?lang=en`);
    for (const link of [`/verify/${seal}/website`, `/report-misuse?seal=${seal}`, `/seals/${seal}/snippets`])
      expect(shown.text).toContain(link);
    expect(shown.text).toMatch(/Mark of the day<\/dt><dd>[0-9A-Z]{4} on /);
    const badge = await request(door.app).get(`/seals/${seal}/badge.svg`);
    expect(badge.body.toString()).toContain(/<dd>([0-9A-Z]{4}) on /.exec(shown.text)?.[1]);
  });

  it('looks only at pages of the seal’s own website', async () => {
    const { status, text } = await openBrowser(door.app).get(`/seals/${seal}/snippets?lang=en&page=https://evil.example/`);
    expect(status).toBe(422);
    expect(text).toContain('Enter the address of a page on north-pier.example');
    const answer = await request(door.app).get(`/api/v1/seals/${seal}/placement?page=http://127.0.0.1/`);
    expect(answer.body).toMatchObject({ code: 'PAGE_NOT_OF_SEAL', errors: [{ pointer: '/page' }] });
  });

  it('a report is kept as host, claim and day, and readable by those whose seal it is', async () => {
    const browser = openBrowser(door.app);
    const wrong = await browser.send('/report-misuse', { page: 'not a page', seal: 'x' });
    expect(wrong.status).toBe(422);
    const fields = {
      page: 'https://copy.example/people/anna?mail=anna@example.org',
      seal: `https://seals.example/verify/${seal}`,
      claim: 'copied',
    };
    const done = await browser.send('/report-misuse', fields);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('copy.example')]);
    expect((await browser.send('/report-misuse', { ...fields, seal: randomUUID() })).status).toBe(200); // the same for ids that never were
    const { rows } = await owner.query('SELECT host, claim, count FROM seal_report');
    expect(rows).toEqual([{ host: 'copy.example', claim: 'copied', count: 1 }]);
    const read = (token?: string) =>
      request(door.app)
        .get(`/api/v1/seals/${seal}/misuse`)
        .set(token === undefined ? {} : { authorization: `Bearer ${token}` });
    expect((await read()).status).toBe(401);
    expect((await read(door.tokens[0])).body.items).toMatchObject([{ host: 'copy.example', source: 'reported', claim: 'copied' }]);
  });

  it('pictures stand before session and log: no cookie', async () => {
    const answer = await request(door.app).get(`/seals/${seal}/badge.svg`);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    expect(door.faults).toEqual([]);
  });
});
