import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestDesk } from '../../../adapters/db/requests/desk.js';
import { type DeskBrowser, hire, openDeskBrowser } from '../../../tests/support/desk-people.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';

describe('whose organisation a person is, at the desk (GDPR Art. 4(1))', () => {
  let door: TestDoor;
  let anna: DeskBrowser;
  beforeAll(async () => {
    door = await openTestDoor(0);
    anna = await openDeskBrowser(door, await hire(door, 'Anna'));
  }, 60_000);
  afterAll(() => door.close());

  /** A case of somebody who is an officer of these organisations. */
  async function caseOfOfficer(...names: string[]) {
    const { foundation } = door;
    const filed = await createRequestDesk(foundation).file(
      { rights: ['access'], requester: { name: 'Ida Quellmann', email: `${randomUUID()}@example.org` }, channel: 'api', language: 'en' },
      { id: 'anyone', role: 'anyone' },
    );
    const { rows } = await foundation.pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE id = $1', [filed.id]);
    const subjectId = rows[0]?.subject_id ?? '';
    for (const name of names) {
      const id = randomUUID();
      await foundation.pool.query(
        `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address) VALUES ($1, 'harbour-institute', $2, 'example.org', 'HRB 1', 'Pier 1')`,
        [id, name],
      );
      const profile = await foundation.vault.seal(subjectId, { name: 'Ida', email: 'ida@example.org' }, 'officer.sealedProfile');
      await foundation.pool.query(
        `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source) VALUES ($1, $2, $3, 'owner', $4, 'member')`,
        [randomUUID(), id, subjectId, profile],
      );
    }
    const home = `/desk/requests/${filed.reference}`;
    return { id: filed.id, home, page: `${home}/acts/regime` };
  }

  const said = async (name: string) =>
    (await door.foundation.pool.query('SELECT is_natural_person FROM member WHERE name = $1', [name])).rows[0]?.is_natural_person;
  const STATUTORY = { regime: 'STATUTORY', why: 'She trades under her own name.' };

  it('asks nothing about organisations of somebody who has none', async () => {
    const { page } = await caseOfOfficer();
    expect((await anna.get(page)).text).not.toContain('sole trader)?');
  });

  it('tells several organisations of one person apart, by name once personal data are shown, and keeps what is said of each', async () => {
    const [joiner, ltd] = [`Joinery ${randomUUID()}`, `Zeta ${randomUUID()} Ltd`];
    const { page, home, id } = await caseOfOfficer(joiner, ltd);
    const masked = (await anna.get(page)).text;
    expect(masked).not.toContain(joiner);
    expect(masked).toContain('Organisation 2, on record as a legal person: is a sole trader');
    await anna.send(home, { back: page }, `${home}/show`);
    const shown = (await anna.get(page)).text;
    expect(shown).toMatch(new RegExp(`<option value="yes:0"[^>]*>${joiner}, on record as a legal person: is a sole trader`));
    expect(shown).toContain(`${ltd}, on record as a legal person: is a legal person`);

    expect((await anna.send(page, { ...STATUTORY, soleTrader: 'yes:0' })).status).toBe(303);
    expect([await said(joiner), await said(ltd)]).toEqual([true, false]);
    expect((await anna.get(page)).text).toContain(`${joiner}, on record as a sole trader`);
    const refused = await anna.send(page, { regime: 'POLICY_ONLY', why: 'a firm' });
    expect([refused.status, refused.text.includes('sole trader: its data are personal data')]).toEqual([409, true]);
    expect(refused.text).toContain('a firm');

    expect((await anna.send(page, { ...STATUTORY, soleTrader: 'no:0' })).status).toBe(303);
    expect((await anna.send(page, { ...STATUTORY, soleTrader: 'yes:1' })).status).toBe(303);
    expect([await said(joiner), await said(ltd)]).toEqual([false, true]);
    const { rows } = await door.foundation.pool.query(
      `SELECT data->>'as' AS "as" FROM evidence WHERE request_id = $1 AND event = 'natural-person-determined' ORDER BY seq`,
      [id],
    );
    expect(rows.map((row) => row.as)).toEqual(['natural-person', 'organisation', 'natural-person']);
  });

  it('stays a person while the entry in the register is restricted', async () => {
    const { page, id } = await caseOfOfficer(`Baker ${randomUUID()}`);
    await anna.send(page, { ...STATUTORY, soleTrader: 'yes:0' });
    await door.foundation.pool.query(
      `INSERT INTO restriction (id, request_id, subject_id, ground, allowed_uses, started_at, review_on)
       SELECT gen_random_uuid(), id, subject_id, 'accuracy-contested', '{}', now(), current_date + 30 FROM request WHERE id = $1`,
      [id],
    );
    await door.foundation.pool.query(
      `INSERT INTO restriction_scope (restriction_id, system, collection) SELECT id, 'rightsdesk', '' FROM restriction WHERE request_id = $1`,
      [id],
    );
    expect(
      (await door.foundation.pool.query('SELECT FROM officer o JOIN request r USING (subject_id) WHERE r.id = $1', [id])).rowCount,
    ).toBe(0);
    expect((await anna.get(page)).text).toContain('on record as a sole trader');
    expect((await anna.send(page, { regime: 'POLICY_ONLY', why: 'a firm' })).status).toBe(409);
  });
});
