import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSealDesk } from '../../../adapters/db/seals/seal-desk.js';
import type { TestDoor } from '../../../tests/support/door.js';
import { openTestDoor } from '../../../tests/support/door.js';
import { openBrowser } from '../../../tests/support/page-browser.js';
import { openAccounts } from '../../../tests/support/sign-in.js';

const PAGE = '/account/people';
const NEW = { name: 'Kim Bell', email: 'kim@example.com' };

describe('people somebody looks after', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  let memberId: string;
  beforeAll(async () => {
    door = await openTestDoor(0);
    people = openAccounts(door);
    await door.foundation.pool.query(
      `INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The Guild', 'https://guild.example'), ('institute', 'The Institute', 'https://institute.example')`,
    );
    const { members } = createSealDesk(door.foundation);
    memberId = (await members.create('guild', { name: 'North Pier Ltd', domain: 'north-pier.example' })).id;
    await members.create('institute', { name: 'Far Ltd', domain: 'far.example' });
    for (const role of ['operator', 'dpo', 'staff', 'auditor'] as const) await people.make(`${role}@example.com`, { role });
    await people.make('issuer@example.com', { role: 'issuer', issuerSlug: 'guild' });
    await people.make('other-issuer@example.com', { role: 'issuer', issuerSlug: 'institute' });
    await people.make('member@example.com', { role: 'member', issuerSlug: 'guild', memberId });
  }, 120_000);
  afterAll(() => door.close());

  const as = (who: string) => people.signIn(`${who}@example.com`);
  const idOf = async (email: string) =>
    (await door.foundation.pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email])).rows[0]?.id ?? '';
  const rowOf = async (email: string) =>
    (
      await door.foundation.pool.query(
        'SELECT role, issuer_slug, member_id, may_invite, setup_hash IS NOT NULL AS invited FROM account WHERE email = $1',
        [email],
      )
    ).rows[0];

  it.each(['staff', 'auditor'])('%s looks after nobody', async (who) => {
    const browser = await as(who);
    expect((await browser.get(PAGE)).status).toBe(403);
    expect((await browser.get('/account')).text).not.toContain(PAGE);
    const { text } = await browser.get('/account');
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(
      (
        await browser.agent
          .post(PAGE)
          .type('form')
          .send({ _csrf, ...NEW, role: 'staff' })
      ).status,
    ).toBe(403);
    expect(await rowOf(NEW.email)).toBeUndefined();
  });

  it('a data-protection officer invites to the desk, and never above itself', async () => {
    const dpo = await as('dpo');
    expect((await dpo.send(PAGE, { ...NEW, role: 'operator' })).status).toBe(422);
    expect((await dpo.send(PAGE, { ...NEW, role: 'staff' })).status).toBe(303);
    expect(await rowOf(NEW.email)).toMatchObject({ role: 'staff', invited: true, may_invite: false });
    const [mail] = await people.notices(NEW.email);
    expect(mail).toMatchObject({ code: 'INVITED', by: 'Rightsdesk Seals Ltd' });
    expect((await openBrowser(door.app).get(new URL(mail?.url ?? '').pathname)).text).toContain(NEW.email);
    expect((await dpo.send(PAGE, { ...NEW, role: 'dpo' })).text).toContain('has an account already');
  });

  it('an invitation is sent again with another link, and withdrawn without a trace', async () => {
    const dpo = await as('dpo');
    const path = `${PAGE}/${await idOf(NEW.email)}`;
    const [first] = await people.notices(NEW.email);
    await dpo.send(PAGE, { act: 'resend' }, path);
    const second = (await people.notices(NEW.email)).at(-1);
    expect(second?.url).not.toBe(first?.url);
    expect((await openBrowser(door.app).get(new URL(first?.url ?? '').pathname)).status).toBe(410);
    await dpo.send(PAGE, { act: 'withdraw' }, path);
    expect(await rowOf(NEW.email)).toBeUndefined();
    expect((await openBrowser(door.app).get(new URL(second?.url ?? '').pathname)).status).toBe(410);
  });

  it('an issuer invites its reviewers, and officers of its own members only', async () => {
    const issuer = await as('issuer');
    await issuer.send(PAGE, { name: 'Re Viewer', email: 'reviewer@guild.example', role: 'issuer', mayInvite: 'yes' });
    expect(await rowOf('reviewer@guild.example')).toMatchObject({ role: 'issuer', issuer_slug: 'guild', may_invite: true });
    await issuer.send(PAGE, { name: 'Of Ficer', email: 'officer@north-pier.example', role: 'member', organisation: 'North Pier Ltd' });
    expect(await rowOf('officer@north-pier.example')).toMatchObject({
      role: 'member',
      issuer_slug: 'guild',
      member_id: memberId,
      may_invite: false,
    });
    expect((await people.notices('officer@north-pier.example'))[0]?.by).toBe('The Guild');
    const foreign = await issuer.send(PAGE, { name: 'X', email: 'x@far.example', role: 'member', organisation: 'Far Ltd' });
    expect(foreign.status).toBe(422);
    expect((await issuer.send(PAGE, { name: 'X', email: 'x@far.example', role: 'staff' })).status).toBe(422);
    expect(await rowOf('x@far.example')).toBeUndefined();
  });

  it('a member invites its own officers, whatever it sends', async () => {
    const member = await as('member');
    await member.send(PAGE, { name: 'Own', email: 'own@north-pier.example', role: 'issuer', organisation: 'institute' });
    expect(await rowOf('own@north-pier.example')).toMatchObject({ role: 'member', issuer_slug: 'guild', member_id: memberId });
    expect((await member.get(PAGE)).text).not.toContain('issuer@example.com');
  });

  it('whom somebody does not look after is not there for them: other issuers, issuers of a member, oneself', async () => {
    for (const [who, whom] of [
      ['issuer', 'other-issuer@example.com'],
      ['issuer', 'staff@example.com'],
      ['member', 'issuer@example.com'],
      ['dpo', 'operator@example.com'],
      ['dpo', 'dpo@example.com'],
    ] as const) {
      const browser = await as(who);
      expect((await browser.send(PAGE, { act: 'disable' }, `${PAGE}/${await idOf(whom)}`)).status).toBe(404);
      expect((await people.signIn(whom)).status).toBe(303);
    }
  });

  it('who is disabled is out at once and stays out', async () => {
    const auditor = await as('auditor');
    expect((await auditor.get('/desk')).status).toBe(200);
    await (await as('dpo')).send(PAGE, { act: 'disable' }, `${PAGE}/${await idOf('auditor@example.com')}`);
    expect((await auditor.get('/desk')).status).toBe(303);
    expect((await people.signIn('auditor@example.com')).status).toBe(422);
  });

  it('who may not invite others looks after nobody', async () => {
    await door.foundation.pool.query(`UPDATE account SET may_invite = false WHERE email = 'member@example.com'`);
    expect((await (await as('member')).get(PAGE)).status).toBe(403);
  });
});
