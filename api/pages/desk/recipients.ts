import type { RequestDetail } from '../../../domain/request/detail.js';
import type { RecipientNoticeView } from '../../../domain/request/recipient-notice.js';

const TOLD = {
  rectified: 'the data were corrected',
  erased: 'the data were erased',
  restricted: 'the data are restricted',
  'restriction-lifted': 'the restriction has ended',
} as const satisfies Record<RecipientNoticeView['act'], string>;

const STATE = {
  queued: { kind: 'held', word: 'on its way' },
  told: { kind: 'calm', word: 'told' },
  confirmed: { kind: 'calm', word: 'confirmed' },
  failed: { kind: 'late', word: 'not reached' },
  'not-told': { kind: 'held', word: 'not told' },
} as const satisfies Record<RecipientNoticeView['status'], { kind: string; word: string }>;

const PROBLEM: Record<string, string> = {
  NOT_NAMED: 'only a kind of recipient is known',
  NO_ADDRESS: 'no address is known; tell them by hand',
};

/** Who was told about the change, and what became of it (GDPR Art. 19). */
export function recipientsView(detail: RequestDetail, { instant, mayAct }: { instant: (at: string) => string; mayAct: boolean }) {
  return detail.recipients.map(({ id, recipient, act, channel, status, problem, toldAt, confirmedAt }) => {
    const at = confirmedAt ?? toldAt;
    return {
      id,
      recipient,
      what: TOLD[act],
      state: STATE[status],
      problem: problem === null ? '' : (PROBLEM[problem] ?? problem),
      at: at === null ? '' : instant(at),
      mayRedeliver: mayAct && channel === 'webhook' && status !== 'queued',
    };
  });
}
