import { DomainError } from '../errors.js';

/** Where a seal stands. Public from `active` on; a draft is its issuer's business. */
export const SEAL_STATUSES = ['draft', 'active', 'suspended', 'revoked', 'expired', 'superseded'] as const;
export type SealStatus = (typeof SEAL_STATUSES)[number];

/** What can happen to a seal. `expire` is done by time alone. */
export const SEAL_ACTS = ['issue', 'suspend', 'reinstate', 'revoke', 'renew', 'supersede', 'expire'] as const;
export type SealAct = (typeof SEAL_ACTS)[number];

/** The transition table: an act, the statuses it may start from, and where it leads. Revocation and supersession are for good. */
const MOVES: Record<SealAct, { from: readonly SealStatus[]; to: SealStatus }> = {
  issue: { from: ['draft'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'active' },
  revoke: { from: ['draft', 'active', 'suspended', 'expired'], to: 'revoked' },
  renew: { from: ['active', 'expired'], to: 'active' },
  supersede: { from: ['active', 'suspended', 'expired'], to: 'superseded' },
  expire: { from: ['active', 'suspended'], to: 'expired' },
};

/** Acts that nobody may do without saying why. */
export const NEEDS_REASON: readonly SealAct[] = ['suspend', 'revoke'];

/** What helps where an act is not possible. */
const WAY_OUT: Record<SealStatus, string> = {
  draft: 'It is a draft: issue it first.',
  active: 'It is active.',
  suspended: 'It is suspended: reinstate it first, or revoke it.',
  revoked: 'It was revoked, which is for good: issue a new one.',
  expired: 'It has expired: renew it, or issue a new one.',
  superseded: 'Another seal has taken its place: act on that one.',
};

/** The acts that are possible now. */
export const actsFrom = (status: SealStatus): SealAct[] => SEAL_ACTS.filter((act) => MOVES[act].from.includes(status));

/** Where an act leads, or 409 with the status it is in. */
export function statusAfter(act: SealAct, status: SealStatus): SealStatus {
  const { from, to } = MOVES[act];
  if (from.includes(status)) return to;
  throw new DomainError({
    code: `SEAL_IS_${status.toUpperCase()}`,
    kind: 'conflict',
    detail: `This seal cannot ${PLAIN_ACT[act]}. ${WAY_OUT[status]}`,
  });
}

const PLAIN_ACT: Record<SealAct, string> = {
  issue: 'be issued',
  suspend: 'be suspended',
  reinstate: 'be reinstated',
  revoke: 'be revoked',
  renew: 'be renewed',
  supersede: 'be replaced',
  expire: 'expire',
};

/** Refuses an act that needs a reason and has none. */
export function requireReason(act: SealAct, reason: string | undefined): void {
  if (!NEEDS_REASON.includes(act) || (reason ?? '').trim() !== '') return;
  throw new DomainError({
    code: 'REASON_REQUIRED',
    kind: 'invalid',
    detail: 'Say why: the reason is kept in the history of the seal.',
    fields: [{ pointer: '/reason', detail: 'Give the reason in words.' }],
  });
}

/** A reinstated seal is active again, so its time must not be over. */
export function requireTimeLeft(act: SealAct, validUntil: Date, now: Date): void {
  if (act !== 'reinstate' || validUntil > now) return;
  throw new DomainError({
    code: 'SEAL_TIME_IS_OVER',
    kind: 'conflict',
    detail: 'Its validity has ended meanwhile. It expires within the day and can then be renewed.',
  });
}

/** Whether the revocation bit is set: the credential is not good any more and never will be again. */
export const isRevokedForGood = (status: SealStatus) => status === 'revoked' || status === 'superseded';
