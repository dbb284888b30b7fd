import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { openTestDoor } from './door.js';
import { openBrowser } from './page-browser.js';

export const SEAL_PASSWORD = 'correct horse battery';
export const MEMBER_EMAIL = 'alma@north-pier.example';
export const ISSUER_EMAIL = 'office@guild.example';
export const STAFF_EMAIL = 'dana@rightsdesk.example';
const ISSUER = { id: 'test-issuer', role: 'issuer' } as const;

/** Two issuers, three members and their seals behind the real door, with accounts that sign in by password alone. */
export async function openSealPages(options: { publicUrl?: string } = {}) {
  const door = await openTestDoor(0, options);
  const { foundation } = door;
  await foundation.pool.query(
    `INSERT INTO issuer (slug, name, website, contact_email) VALUES ('guild', 'The Guild', 'https://guild.example', 'office@guild.example'),
       ('institute', 'The Institute', 'https://institute.example', NULL)`,
  );
  const desk = createSealDesk(foundation);
  const member = await desk.members.create('guild', { name: 'North Pier Ltd', registrationNumber: 'REG-1', domain: 'nörth-pier.example' });
  const other = await desk.members.create('guild', { name: 'Kiln Yard', domain: 'kiln-yard.example' });
  const foreign = await desk.members.create('institute', { name: 'Far Ltd', domain: 'far.example' });
  const memberId = member.id;
  const issue = async (slug: string, id: string, isDraft = false) =>
    (await desk.issue(slug, { member: id, kind: 'website', isDraft }, { ...ISSUER, issuerSlug: slug })).seal.id;
  const seals = {
    own: await issue('guild', member.id),
    draft: await issue('guild', member.id, true),
    others: await issue('guild', other.id),
    foreign: await issue('institute', foreign.id),
  };
  const accounts = createAccounts(foundation);
  const make = (role: 'member' | 'issuer' | 'staff', email: string, more = {}) =>
    accounts.createAccount({ email, name: 'Alma Whitcombe', role, password: SEAL_PASSWORD, ...more });
  await make('member', MEMBER_EMAIL, { issuerSlug: 'guild', memberId });
  await make('issuer', ISSUER_EMAIL, { issuerSlug: 'guild' });
  await make('staff', STAFF_EMAIL);
  const server = createServer(door.app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signIn = async (email: string) => {
    const browser = openBrowser(door.app);
    const { headers } = await browser.send('/sign-in', { email, password: SEAL_PASSWORD });
    return { ...browser, home: headers.location };
  };
  const close = async () => {
    server.close();
    await door.close();
  };
  return { door, desk, base, memberId, seals, signIn, close };
}
export type SealPages = Awaited<ReturnType<typeof openSealPages>>;
