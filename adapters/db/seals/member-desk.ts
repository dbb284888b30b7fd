import type { MemberKey, NewOfficer } from '../../../domain/seals/view.js';
import type { Vault } from '../../crypto/vault.js';
import type { DomainChecker } from '../../domains/check-domain.js';
import { checkDomainNow } from './keep/check-domains.js';
import { findMember, noSuchMember } from './members.js';
import { addOfficer, listOfficers, removeOfficer } from './officers.js';
import type { SealDeps } from './seal-deps.js';

/** What issuers and members look after besides the record: the proof of a domain, asked for now, and the officers. */
export function createMemberDesk(deps: SealDeps & { vault: Vault; domains: DomainChecker }) {
  const find = async (key: MemberKey) => {
    const found = await findMember(deps.pool, key);
    if (found === undefined) throw noSuchMember();
    return found;
  };
  return {
    async checkDomain(key: MemberKey, domain: string) {
      const { domains } = await find(key);
      if (!domains.some((one) => one.domain === domain)) throw noSuchMember();
      await checkDomainNow(deps, { memberId: key.id, domain }, deps.now());
      return find(key);
    },
    officers: {
      list: (key: MemberKey) => listOfficers(deps, key),
      add: (key: MemberKey, officer: NewOfficer, source: 'issuer' | 'member') => addOfficer(deps, key, officer, source),
      remove: (key: MemberKey, officerId: string) => removeOfficer(deps, key, officerId),
    },
  };
}
