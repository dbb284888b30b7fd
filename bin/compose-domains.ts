import { createDomainChecker, createReadTxt, type DomainChecker } from '../adapters/domains/check-domain.js';
import type { PartEnvironment } from '../env.js';

/** By what domains are proved, in the daily check and at the button of a page alike. */
export function composeDomains(env: Pick<PartEnvironment, 'SEAL_ZONE_FILE' | 'OUTBOUND_ALLOWED_HOSTS'>): DomainChecker {
  return createDomainChecker({
    readTxt: createReadTxt({ zoneFile: env.SEAL_ZONE_FILE }),
    ...(env.OUTBOUND_ALLOWED_HOSTS === undefined ? {} : { allowedHosts: env.OUTBOUND_ALLOWED_HOSTS }),
  });
}
