import { findSeal } from '../seals/seal-row.js';
import { tellWebhooks } from '../seals/tell-webhooks.js';
import type { OnMisuse } from './misuse-log.js';

/** Tells the issuer's systems that a seal was met, or reported, at a place for the first time on that day: `seal.misuse_detected`. */
export function createMisuseTeller({ publicUrl }: { publicUrl: string }, now: () => Date): OnMisuse {
  return async (db, { sealId, host, day }) => {
    const row = await findSeal(db, { id: sealId });
    if (row !== undefined) await tellWebhooks(db, [{ row, type: 'seal.misuse_detected', extra: { host, day } }], { now: now(), publicUrl });
  };
}
