import { createMisuseTeller } from '../adapters/db/seal-display/tell-misuse.js';
import { createSealDisplay } from '../adapters/seal-art/seal-display.js';
import type { CredentialForms } from '../adapters/seals/forms/renditions.js';
import type { SealDisplay } from '../api/seals-display/door.js';
import type { Foundation } from './compose.js';
import type { PublicSeals } from './compose-public-seals.js';

/** Puts together what members and visitors get of a seal besides its live picture. */
export function composeSealDisplay(
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  { published, forms }: { published: Pick<PublicSeals, 'findShown' | 'misuseLog' | 'shelf'>; forms: CredentialForms },
): SealDisplay {
  return createSealDisplay({
    pool,
    publicUrl: settings.publicUrl,
    find: published.findShown,
    document: (name) => published.shelf.document(name),
    forms,
    misuseLog: published.misuseLog,
    onMisuse: createMisuseTeller(settings, now),
    allowedHosts: settings.outboundAllowedHosts ?? [],
  });
}
