import type { EvidenceEvent } from '../../../domain/evidence.js';
import type { RequestDetail } from '../../../domain/request/detail.js';

/** Which entries of the timeline the person sees, and under which words; everything else (sources, reviews, warnings) is the desk's. */
const PUBLIC_EVENT = new Map<string, string>([
  ['received', 'received'],
  ['identity-requested', 'identityAsked'],
  ['authority-requested', 'identityAsked'],
  ['identity-confirmed', 'identityProven'],
  ['clarification-requested', 'questionAsked'],
  ['clarification-received', 'questionAnswered'],
  ['extension-notified', 'extended'],
  ['fee-notified', 'fee'],
  ['fee-paid', 'feeSettled'],
  ['fee-waived', 'feeSettled'],
  ['search-started', 'searching'],
  ['search-completed', 'found'],
  ['decided', 'decided'],
  ['destination-verified', 'transferAsked'],
  ['transfer-confirmed', 'transferConfirmed'],
  ['transfer-declined', 'transferDeclined'],
  ['transfer-delivered', 'transferDelivered'],
  ['released', 'answered'],
  ['downloaded', 'downloaded'],
  ['withdrawn', 'withdrawn'],
  ['message-received', 'message'],
  ['message-sent', 'messageSent'],
  ['closed', 'closed'],
] satisfies [EvidenceEvent, string][]);

/** The person's timeline, newest first; the same thing twice in a row is shown once, at its first time. */
export function publicEvents({ timeline, letters }: Pick<RequestDetail, 'timeline' | 'letters'>): { at: string; key: string }[] {
  const receipts = letters.flatMap(({ code, sentAt }) => (code === 'ACK' && sentAt ? [{ at: sentAt, key: 'acknowledged' }] : []));
  const events = timeline.flatMap(({ at, event }) => {
    const key = PUBLIC_EVENT.get(event);
    return key ? [{ at, key }] : [];
  });
  return [...events, ...receipts].sort((a, b) => b.at.localeCompare(a.at)).filter((entry, n, all) => entry.key !== all[n + 1]?.key);
}
