import type { RequestDetail } from '../../../domain/request/filing.js';

/** Which entries of the timeline the person sees, and under which words; everything else (sources, reviews, warnings) is the desk's. */
const PUBLIC_EVENT = new Map([
  ['received', 'received'],
  ['acknowledged', 'acknowledged'],
  ['identity-requested', 'identityAsked'],
  ['identity-confirmed', 'identityProven'],
  ['clarification-requested', 'questionAsked'],
  ['clarification-received', 'questionAnswered'],
  ['extended', 'extended'],
  ['fee-notified', 'fee'],
  ['fee-paid', 'feeSettled'],
  ['fee-waived', 'feeSettled'],
  ['search-started', 'searching'],
  ['collected', 'found'],
  ['decided', 'decided'],
  ['answered', 'answered'],
  ['released', 'answered'],
  ['downloaded', 'downloaded'],
  ['withdrawn', 'withdrawn'],
  ['message-received', 'message'],
  ['closed', 'closed'],
]);

/** The person's timeline, newest first; the same thing twice in a row is shown once, at its first time. */
export function publicEvents(timeline: RequestDetail['timeline']): { at: string; key: string }[] {
  return timeline
    .flatMap(({ at, event }) => {
      const key = PUBLIC_EVENT.get(event);
      return key ? [{ at, key }] : [];
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .filter((entry, n, all) => entry.key !== all[n + 1]?.key);
}
