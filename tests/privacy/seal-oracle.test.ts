import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSealPages, type SealPages } from '../support/seal-pages.js';

const GUILD = { id: 'test-issuer', role: 'issuer', issuerSlug: 'guild' } as const;
const INSTITUTE = { ...GUILD, issuerSlug: 'institute' } as const;
const HTML = { accept: 'text/html' };

let world: SealPages;
/** Ids by what became of them. The issuer of `concealed` and `concealed-suspended` chose that the public sees nothing of either. */
const ids: Record<string, string> = { unknown: randomUUID(), another: randomUUID() };

beforeAll(async () => {
  world = await openSealPages();
  const { desk, door, memberId } = world;
  const { pool } = door.foundation;
  const issue = async (actor: typeof GUILD | typeof INSTITUTE, member: string) =>
    (await desk.issue(actor.issuerSlug, { member, kind: 'privacy' }, actor)).seal.id;
  const far = (await pool.query<{ id: string }>(`SELECT id FROM member WHERE issuer_slug = 'institute'`)).rows[0]?.id ?? '';
  Object.assign(ids, {
    draft: world.seals.draft,
    hidden: await issue(GUILD, memberId),
    concealed: await issue(INSTITUTE, far),
    'concealed-suspended': await issue(INSTITUTE, far),
    revoked: await issue(GUILD, memberId),
    suspended: await issue(GUILD, memberId),
    expired: await issue(GUILD, memberId),
  });
  await pool.query(`UPDATE issuer SET when_revoked = 'unknown', when_suspended = 'unknown' WHERE slug = 'institute'`);
  await door.publish(); // all of them were to be seen once
  await pool.query('UPDATE seal SET hidden_at = now() WHERE id = $1', [ids.hidden]);
  await pool.query(`UPDATE seal SET valid_until = now() - interval '1 day', valid_from = now() - interval '9 days' WHERE id = $1`, [
    ids.expired,
  ]);
  const reason = { reason: 'kept among ourselves' };
  await desk.act('revoke', { id: ids.concealed ?? '', issuerSlug: 'institute' }, reason, INSTITUTE);
  await desk.act('suspend', { id: ids['concealed-suspended'] ?? '', issuerSlug: 'institute' }, reason, INSTITUTE);
  await desk.act('revoke', { id: ids.revoked ?? '', issuerSlug: 'guild' }, reason, GUILD);
  await desk.act('suspend', { id: ids.suspended ?? '', issuerSlug: 'guild' }, reason, GUILD);
  await door.publish();
}, 120_000);
afterAll(() => world.close());

/** An answer as somebody who compares answers sees it: everything but the moment and the id that was asked for. */
async function seen(id: string, path: string, init: RequestInit): Promise<string> {
  const answer = await fetch(`${world.base}${path.replace('ID', id)}`, { redirect: 'manual', ...init });
  const headers = Object.fromEntries(answer.headers);
  for (const name of ['date', 'ratelimit', 'set-cookie']) delete headers[name]; // a cookie of one's own session, where a page has forms
  const body = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  const timeless = body
    .replaceAll(id, 'ID')
    .replaceAll(/"checkedAt":"[^"]+"/g, '')
    .replaceAll(/name="_csrf" value="[^"]+"/g, '');
  return JSON.stringify({ status: answer.status, headers: withoutId(headers, id), body: timeless });
}

/** The tag and the length of a body that names the id depend on the id alone. */
const withoutId = (headers: Record<string, string>, id: string) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, name === 'etag' ? '' : value.replaceAll(id, 'ID')]));

const all = async (kinds: readonly string[], path: string, init: RequestInit = {}) => {
  const answers = await Promise.all(kinds.map(async (kind) => [kind, await seen(ids[kind] ?? '', path, init)] as const));
  const [[, first]] = answers as [readonly [string, string]]; // every list of kinds begins with `unknown`
  return {
    differ: answers.filter(([, answer]) => answer !== first).map(([kind]) => kind),
    first: JSON.parse(first) as { status: number; body: string },
  };
};

/** What the public has no right to tell apart. */
const SECRET = ['unknown', 'another', 'draft', 'hidden', 'concealed', 'concealed-suspended'] as const;
/** On a website all that is not valid is one neutral mark, and no reason. */
const NOT_VALID = [...SECRET, 'revoked', 'suspended', 'expired'] as const;

describe('what a seal that is not to be seen gives away', () => {
  it.each([
    ['page', '/verify/ID', HTML],
    ['page in German', '/verify/ID?lang=de', HTML],
    ['verdict', '/verify/ID', { accept: 'application/json' }],
    ['page asked for from its own website', '/verify/ID', { ...HTML, origin: 'https://far.example' }],
  ])('%s: nothing by bytes, headers or status', async (_what, path, headers) => {
    for (const method of ['GET', 'HEAD']) {
      const { differ, first } = await all(SECRET, path, { method, headers });
      expect([differ, first.status]).toEqual([[], 404]);
    }
  });

  it.each(['application/vc+jwt', 'application/vc+ld+json', 'application/vc'])(
    '%s: a draft and a hidden seal are as one that never was',
    async (accept) => {
      const { differ, first } = await all(['unknown', 'another', 'draft', 'hidden'], '/verify/ID', { headers: { accept } });
      expect([differ, first.status]).toEqual([[], 404]);
    },
  );

  it.each([
    '/seals/ID/badge.svg',
    '/seals/ID/badge.svg?theme=dark&lang=fr',
    '/seals/ID/embed',
    '/seals/ID/badge.png?width=88',
    '/seals/ID/baked.svg',
    '/seals/ID/credential',
    '/seals/ID/credential?alg=ES256',
    '/seals/ID/certificate.pdf',
    '/verify/ID/website',
    '/seals/ID/snippets',
    '/report-misuse?seal=ID',
  ])('%s: no reason, and the same as for what never was', async (path) => {
    const wishes: Record<string, string>[] = [
      {},
      { origin: 'https://copy.example' },
      { origin: 'https://far.example', 'sec-fetch-mode': 'cors' },
    ];
    // The website is asked so seldom that each address has its limit.
    for (const headers of path.endsWith('/website') ? [{}] : wishes) {
      const { differ } = await all(NOT_VALID, path, { headers });
      expect([path, headers, differ]).toEqual([path, headers, []]);
    }
  });

  it('verifying by its address: nothing, on the wire and on the page', async () => {
    const ask = (kind: string) => JSON.stringify({ url: `http://127.0.0.1:3000/verify/${ids[kind]}` });
    const answers = await Promise.all(
      SECRET.map((kind) =>
        seen(ids[kind] ?? '', '/api/v1/verifications', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: ask(kind),
        }),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? '').body).toContain('"verdict":"unknown"');
  });

  it('leaves no trace of a website that asked: a copy of what is not shown is none', async () => {
    const { rows } = await world.door.foundation.pool.query('SELECT seal_id FROM seal_misuse');
    expect(rows).toEqual([]);
  });
});
