import type { MemberDomain, MemberView } from '../../domain/seals/view.js';
import type { Limit } from '../middleware/rate-limit.js';
import type { Reader } from './issuer/present.js';
import { domainStateView } from './seal-view.js';
import { instantInWords } from './words.js';

const PROVEN = { dns: 'members.provenDns', file: 'members.provenFile' } as const;
const PROBLEMS = ['NO_PROOF', 'UNREACHABLE'] as const;

/** A domain of a member with the state of its proof and what proves it, for its issuer and for itself. */
export function domainView(domain: MemberDomain, { text, language }: Reader) {
  const at = (instant: string) => instantInWords(instant, language, 'UTC');
  const problem = PROBLEMS.find((code) => code === domain.problem);
  const isProven = domain.state === 'proven';
  return {
    domain: domain.domain,
    name: domain.unicode,
    /** The form of DNS where people write it otherwise. */
    inDns: domain.unicode === domain.domain ? '' : domain.domain,
    state: domainStateView(domain.state, { text, language }),
    isProven,
    proven:
      isProven && domain.provenBy !== null && domain.provenAt !== null ? text(PROVEN[domain.provenBy], { at: at(domain.provenAt) }) : '',
    failingSince:
      domain.state === 'failing' && domain.failingSince !== null ? text('members.failingSince', { at: at(domain.failingSince) }) : '',
    checked: domain.checkedAt === null ? text('members.notChecked') : text('members.checked', { at: at(domain.checkedAt) }),
    problem: problem === undefined ? '' : text(`members.problem.${problem}`),
    looksLike: domain.looksLike === null ? '' : text('members.looksLike', { other: domain.looksLike }),
    proof: domain.proof,
  };
}

/** A domain as people type or paste it: an address of a website is cut down to its host. */
export const typedDomain = (text: string): string =>
  text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');

/** A check asks name servers and a website of others. */
export const CHECKS_PER_ADDRESS: Limit = { name: 'domain-checks', points: 30, seconds: 60 };

/** What a check found, for the notice after it. */
export function checkedNotice({ domains }: MemberView, domain: string, { text }: Pick<Reader, 'text'>): string {
  const found = domains.find((one) => one.domain === domain);
  const isProven = found?.state === 'proven' && found.problem === null;
  return text(isProven ? 'members.foundNow' : 'members.notFoundNow', { domain: found?.unicode ?? domain });
}
