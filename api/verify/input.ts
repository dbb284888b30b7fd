import type { Verifiable } from '../../adapters/seals/verify/verifier.js';

const DOMAIN = /^(?=.{4,253}$)([a-z0-9](-*[a-z0-9])*\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/;

/** The bare host of what was typed, in the form of DNS: a domain or a whole address. Undefined where it is neither. */
export function hostOf(typed: string): string | undefined {
  const url = typed.includes('://') ? typed : `https://${typed}`;
  const host = typed.length < 2_048 && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '').replace(/\.$/, '') : '';
  return DOMAIN.test(host) ? host : undefined;
}

/** What a person means by a text: an address, a domain, or a credential. */
export function readPasted(text: string): Extract<Verifiable, { url: string } | { domain: string } | { credential: unknown }> | undefined {
  if (text === '') return undefined;
  if (/^https?:\/\/\S+$/i.test(text)) return isBareOrigin(text) ? { domain: hostOf(text) ?? '' } : { url: text };
  const domain = /^[^\s{}"]+$/.test(text) && text.length <= 253 && !/^eyJ/.test(text) ? hostOf(text) : undefined;
  return domain === undefined ? { credential: text } : { domain };
}

/** The address of a whole website means its domain, not a document at its start page. */
function isBareOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.pathname === '/' && url.search === '' && hostOf(text) !== undefined;
}
