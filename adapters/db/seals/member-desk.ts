import type { NewOfficer } from '../../../domain/seals/view.js';
import type { Vault } from '../../crypto/vault.js';
import type { DomainChecker } from '../../domains/check-domain.js';
import { checkDomainNow } from './keep/check-domains.js';
import { findMember, noSuchMember } from './members.js';
import { addOfficer, listOfficers, removeOfficer } from './officers.js';
import type { SealDeps } from './seal-deps.js';

type Key = { id: string; issuerSlug: string };

/** What issuers and members look after besides the record: the proof of a domain, asked for now, and the officers. */
export function createMemberDesk(deps: SealDeps & { vault: Vault; domains: DomainChecker }) {
  const find = async (key: Key) => {
    const found = await findMember(deps.pool, key);
    if (found === undefined) throw noSuchMember();
    return found;
  };
  return {
    async checkDomain(key: Key, domain: string) {
      const { domains } = await find(key);
      if (!domains.some((one) => one.domain === domain)) throw noSuchMember();
      await checkDomainNow(deps, { memberId: key.id, domain }, deps.now());
      return find(key);
    },
    officers: {
      list: (key: Key) => listOfficers(deps, key),
      add: (key: Key, officer: NewOfficer, source: 'issuer' | 'member') => addOfficer(deps, key, officer, source),
      remove: (key: Key, officerId: string) => removeOfficer(deps, key, officerId),
    },
  };
}
