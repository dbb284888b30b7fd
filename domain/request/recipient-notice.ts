/** What became of telling one recipient about a change (GDPR Art. 19). Instants are ISO 8601. */
export interface RecipientNoticeView {
  id: string;
  recipient: string;
  act: 'rectified' | 'erased' | 'restricted' | 'restriction-lifted';
  channel: 'mail' | 'webhook' | 'none';
  status: 'queued' | 'told' | 'confirmed' | 'failed' | 'not-told';
  attempts: number;
  /** A code: NOT_NAMED (only a kind of recipient is known), NO_ADDRESS, or what the last attempt met. */
  problem: string | null;
  toldAt: string | null;
  confirmedAt: string | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failed attempt a webhook is tried again: about five days, then a person is asked. */
const WAITS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];

/** When attempt number `attempts` has failed: how long to wait; undefined when it was the last. */
export function waitAfterAttempt(attempts: number): number | undefined {
  return WAITS_MS[attempts - 1];
}
