import type { SealAct } from './life.js';

/** What an issuer's own systems can be told of. */
export const SEAL_EVENTS = [
  'seal.drafted',
  'seal.issued',
  'seal.suspended',
  'seal.reinstated',
  'seal.revoked',
  'seal.renewed',
  'seal.superseded',
  'seal.expired',
  'seal.hidden',
  'seal.expiry_warned',
  'seal.misuse_detected',
] as const;
export type SealEventType = (typeof SEAL_EVENTS)[number];

export const EVENT_OF_ACT: Record<SealAct, SealEventType> = {
  issue: 'seal.issued',
  suspend: 'seal.suspended',
  reinstate: 'seal.reinstated',
  revoke: 'seal.revoked',
  renew: 'seal.renewed',
  supersede: 'seal.superseded',
  expire: 'seal.expired',
};
