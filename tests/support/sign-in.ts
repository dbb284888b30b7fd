import { Secret, TOTP } from 'otpauth';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { NOTICE_CONTEXT } from '../../adapters/accounts/queue-notice.js';
import type { AccountNoticeFacts } from '../../domain/account-notices.js';
import type { Role } from '../../domain/request/types.js';
import type { TestDoor } from './door.js';
import { openBrowser } from './page-browser.js';

export const PASSWORD = 'Kompass Laterne Hering';
export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SECRET = new Secret({ size: 20 });

/** The code an authenticator app shows now. */
export const codeOf = (secret: string = SECRET.base32): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** Makes accounts behind the door and signs browsers in with them, by hand. */
export function openAccounts({ app, foundation }: TestDoor) {
  const { pool, vault } = foundation;
  const accounts = createAccounts(foundation);
  async function make(
    email: string,
    more: { role?: Role; issuerSlug?: string; memberId?: string; hasApp?: boolean } = {},
  ): Promise<string> {
    const { role = 'staff', hasApp = true, ...belonging } = more;
    const totp = hasApp ? { totpSecret: SECRET.base32 } : {};
    await accounts.createAccount({ email, name: 'Dana Holt', role, password: PASSWORD, ...totp, ...belonging });
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email]);
    return rows[0]?.id ?? '';
  }
  async function signIn(email: string, { password = PASSWORD, code = codeOf(), remember = false, browser = openBrowser(app) } = {}) {
    browser.agent.set('user-agent', FIREFOX);
    const first = await browser.send('/sign-in', { email, password, ...(remember ? { remember: 'yes' } : {}) });
    const last = first.headers.location === '/sign-in/code' ? await browser.send('/sign-in/code', { code }) : first;
    return { ...browser, status: last.status, home: String(last.headers.location) };
  }
  /** What was written to the owner, the latest last: its code and facts as they are before they are sent. */
  async function notices(email: string) {
    const { rows } = await pool.query<{ code: string; language: string; sealed_facts: Buffer | null }>(
      'SELECT n.code, n.language, n.sealed_facts FROM account_notice n JOIN account a ON a.id = n.account_id WHERE a.email = $1 ORDER BY n.created_at, n.id',
      [email],
    );
    return rows.map(({ code, language, sealed_facts: sealed }) => ({
      code,
      language,
      ...(sealed === null ? { url: '' } : vault.openMaster<AccountNoticeFacts>(sealed, NOTICE_CONTEXT)),
    }));
  }
  return { make, signIn, notices };
}
