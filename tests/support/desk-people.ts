import { TOTP } from 'otpauth';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import type { TestDoor } from './door.js';
import { openBrowser } from './page-browser.js';

const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export interface DeskPerson {
  id: string;
  role: string;
  email: string;
  password: string;
  totpSecret: string;
}

/** An account of the desk in the database of a test door. */
export async function hire(
  { foundation }: Pick<TestDoor, 'foundation'>,
  name: string,
  role: 'staff' | 'dpo' | 'auditor' = 'staff',
): Promise<DeskPerson> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@desk.example`;
  const password = `${name} has a long pass phrase`;
  await createAccounts(foundation).createAccount({ email, name, role, password, totpSecret: TOTP_SECRET });
  const { rows } = await foundation.pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email]);
  return { id: rows[0]?.id ?? '', role, email, password, totpSecret: TOTP_SECRET };
}

/** A browser without scripts in which this person is signed in. */
export async function openDeskBrowser({ app }: Pick<TestDoor, 'app'>, person: DeskPerson) {
  const browser = openBrowser(app);
  await browser.send('/sign-in', { email: person.email, password: person.password });
  const { headers } = await browser.send('/sign-in/code', { code: new TOTP({ secret: person.totpSecret }).generate() });
  if (headers.location === undefined || headers.location.startsWith('/sign-in')) throw new Error('could not sign in');
  const set: unknown = headers['set-cookie'];
  const cookie = (Array.isArray(set) ? set : [set]).map((one) => String(one).split(';')[0]).join('; ');
  return { ...browser, cookie };
}
export type DeskBrowser = Awaited<ReturnType<typeof openDeskBrowser>>;
