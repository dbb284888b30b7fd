import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { stepMatter } from './keep/matter-steps.js';
import { createSealDesk } from './seal-desk.js';

const DAY_MS = 86_400_000;
const ISSUER = { id: 'test-issuer', role: 'issuer', issuerSlug: 'guild' } as const;
const MEMBER = { id: 'test-member', role: 'member' } as const;
let door: TestDoor;
let desk: ReturnType<typeof createSealDesk>;
let memberId: string;

beforeAll(async () => {
  door = await openTestDoor(0);
  desk = createSealDesk(door.foundation);
  await door.foundation.pool.query(
    `INSERT INTO issuer (slug, name, website, contact_email) VALUES ('guild', 'The Guild', 'https://guild.example', 'office@guild.example')`,
  );
  const member = { name: 'North Pier Ltd', domain: 'north-pier.example', contactEmail: 'office@north-pier.example' };
  memberId = (await desk.members.create('guild', member)).id;
}, 120_000);
afterAll(() => door.close());

const issue = async (kind: 'website' | 'privacy' | 'verification') =>
  (await desk.issue('guild', { member: memberId, kind }, ISSUER)).seal.id;

async function noticesOf(id: string): Promise<string[]> {
  const { rows } = await door.foundation.pool.query<{ told: string }>(
    `SELECT code || ' ' || regexp_replace(facts->>'url', '^https?://[^/]+', '') AS told FROM seal_notice WHERE seal_id = $1 ORDER BY id`,
    [id],
  );
  return rows.map(({ told }) => told);
}

async function openWish(id: string): Promise<{ id: string }[]> {
  const { rows } = await door.foundation.pool.query<{ id: string }>(
    `SELECT id FROM seal_matter WHERE seal_id = $1 AND kind = 'renewal' AND closed_at IS NULL`,
    [id],
  );
  return rows;
}

describe('a member’s wish to renew', () => {
  it('reminds the issuer, lapses when its time is over, and can be said again; every mail leads to a page', async () => {
    const id = await issue('website');
    const { dueAt } = await desk.askRenewal({ id, memberId }, MEMBER);
    const [wish] = await openWish(id);
    for (const days of [6, 8, 20, 22]) await stepMatter(door.foundation, wish?.id ?? '', new Date(Date.now() + days * DAY_MS));
    expect(dueAt.getTime() - Date.now()).toBeGreaterThan(20 * DAY_MS);
    expect(await noticesOf(id)).toEqual([
      `RENEWAL_ASKED /issuer/seals/${id}`,
      `RENEWAL_REMINDER /issuer/seals/${id}`,
      `RENEWAL_LAPSED /member/seals/${id}`,
    ]);
    expect(await openWish(id)).toEqual([]);
    await desk.askRenewal({ id, memberId }, MEMBER);
    expect(await openWish(id)).toHaveLength(1);
  });

  it('ends with the renewal', async () => {
    const id = await issue('privacy');
    await desk.askRenewal({ id, memberId }, MEMBER);
    await desk.act('renew', { id, issuerSlug: 'guild' }, {}, ISSUER);
    expect(await openWish(id)).toEqual([]);
  });

  it('is declined with a reason: the member is told, the seal stays in force, and it can be asked again', async () => {
    const id = await issue('website');
    const no = { reason: 'Fees are open.' };
    await expect(desk.declineRenewal({ id, issuerSlug: 'guild' }, no, ISSUER)).rejects.toMatchObject({ code: 'NO_RENEWAL_ASKED' });
    await desk.askRenewal({ id, memberId }, MEMBER);
    await expect(desk.declineRenewal({ id, issuerSlug: 'another' }, no, ISSUER)).rejects.toMatchObject({ kind: 'missing' });
    const seal = await desk.declineRenewal({ id, issuerSlug: 'guild' }, no, ISSUER);
    expect([seal.status, seal.open, await openWish(id)]).toEqual(['active', [], []]);
    expect(seal.history.at(-1)).toMatchObject({ event: 'seal-matter-closed', reason: 'Fees are open.' });
    expect(await noticesOf(id)).toEqual([`RENEWAL_ASKED /issuer/seals/${id}`, `RENEWAL_DECLINED /member/seals/${id}`]);
    await desk.askRenewal({ id, memberId }, MEMBER);
    expect(await openWish(id)).toHaveLength(1);
  });

  it('is refused for a revoked seal, and for one of another member', async () => {
    const id = await issue('verification');
    await expect(desk.askRenewal({ id, memberId: '019a0000-0000-7000-8000-000000000009' }, MEMBER)).rejects.toMatchObject({
      kind: 'missing',
    });
    await desk.act('revoke', { id, issuerSlug: 'guild' }, { reason: 'ended' }, ISSUER);
    await expect(desk.askRenewal({ id, memberId }, MEMBER)).rejects.toMatchObject({ code: 'RENEWAL_NOT_ON_REQUEST' });
  });
});
