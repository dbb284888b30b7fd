import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueBatches } from '../../../adapters/db/seals/bulk/issue-batch.js';
import { browserPath, openChromium, openJourney } from '../../../tests/support/journey.js';
import { ISSUER_EMAIL, MEMBER_EMAIL, openSealPages, SEAL_PASSWORD, type SealPages } from '../../../tests/support/seal-pages.js';

let world: SealPages;
beforeAll(async () => {
  world = await openSealPages();
}, 120_000);
afterAll(() => world.close());

const asIssuer = () => world.signIn(ISSUER_EMAIL);
describe('the seals of an issuer', () => {
  it('are listed, issued, revoked by typing the domain, and no other issuer’s', async () => {
    const { get, send } = await asIssuer();
    const list = await get('/issuer/seals?lang=de');
    expect(list.text).toContain('nörth-pier.example');
    expect(list.text).toContain('Ein Siegel ausstellen');
    expect(list.text).not.toContain('far.example');
    expect((await send('/issuer/seals', { member: '', kind: 'x' })).text).toContain('Wählen Sie das Mitglied');
    const issued = await send('/issuer/seals', { member: world.memberId, kind: 'privacy' });
    const at = issued.headers.location ?? '';
    expect(at).toMatch(/^\/issuer\/seals\/[0-9a-f-]{36}$/);
    expect((await get(at)).text).toContain('ist ausgestellt');
    const wrong = await send(at, { act: 'revoke', reason: 'ended', confirm: 'kiln-yard.example' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Geben Sie nörth-pier.example ein')]);
    expect((await send(at, { act: 'revoke', reason: 'ended', confirm: 'nörth-pier.example' })).status).toBe(303);
    expect((await get(`${at}?lang=fr`)).text).toMatch(/Révoqué[\s\S]*“ended”/);
    for (const id of [world.seals.foreign, randomUUID()]) expect((await get(`/issuer/seals/${id}`)).status).toBe(404);
  });

  it('a renewal that was asked for is declined with a reason', async () => {
    const { get, send } = await asIssuer();
    const at = `/issuer/seals/${world.seals.others}`;
    expect((await get(at)).text).not.toContain('Decline the renewal');
    const { rows } = await world.door.foundation.pool.query('SELECT member_id FROM seal WHERE id = $1', [world.seals.others]);
    await world.desk.askRenewal({ id: world.seals.others, memberId: rows[0].member_id }, { id: 'm', role: 'member' });
    expect((await get(at)).text).toContain('Decline the renewal');
    expect((await send(at, { declineReason: '' }, `${at}/decline-renewal`)).status).toBe(422);
    expect((await send(at, { declineReason: 'Fees are open.' }, `${at}/decline-renewal`)).status).toBe(303);
    expect((await get(at)).text).toContain('The renewal is declined. Kiln Yard is told.');
  });
});

describe('signs that nobody sees', () => {
  it('are refused where a seal or its issuer would show them, and find nothing where they are searched for', async () => {
    const { get, send, agent } = await asIssuer();
    const NUL = '\u0000';
    for (const licence of ['L\u00851', 'L\u202e1'])
      expect((await send('/issuer/seals', { member: world.memberId, kind: 'privacy', licence })).text).toContain('href="#licence"');
    const at = `/issuer/seals/${world.seals.own}/replace`;
    expect((await send(at, { domain: 'a.example', licence: 'L\u2066', until: '', reason: 'x' })).text).toContain('href="#licence"');
    const found = await send('/issuer/seals', { q: `no${NUL}rth` }, '/issuer/search');
    expect((await get(found.headers.location ?? '')).status).toBe(200);
    for (const path of ['/issuer/members?q=%00', '/issuer/seals?status=%00&after=%00', `/issuer/seals/${NUL}`])
      expect((await get(path)).status).toBeLessThan(500);
    const token = /name="_csrf" value="([^"]+)"/.exec((await get('/issuer/settings')).text)?.[1] ?? '';
    const named = await agent.post('/issuer/settings').field('_csrf', token).field('brandName', 'Gu\u202eild');
    expect([named.status, named.text]).toEqual([422, expect.stringContaining('href="#brandName"')]);
    const member = `/issuer/members/${world.memberId}`;
    const officer = { officerName: `A${NUL}`, position: `B${NUL}`, email: 'a@b.example' };
    expect((await send(member, officer, `${member}/officers`)).status).toBe(303);
    expect((await get(member)).text).toContain('<strong>A</strong>, B');
    expect((await send(member, { domain: 'a\u200b.example/' }, `${member}/domains`)).status).toBe(303);
    expect((await send('/issuer/members', { name: 'Pier \u202e', website: 'hidden.example' })).status).toBe(422);
    expect(world.door.faults).toEqual([]);
  });
});

describe('a seal that is not true any more', () => {
  it('is replaced after old and new were seen side by side; the old address leads to the new one and the member is told', async () => {
    const { get, send } = await asIssuer();
    const { pool } = world.door.foundation;
    const { seal } = await world.desk.issue(
      'guild',
      { member: world.memberId, kind: 'membership-trust', licenceNumber: 'L-1' },
      { id: 'test-issuer', role: 'issuer', issuerSlug: 'guild' },
    );
    const at = `/issuer/seals/${seal.id}`;
    expect((await get(`${at}?lang=en`)).text).toContain(`href="${at}/replace"`);
    const form = { domain: 'nörth-pier.example', licence: 'L-1', until: seal.validUntil.slice(0, 10), reason: 'moved' };
    const same = await send(`${at}/replace`, form);
    expect([same.status, same.text]).toEqual([422, expect.stringContaining('would state the same')]);
    const wrong = await send(`${at}/replace`, { ...form, domain: 'kiln-yard.example', until: '2020-01-01', reason: '' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('href="#reason"')]);
    const taken = await send(`${at}/replace`, { ...form, domain: 'kiln-yard.example', until: '2020-01-01' });
    expect(taken.text).toMatch(/another of your members, Kiln Yard[\s\S]*href="#until"/);
    const fields = { ...form, domain: 'shop.nörth-pier.example', licence: '' };
    const shown = await send(`${at}/replace`, fields);
    expect(shown.text).toMatch(/<dt>This seal<\/dt>[\s\S]*<ins>shop\.?<\/ins>[\s\S]*<del>L-1<\/del>[\s\S]*none[\s\S]*Stays as it is/);
    expect((await get(at)).text).toContain('Active');
    expect((await send(`${at}/replace`, { ...fields, step: 'change' })).text).toContain('value="shop.nörth-pier.example"');
    const done = await send(`${at}/replace`, { ...fields, step: 'replace' });
    const newAt = done.headers.location ?? '';
    expect([done.status, newAt === at]).toEqual([303, false]);
    expect((await get(newAt)).text).toMatch(/has taken the place of the old one[\s\S]*shop\.nörth-pier\.example/);
    expect((await get(at)).text).toContain(`href="${newAt}"`);
    expect((await get(`${at}/replace`)).status).toBe(409);
    expect((await send(newAt, { ...fields, step: 'replace' }, `${at}/replace`)).status).toBe(409);
    await world.door.publish();
    expect((await get(`/verify/${seal.id}`)).text).toContain(`href="/verify/${newAt.split('/').at(-1)}"`);
    const { rows } = await pool.query(`SELECT code, facts FROM seal_notice WHERE member_id = $1 AND code = 'REPLACED'`, [world.memberId]);
    expect(rows).toEqual([{ code: 'REPLACED', facts: expect.objectContaining({ domain: 'shop.nörth-pier.example' }) }]);
    for (const id of [world.seals.foreign, randomUUID()]) expect((await get(`/issuer/seals/${id}/replace`)).status).toBe(404);
    const member = await world.signIn(MEMBER_EMAIL);
    expect((await member.get(`${at}/replace`)).status).toBe(403);
    expect((await member.get(`/member/seals/${seal.id}`)).text).toContain(`/member/seals/${newAt.split('/').at(-1)}`);
  });
});

describe('the settings of an issuer', () => {
  const AT = '/issuer/settings';
  const given = {
    www: 'yes',
    whenDomainLost: 'warn',
    domainGraceDays: '21',
    renewalGraceDays: '7',
    whenRevoked: 'unknown',
    whenSuspended: 'say-so',
    brandName: 'Guild Seals',
    brandColour: '#803000',
    contactEmail: 'office@guild.example',
    secondContactEmail: 'chair@guild.example',
    language: 'en',
  };
  const SVG =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script><circle cx="4" cy="4" r="3"/></svg>';

  it('are seen and changed, the mark sanitised, wrong fields named; the seals follow', async () => {
    const { get, agent } = await asIssuer();
    const token = /name="_csrf" value="([^"]+)"/.exec((await get(AT)).text)?.[1] ?? '';
    const send = (fields: Record<string, string>, svg?: string) => {
      const form = agent.post(AT).field('_csrf', token);
      for (const [name, value] of Object.entries(fields)) form.field(name, value);
      return svg === undefined ? form : form.attach('mark', Buffer.from(svg), 'mark.svg');
    };
    const wrong = await send({ ...given, brandColour: 'red', domainGraceDays: '0', secondContactEmail: 'x' });
    expect(wrong.status).toBe(422);
    for (const field of ['brandColour', 'domainGraceDays', 'secondContactEmail']) expect(wrong.text).toContain(`href="#${field}"`);
    const noMark = await send(given, '<b>no drawing</b>');
    expect([noMark.status, noMark.text]).toEqual([422, expect.stringContaining('href="#mark"')]);
    expect((await send(given, SVG)).status).toBe(303);
    const page = (await get(AT)).text;
    for (const shown of ['Guild Seals', '#803000', 'chair@guild.example', 'The settings were saved']) expect(page).toContain(shown);
    const { rows } = await world.door.foundation.pool.query(`SELECT * FROM issuer WHERE slug = 'guild'`);
    expect(rows[0]).toMatchObject({ when_domain_lost: 'warn', domain_grace_days: 21, when_revoked: 'unknown', allows_subdomains: false });
    expect(rows[0].mark_svg).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>');
    await world.door.publish();
    expect((await get(`/verify/${world.seals.own}`)).text).toContain('Guild Seals');
    expect((await send({ ...given, removeMark: 'yes' })).status).toBe(303);
    expect((await agent.post(AT).field('www', 'yes')).status).toBe(403);
  });
});

describe('the letterhead of an issuer', () => {
  const AT = '/issuer/settings/letterhead';
  const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><script>1</script><circle cx="15" cy="15" r="14"/></svg>';
  it('is set with a logo that we draw, and stands on the page and in the certificate of its seals', async () => {
    const { get, agent } = await asIssuer();
    const token = /name="_csrf" value="([^"]+)"/.exec((await get('/issuer/settings?lang=en')).text)?.[1] ?? '';
    const send = (fields: Record<string, string>, logo?: string) => {
      const form = agent.post(AT).field('_csrf', token);
      for (const [name, value] of Object.entries(fields)) form.field(name, value);
      return logo === undefined ? form : form.attach('logo', Buffer.from(logo), 'logo.svg');
    };
    const given = { headName: 'Worshipful Guild', headAddress: '1 Guildhall Yard\r\nPortside', headRegistration: 'Registered no. 4711' };
    const wrong = await send({ ...given, headAddress: Array(7).fill('x').join('\n') }, 'no logo');
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('href="#headAddress"')]);
    expect((await send(given, 'no logo')).status).toBe(422);
    expect((await send(given, LOGO)).status).toBe(303);
    const settings = (await get('/issuer/settings')).text;
    for (const shown of [
      'Ask for a correction',
      'https://guild.example',
      'The letterhead was saved',
      'value="Worshipful Guild"',
      '1 Guildhall Yard\nPortside',
      'Registered no. 4711',
    ])
      expect(settings).toContain(shown);
    const own = await agent.get(`${AT}/logo.png`);
    expect([own.status, own.type]).toEqual([200, 'image/png']);
    await world.door.publish();
    const page = (await get(`/verify/${world.seals.own}`)).text;
    expect(page).toMatch(/Worshipful Guild[\s\S]*1 Guildhall Yard[\s\S]*Portside[\s\S]*Registered no\. 4711/);
    const at = /\/issuers\/guild\/logo-[\w-]{16}\.png/.exec(page)?.[0] ?? '';
    const logo = await agent.get(at).buffer(true);
    expect([logo.status, logo.type, logo.headers['cache-control']]).toEqual([200, 'image/png', expect.stringContaining('31536000')]);
    const pdf = await agent.get(`/seals/${world.seals.own}/certificate.pdf`).buffer(true);
    expect(
      Buffer.from(pdf.body)
        .toString('latin1')
        .match(/\/S \/Figure/g),
    ).toHaveLength(3); // logo, seal, code
    expect((await send({ ...given, removeLogo: 'yes' })).status).toBe(303);
    expect((await agent.get(`${AT}/logo.png`)).status).toBe(404);
    await world.door.publish();
    expect((await get(`/verify/${world.seals.own}`)).text).not.toContain('logo-');
  });

  it('a colour on which nothing can be read is refused', async () => {
    const { get, agent } = await asIssuer();
    const token = /name="_csrf" value="([^"]+)"/.exec((await get('/issuer/settings?lang=en')).text)?.[1] ?? '';
    const refused = await agent.post('/issuer/settings').field('_csrf', token).field('brandColour', '#cc5a5a');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('white or black writing can be read')]);
  });
});

describe('the webhooks of an issuer', () => {
  it('are added with a secret shown once, their log is read, a message is sent again, and they end', async () => {
    const { get, send } = await asIssuer();
    expect((await send('/issuer/webhooks', { url: 'nonsense' })).status).toBe(422);
    const made = await send('/issuer/webhooks', { url: 'https://systems.example/seals', events: ['seal.issued'] });
    expect(made.text).toMatch(/value="whsec_[^"]{30,}"/);
    const list = (await get('/issuer/webhooks')).text;
    const id = /\/issuer\/webhooks\/([0-9a-f-]{36})/.exec(list)?.[1] ?? '';
    expect([list.includes('whsec_'), list.includes('seal.issued')]).toEqual([false, true]);
    const log = `/issuer/webhooks/${id}`;
    expect((await get(log)).text).toContain('Nothing was sent there yet');
    await send('/issuer/seals', { member: world.memberId, kind: 'verification' });
    const { rows } = await world.door.foundation.pool.query(
      `UPDATE webhook_delivery SET status = 'failed', attempts = 8, next_at = NULL, problem = 'UNREACHABLE' WHERE endpoint_id = $1 RETURNING message_id`,
      [id],
    );
    expect((await get(log)).text).toMatch(/given up[\s\S]*UNREACHABLE/);
    expect((await send(log, { message: rows[0].message_id }, `${log}/redeliver`)).status).toBe(303);
    expect((await get(log)).text).toMatch(/The message is sent again[\s\S]*waits/);
    for (const strange of [`/issuer/webhooks/${randomUUID()}`, '/issuer/webhooks/x']) expect((await get(strange)).status).toBe(404);
    expect((await send(log, {}, `${log}/end`)).status).toBe(303);
    expect((await get(log)).status).toBe(404);
  });
});

describe('seals from a file', () => {
  it('are looked at row by row before anything is issued, then issued; the same file is one batch', async () => {
    const { get, send, agent } = await asIssuer();
    const token = async () => /name="_csrf" value="([^"]+)"/.exec((await get('/issuer/batches')).text)?.[1] ?? '';
    const upload = async (content: string) =>
      agent
        .post('/issuer/batches')
        .field('_csrf', await token())
        .attach('file', Buffer.from(content), 'seals.csv');
    const csv = `member,kind,domain\n${world.memberId},website,nörth-pier.example\nNobody,website,nobody.example\n${world.memberId},nonsense,\n`;
    const sent = await upload(csv);
    const at = sent.headers.location ?? '';
    expect([sent.status, at]).toEqual([303, expect.stringMatching(/^\/issuer\/batches\/[0-9a-f-]{36}$/)]);
    expect((await upload(csv)).headers.location).toBe(at);
    const preview = (await get(at)).text;
    expect(preview).toMatch(/<th scope="row">3<\/th>[\s\S]*<th scope="row">4<\/th>/);
    expect(preview).toContain('Issue 1 seals');
    expect((await send(at, {})).status).toBe(303);
    await issueBatches(world.door.foundation);
    expect((await get(at)).text).toMatch(/done[\s\S]*Issued<\/dt><dd>1/);
    expect((await upload('')).status).toBe(422);
    expect((await upload('a "broken')).status).toBe(422);
    expect((await get(`/issuer/batches/${randomUUID()}`)).status).toBe(404);
  });
});

(browserPath() === undefined ? describe.skip : describe)('looked at by axe (needs Chromium)', () => {
  it('finds nothing on any of them, on a phone and on a desk', async () => {
    const browser = await openChromium();
    for (const [email, width, locale, paths] of [
      [MEMBER_EMAIL, 390, 'de-DE', ['/member', `/member/seals/${world.seals.own}`, '/member/organisation']],
      [
        ISSUER_EMAIL,
        1440,
        'fr-FR',
        [
          '/issuer/seals',
          `/issuer/seals/${world.seals.own}`,
          `/issuer/seals/${world.seals.own}/replace`,
          '/issuer/settings',
          '/issuer/webhooks',
          '/issuer/batches',
        ],
      ],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
      const { page, go, findings, foreign } = openJourney(world.base, await context.newPage());
      await page.goto(`${world.base}/sign-in`);
      await page.locator('main input[type=email]').fill(email);
      await page.locator('main input[type=password]').fill(SEAL_PASSWORD);
      await page.locator('main form button').first().click();
      await page.waitForURL(/member|issuer/);
      for (const path of paths) {
        await go(path);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      }
      expect([findings, foreign]).toEqual([[], []]);
      await context.close();
    }
    await browser.close();
    expect(world.door.faults).toEqual([]);
  }, 120_000);
});
