import { createKeyring } from '../adapters/crypto/keyring.js';
import { createMisuseLog, type MisuseLog, type OnMisuse } from '../adapters/db/seal-display/misuse-log.js';
import { createSealDisplay, type SignedSeals } from '../adapters/seal-art/seal-display.js';
import type { SealDisplay } from '../api/seals-display/door.js';
import type { Foundation } from './compose.js';

/** Where nobody signs, pictures and frames are shown, and what carries a credential says that it is not signed yet. */
const NOBODY_SIGNS: SignedSeals = { jwt: async () => undefined, badgeJwt: async () => undefined, json: async () => undefined };

/** Puts together how seals are shown. `misuseLog` is closed before the foundation. */
export function composeSealDisplay(
  { pool, settings }: Pick<Foundation, 'pool' | 'settings'>,
  options: { masterKey: string; signed?: SignedSeals; onMisuse?: OnMisuse; report: (error: unknown) => void },
): { display: SealDisplay; misuseLog: MisuseLog } {
  const { signed = NOBODY_SIGNS, onMisuse = async () => undefined } = options;
  const misuseLog = createMisuseLog(pool, onMisuse, options.report);
  const display = createSealDisplay({
    pool,
    publicUrl: settings.publicUrl,
    dayKey: createKeyring(options.masterKey)['day-marks'],
    signed,
    misuseLog,
    onMisuse,
    allowedHosts: settings.outboundAllowedHosts ?? [],
  });
  return { display, misuseLog };
}
