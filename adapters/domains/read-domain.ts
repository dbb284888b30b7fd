import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import { lookOf } from '../../domain/seals/look-alike.js';

/** A domain that can carry a seal, as DNS has it and as people write it. */
export interface DomainName {
  /** Lower case, punycode, no final dot. */
  domain: string;
  unicode: string;
  /** The part that was registered: `shop.example.co.uk` belongs to `example.co.uk`. */
  registrable: string;
  /** What it looks like; two of the same look can be taken for each other. */
  look: string;
}

/** Why a text is no such domain, with the way out. */
export interface DomainProblem {
  problem: string;
}

/** Reads what somebody typed as a domain. Takes internationalised names in either form. */
export function readDomain(text: string): DomainName | DomainProblem {
  const typed = text.trim().replace(/\.$/, '');
  if (/[/:@\s]/.test(typed)) return { problem: 'Give the host name alone, like member.example, without https://, port or path.' };
  const domain = domainToASCII(typed).toLowerCase();
  if (domain === '' || domain.length > 253) return { problem: 'This is not a domain name. Give one like member.example.' };
  const { domain: registrable, isIp, publicSuffix } = parse(domain, { allowPrivateDomains: true });
  if (isIp === true) return { problem: 'An IP address cannot carry a seal. Give a domain name like member.example.' };
  if (registrable === null)
    return {
      problem:
        publicSuffix === domain && domain.includes('.')
          ? `${domain} is a public suffix under which others register. Give the member’s own domain below it.`
          : 'This is not a full domain name. Give one like member.example.',
    };
  if (!domain.split('.').every((label) => /^[a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)))
    return { problem: 'A part of this name is not allowed in DNS. Check its spelling.' };
  const unicode = domainToUnicode(domain);
  const name = domainToUnicode(registrable).slice(0, -((domainToUnicode(publicSuffix ?? '').length || -1) + 1));
  return { domain, unicode, registrable, look: lookOf(name) };
}

export const isDomainProblem = (read: DomainName | DomainProblem): read is DomainProblem => 'problem' in read;
