import type { Place } from '../index.js';

/** The installation of these examples, from the environment: RIGHTSDESK_URL, and a token of the role that the example needs. */
export function placeOf(tokenName?: 'STAFF_TOKEN' | 'ISSUER_TOKEN'): Place {
  const baseUrl = process.env.RIGHTSDESK_URL ?? 'http://127.0.0.1:3000';
  if (tokenName === undefined) return { baseUrl };
  const token = process.env[tokenName];
  if (token === undefined) throw new Error(`Set ${tokenName}: npm run -s rightsdesk -- token create --role … prints one.`);
  return { baseUrl, token };
}
