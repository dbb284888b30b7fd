import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { BY_COMMAND } from '../../../adapters/accounts/account-evidence.js';
import { disableAccount } from '../../../adapters/accounts/account-list.js';
import { createAccountSetup } from '../../../adapters/accounts/account-setup.js';
import { loadOrMakeSecrets } from '../../../adapters/embedded/secrets.js';
import { createRootWriter } from '../../../adapters/evidence/roots.js';
import { verifyEvidence } from '../../../adapters/evidence/verify.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { SHARED_FOLDER } from '../../../tests/support/shared-folder.js';
import { codeOf, openAccounts, PASSWORD } from '../../../tests/support/sign-in.js';

const signingKey = loadOrMakeSecrets(SHARED_FOLDER).ROOT_SIGNING_KEY;

describe('what happened with an account', () => {
  let door: TestDoor;
  let people: ReturnType<typeof openAccounts>;
  beforeAll(async () => {
    door = await openTestDoor(0);
    people = openAccounts(door);
  }, 120_000);
  afterAll(() => door.close());

  const pool = () => door.foundation.pool;
  const eventsOf = async (id: string) =>
    (
      await pool().query<{ event: string; data: object; actor: string; role: string }>(
        'SELECT event, data, actor, role FROM evidence WHERE request_id = $1 ORDER BY seq',
        [id],
      )
    ).rows;
  const verify = () => verifyEvidence({ pool: pool(), signingKey });

  it('is a chain of its own, from its making to its end, with who did it and nothing personal', async () => {
    const id = await people.make('ana.personal@example.com');
    const dpoId = await people.make('dpo@example.com', { role: 'dpo' });
    const mine = await people.signIn('ana.personal@example.com');
    await mine.send('/account/recovery', {});
    await mine.send('/account/password', { current: PASSWORD, password: 'Leuchtturm Gabel Wolke' });
    await mine.send('/account', {}, '/account/sessions');
    await mine.send('/account/address', { email: 'ana.other@example.com' });
    const dpo = await people.signIn('dpo@example.com');
    await dpo.send('/account/people', { act: 'disable' }, `/account/people/${id}`);
    const events = await eventsOf(id);
    expect(events.map(({ event, actor, role }) => [event, actor, role])).toEqual([
      ['account-made', 'system', 'operator'],
      ['account-signed-in', id, 'staff'],
      ['account-recovery-codes-made', id, 'staff'],
      ['account-password-changed', id, 'staff'],
      ['account-sign-ins-ended', id, 'staff'],
      ['account-address-asked', id, 'staff'],
      ['account-disabled', dpoId, 'dpo'],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/ana|Dana|Firefox|127\.0\.0\.1/);
  });

  it('outlives an invitation that was withdrawn; a change of role is one', async () => {
    const setup = createAccountSetup(door.foundation);
    const link = await setup.invite({ email: 'never@example.com', name: 'N', role: 'staff' }, BY_COMMAND);
    const id = link?.accountId ?? '';
    const person = await door.people.people.find(id);
    if (person === undefined) throw new Error('not invited');
    await door.people.people.withdraw(person, { id: 'x', role: 'dpo' });
    expect((await eventsOf(id)).map(({ event }) => event)).toEqual(['account-invited', 'account-invitation-withdrawn']);
    const other = await people.make('moves@example.com');
    await people.make('moves@example.com', { role: 'auditor' });
    expect((await eventsOf(other)).at(-1)).toMatchObject({ event: 'account-role-changed', data: { from: 'staff', to: 'auditor' } });
    await disableAccount(pool(), 'moves@example.com');
    expect((await eventsOf(other)).at(-1)).toMatchObject({ event: 'account-disabled', role: 'operator' });
  });

  it('is begun once, however many browsers sign in to an account that had none', async () => {
    const id = await people.make('older@example.com');
    await door.people.people.find(id);
    const fresh = '019a0000-0000-7000-8000-0000000000aa';
    await pool().query(
      `INSERT INTO account (id, email, name, role, password_hash) SELECT $1, 'from-before@example.com', name, role, password_hash FROM account WHERE id = $2`,
      [fresh, id],
    );
    await Promise.all(Array.from({ length: 6 }, () => people.signIn('from-before@example.com')));
    expect((await eventsOf(fresh)).map(({ event }) => event)).toEqual(Array.from({ length: 6 }, () => 'account-signed-in'));
  });

  it('is checked by `evidence verify`: whole, and broken where a link is changed or a chain is gone', async () => {
    await createRootWriter({ pool: pool(), signingKey }).writeRoot();
    expect(await verify()).toMatchObject({ ok: true, problemCount: 0 });
    const id = await people.make('tampered@example.com');
    const owner = new pg.Client({ connectionString: door.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE evidence DISABLE TRIGGER USER');
    await owner.query(`UPDATE evidence SET data = '{"role":"dpo"}' WHERE request_id = $1`, [id]);
    expect((await verify()).firstProblem).toMatchObject({ what: 'link-changed', reference: `account ${id}` });
    await owner.query('DELETE FROM evidence WHERE request_id = $1', [id]);
    await owner.end();
    expect((await verify()).firstProblem).toMatchObject({ what: 'chain-missing', reference: `account ${id}` });
    await expect(pool().query('DELETE FROM account_chain WHERE account_id = $1', [id])).rejects.toThrow(/permission denied|append-only/);
  });

  it('is shown to its owner in words, and every account to those who read them all', async () => {
    const id = await people.make('shown@example.com', { role: 'staff' });
    const owner = await people.signIn('shown@example.com');
    const own = (await owner.get('/account/history')).text;
    expect(own).toContain('Signed in (with the password).');
    expect(own).toContain('<td data-label="Who:">you</td>');
    expect((await owner.get('/account/all')).status).toBe(403);
    expect((await owner.get(`/account/all/${id}`)).status).toBe(403);
    await people.make('auditor@example.com', { role: 'auditor' });
    const auditor = await people.signIn('auditor@example.com', { code: codeOf() });
    expect((await auditor.get('/account/all')).text).toContain('shown@example.com');
    expect((await auditor.get(`/account/all/${id}`)).text).toContain('Dana Holt (Rights desk)');
    expect((await auditor.get('/account/all/019a0000-0000-7000-8000-0000000000ff')).status).toBe(404);
    expect((await auditor.get('/account/all/nothing')).status).toBe(404);
  });
});
