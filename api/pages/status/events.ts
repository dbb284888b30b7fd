import type { RequestDetail } from '../../../domain/request/filing.js';

/** Which entries of the timeline the person sees, and under which words; everything else (sources, reviews, warnings) is the desk's. */
const PUBLIC_EVENT: Readonly<Record<string, string>> = {
  received: 'received',
};

/** The person's timeline, newest first, two equal entries in a row shown once. */
export function publicEvents(timeline: RequestDetail['timeline']): { at: string; key: string }[] {
  return timeline
    .flatMap(({ at, event }) => {
      const key = PUBLIC_EVENT[event];
      return key ? [{ at, key }] : [];
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .filter((entry, n, all) => entry.key !== all[n + 1]?.key);
}
