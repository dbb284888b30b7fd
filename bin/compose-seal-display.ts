import { createKeyring } from '../adapters/crypto/keyring.js';
import { createMisuseLog, type MisuseLog } from '../adapters/db/seal-display/misuse-log.js';
import { createMisuseTeller } from '../adapters/db/seal-display/tell-misuse.js';
import { createSealDisplay } from '../adapters/seal-art/seal-display.js';
import { createSealShelf } from '../adapters/db/seals/shelf.js';
import { createSignatureBook } from '../adapters/db/seals/signatures.js';
import { openKeystore } from '../adapters/seals/keys/keystore.js';
import { createWrappedKeys } from '../adapters/seals/keys/wrapped-keys.js';
import { createSealPublisher, type SealPublisher } from '../adapters/seals/publish/publisher.js';
import type { SealDisplay } from '../api/seals-display/door.js';
import type { Foundation } from './compose.js';

/** Puts together how seals are shown. `misuseLog` is closed before the foundation. */
export function composeSealDisplay(
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  options: { masterKey: string; publisher: Pick<SealPublisher, 'rendition'>; report: (error: unknown) => void },
): { display: SealDisplay; misuseLog: MisuseLog } {
  const onMisuse = createMisuseTeller(pool, settings, now);
  const misuseLog = createMisuseLog(pool, onMisuse, options.report);
  const display = createSealDisplay({
    pool,
    publicUrl: settings.publicUrl,
    dayKey: createKeyring(options.masterKey)['day-marks'],
    publisher: options.publisher,
    misuseLog,
    onMisuse,
    allowedHosts: settings.outboundAllowedHosts ?? [],
  });
  return { display, misuseLog };
}

/** What is signed of seals, over the register in the database and the keys in that folder. */
export function composeSealPublisher(
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  { folder, masterKey }: { folder: string; masterKey: string },
): SealPublisher {
  const { publicUrl } = settings;
  const keys = openKeystore({ folder, maker: createWrappedKeys(masterKey) });
  return createSealPublisher({ publicUrl, keys, shelf: createSealShelf({ pool, publicUrl }), signatures: createSignatureBook(pool), now });
}
