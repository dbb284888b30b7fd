import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { type Office, openOffice } from '../support/office.js';

describe('a sign-in of the same address', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  async function account(email: string): Promise<string> {
    const id = uuidv7();
    await office.foundation.pool.query(`INSERT INTO account (id, email, name, role, password_hash) VALUES ($1, $2, 'x', 'member', 'x')`, [
      id,
      email,
    ]);
    return id;
  }

  it('proves who asks for an erasure at L2, with no second step; another account proves nothing', async () => {
    const requester = { name: 'Ida Quellmann', email: 'ida@example.org' };
    const { reference } = await office.file({ rights: ['erasure'], requester });
    await office.until(reference, 'identity');
    expect(await office.desk.proveByAccount(reference, await account('otto@example.org'))).toBe(false);
    expect(await office.desk.proveByAccount(reference, await account('ida@example.org'))).toBe(true);
    await office.until(reference, 'deciding');
    expect((await office.desk.detail(reference))?.identityLevel).toBe('L2');
    await office.replay(reference);
  }, 60_000);

  it('with the filing spares the link altogether', async () => {
    const requester = { name: 'Ute Quellmann', email: 'ute@example.org' };
    const filing = { rights: ['access'], requester, channel: 'form', language: 'en' } as const;
    const signedInAs = await account('ute@example.org');
    const { reference } = await office.desk.file(filing, { id: 'form', role: 'anyone' }, { signedInAs });
    const other = await office.desk.file(
      { ...filing, requester: { name: 'Kai', email: 'kai@example.org' } },
      { id: 'form', role: 'anyone' },
      { signedInAs },
    );
    await office.until(reference, 'deciding');
    expect(await office.codes(reference)).not.toContain('ID_REQUEST');
    await office.until(other.reference, 'identity');
  }, 60_000);
});
