import { createKeyrings, type MasterKeys } from '../adapters/crypto/keyring.js';
import { createMisuseLog, type MisuseLog } from '../adapters/db/seal-display/misuse-log.js';
import { createMisuseTeller } from '../adapters/db/seal-display/tell-misuse.js';
import { createSealDisplay } from '../adapters/seal-art/seal-display.js';
import type { SealPublisher } from '../adapters/seals/publish/publisher.js';
import type { SealDisplay } from '../api/seals-display/door.js';
import type { Foundation } from './compose.js';

/** Puts together how seals are shown. `misuseLog` is closed before the foundation. */
export function composeSealDisplay(
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  options: { masterKeys: MasterKeys; publisher: Pick<SealPublisher, 'rendition'>; report: (error: unknown) => void },
): { display: SealDisplay; misuseLog: MisuseLog } {
  const onMisuse = createMisuseTeller(pool, settings, now);
  const misuseLog = createMisuseLog(pool, onMisuse, options.report);
  const display = createSealDisplay({
    pool,
    publicUrl: settings.publicUrl,
    dayKey: createKeyrings(options.masterKeys).current['day-marks'],
    publisher: options.publisher,
    misuseLog,
    onMisuse,
    allowedHosts: settings.outboundAllowedHosts ?? [],
  });
  return { display, misuseLog };
}
