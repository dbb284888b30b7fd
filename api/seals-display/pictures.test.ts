import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openSealStage, type SealStage } from '../../tests/support/seal-stage.js';

const MEMBER = 'https://north-pier.example';
let stage: SealStage;
let seal: string;
beforeAll(async () => {
  stage = await openSealStage('https://seals.example');
  seal = await stage.addSeal({ domain: 'north-pier.example', language: 'de' });
}, 60_000);
afterAll(() => stage.close());

const get = (path: string, headers: Record<string, string> = {}) => request(stage.app).get(path).set(headers);
const seen = ({ status, headers, text, body }: request.Response) => {
  const { date: _date, ratelimit: _left, ...kept } = headers as Record<string, string>;
  return { status, headers: kept, content: text ?? Buffer.from(body).toString('base64') };
};

describe('what websites show', () => {
  it('says what it is, runs nothing, and may be kept for a minute', async () => {
    const answer = await get(`/seals/${seal}/badge.svg`, { origin: MEMBER });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=60, stale-while-revalidate=60',
      'cross-origin-resource-policy': 'same-origin',
      'access-control-allow-origin': MEMBER,
      vary: 'Origin, Accept-Encoding',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body.toString()).toContain('geprüft'); // the member's language
    const again = await get(`/seals/${seal}/badge.svg`, { origin: MEMBER, 'if-none-match': answer.headers.etag ?? '' });
    expect(again.status).toBe(304);
  });

  it('a foreign website gets the neutral mark and no leave to show it', async () => {
    const answer = await get(`/seals/${seal}/badge.svg`, { origin: 'https://copy.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.body.toString()).not.toContain('north-pier');
    expect((await get(`/seals/${seal}/credential`, { origin: 'https://copy.example' })).status).toBe(403);
  });

  it('changes its day mark from one day to the next', async () => {
    const badge = async () => (await get(`/seals/${seal}/badge.svg`)).body.toString();
    const today = await badge();
    stage.clock.at = new Date(stage.clock.at.getTime() + 86_400_000);
    const tomorrow = await badge();
    stage.clock.at = new Date(stage.clock.at.getTime() - 86_400_000);
    expect(tomorrow).not.toBe(today);
    expect(today).toContain(`geprüft ${stage.clock.at.toISOString().slice(0, 10)}`);
  });

  it('suspended, revoked, expired, superseded, hidden, draft, never there and no id at all are the same answer to everybody', async () => {
    const ids = [
      ...(await Promise.all(
        ['suspended', 'revoked', 'expired', 'superseded', 'draft'].map((status) => stage.addSeal({ status, language: 'fr' })),
      )),
      await stage.addSeal({ isHidden: true }),
      await stage.addSeal({ validUntil: new Date(stage.clock.at.getTime() - 1_000) }),
      randomUUID(),
    ];
    for (const file of ['badge.svg', 'badge.svg?lang=de&theme=dark', 'badge.png?width=88', 'baked.svg', 'credential', 'certificate.pdf'])
      for (const origin of ['https://copy.example', MEMBER, '']) {
        let first: ReturnType<typeof seen> | undefined;
        for (const id of ids) {
          const answer = seen(await get(`/seals/${id}/${file}`, origin === '' ? {} : { origin }));
          first ??= answer;
          expect(withoutIds(answer)).toEqual(withoutIds(first));
        }
      }
    const frames = await Promise.all(ids.map((id) => get(`/seals/${id}/embed`).then(seen)));
    for (const frame of frames) expect(withoutIds(frame)).toEqual(withoutIds(frames[0]));
    expect((await get('/seals/nothing/badge.svg')).body.toString()).toBe((await get(`/seals/${ids[0]}/badge.svg`)).body.toString());
  });

  it('the frame may stand on the seal’s websites only', async () => {
    const { headers, text } = await get(`/seals/${seal}/embed`);
    expect(headers['content-security-policy']).toContain('frame-ancestors https://north-pier.example https://www.north-pier.example');
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    expect(headers['x-frame-options']).toBeUndefined();
    expect(text).not.toMatch(/<script|\bon\w+=|src=/);
    expect(text).toContain(`href="https://seals.example/verify/${seal}" target="_blank"`);
  });

  it('the component is one file that never changes', async () => {
    const { file, integrity } = stage.display.component;
    const answer = await get(`/seals/component/${file}`);
    expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' });
    // A change of this file breaks every page that pins it. Make it rightsdesk-seal-2.js and leave this one as it is.
    expect({ file, integrity }).toEqual({ file: 'rightsdesk-seal-1.js', integrity: PINNED });
    expect((await get('/seals/component/rightsdesk-seal-9.js')).status).toBe(404);
  });

  it('the code leads to the page of the seal', async () => {
    const answer = await get(`/seals/${seal}/qr.svg`);
    expect(answer.body.toString()).toContain(`<title id="qt">https://seals.example/verify/${seal}</title>`);
    expect((await get('/seals/x/qr.svg')).status).toBe(404);
  });
});

const PINNED = 'sha384-1Tcw2MwhoZWqSBMpyD0gr5cspaVkF0BBXaVNuHtSNrsSufuCOoGrcbtwTNbl5SGp';

const withoutIds = (answer: ReturnType<typeof seen> | undefined) =>
  JSON.parse(
    JSON.stringify(answer ?? {}, (key, value) => (key === 'etag' || key === 'stack' ? undefined : value)).replaceAll(
      /[0-9a-f]{8}-[0-9a-f-]{27}/g,
      'ID',
    ),
  );

describe('misuse', () => {
  it('is counted per website and day, told once, and a flood of made-up names ends at fifty', async () => {
    const other = await stage.addSeal();
    const ask = (origin: string, more: Record<string, string> = {}) => get(`/seals/${other}/badge.svg`, { origin, ...more });
    for (let n = 0; n < 3; n += 1) await ask('https://copy.example');
    await ask('https://proxy.example', { 'sec-fetch-mode': 'no-cors' }); // nobody vouches for it
    await ask('http://localhost:8080');
    await ask('null');
    await stage.misuseLog.flush();
    expect(await stage.display.misuse.list(other)).toMatchObject([{ host: 'copy.example', count: 3, source: 'seen', claim: null }]);
    for (let n = 0; n < 80; n += 1) stage.display.misuse.note(other, `made-up-${n}.example`, stage.clock.at);
    stage.display.misuse.note(other, 'copy.example', stage.clock.at);
    await stage.misuseLog.flush();
    const places = await stage.display.misuse.list(other);
    expect(places.length).toBeLessThanOrEqual(50);
    expect(places.find(({ host }) => host === 'copy.example')?.count).toBe(4);
  });

  it('is told to the issuer’s own systems once per website and day', async () => {
    const other = await stage.addSeal();
    const { rows } = await stage.owner.query('SELECT issuer_slug FROM seal WHERE id = $1', [other]);
    await stage.owner.query(
      `INSERT INTO webhook_endpoint (id, issuer_slug, url, sealed_secret) VALUES ($1, $2, 'https://issuer.example/hook', '\\x00')`,
      [randomUUID(), rows[0].issuer_slug],
    );
    const report = { sealId: other, host: 'copy.example', claim: 'copied' as const, at: stage.clock.at };
    await stage.display.misuse.report(report);
    await stage.display.misuse.report(report);
    const told = await stage.owner.query('SELECT type, body FROM webhook_message WHERE seal_id = $1', [other]);
    expect(told.rows).toHaveLength(1);
    expect(told.rows[0].type).toBe('seal.misuse_detected');
    expect(JSON.parse(told.rows[0].body).data).toMatchObject({ id: other, host: 'copy.example' });
    expect(await stage.display.misuse.list(other)).toMatchObject([{ source: 'reported', claim: 'copied', count: 2 }]);
  });
});
