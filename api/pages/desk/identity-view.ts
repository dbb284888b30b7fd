import { presumedAbleFrom } from '../../../domain/minors.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { sizeInWords } from '../words.js';
import { AUTHORITY_WORDS, CAPACITY_WORDS, DOUBT_WORDS } from './words.js';

/** Who asks, for whom, what more is needed and why, and the files shown for the check. Nothing of it names anybody. */
export function identityView(detail: RequestDetail, { instant }: { instant: (at: string) => string }) {
  const { agency, raisedLevel, childAge, proofs } = detail;
  return {
    raised: raisedLevel === undefined ? '' : `Needs ${raisedLevel.level}. ${DOUBT_WORDS[raisedLevel.because]}.`,
    agency: agency === undefined ? '' : `Somebody else asks: ${CAPACITY_WORDS[agency.capacity]}.`,
    authority: agency?.authority == null ? '' : `${AUTHORITY_WORDS[agency.authority]}.`,
    answerTo: agency?.answerTo === 'person' ? 'The answer goes to the person, not to whoever asked.' : '',
    child: childAge === undefined ? '' : childSentence(childAge, detail.calendar),
    newAddress: detail.newAddress === undefined ? '' : 'The answer is wanted at another address, which counts once the level is proven.',
    proofs: proofs.map((one) => ({
      id: one.id,
      name: one.kind === 'identity' ? 'Document of identity' : 'Proof of authority',
      size: sizeInWords(one.sizeBytes, 'en'),
      received: instant(one.receivedAt),
      state:
        one.deletedAt !== null
          ? `Deleted ${instant(one.deletedAt)}`
          : one.shownAt !== null
            ? `Looked at ${instant(one.shownAt)}`
            : 'Not looked at',
      isOpen: one.deletedAt === null && !(one.kind === 'identity' && one.shownAt !== null),
      isOnce: one.kind === 'identity',
    })),
  };
}

function childSentence(childAge: number, calendar: string): string {
  const { age, source } = presumedAbleFrom(calendar);
  const able = childAge >= age ? 'is presumed able to judge' : 'is not yet presumed able to judge';
  return `About a child of ${childAge}: it ${able} (${age} and over: ${source}).`;
}
