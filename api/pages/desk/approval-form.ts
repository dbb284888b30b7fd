import type { ApprovalKind } from '../../../domain/approval.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { textField } from '../page.js';
import type { ActForm } from './act-form.js';
import { codeWord } from './fact-words.js';
import { decidedView } from './rectification-view.js';
import { OUTCOME_WORDS } from './words.js';

/** What waits for a second person, if anything does. */
export const openApproval = (detail: RequestDetail) => detail.approvals.find((one) => one.status === 'open');

const KIND_WORDS = { decision: 'A decision', fee: 'A fee' } as const satisfies Record<ApprovalKind, string>;

/** What waits, as the second person sees it; the words of it only while personal data are shown. Null where nothing waits. */
export function proposalView(detail: RequestDetail, { isShown, instant }: { isShown: boolean; instant: (at: string) => string }) {
  const open = openApproval(detail);
  if (open === undefined) return null;
  const { decision } = open;
  return {
    what: KIND_WORDS[open.kind],
    ground: codeWord(open.ground),
    at: instant(open.proposedAt),
    decision:
      decision === undefined
        ? null
        : {
            outcome: OUTCOME_WORDS[decision.outcome],
            rule: decision.rule === null ? '' : codeWord(decision.rule),
            article: decision.article,
            reasons: isShown ? decision.reasons : '',
            why: isShown ? decision.why : '',
            evidence: isShown ? decision.evidence : [],
            fields: (decision.fields ?? []).map((field, n) => ({ n: n + 1, ...decidedView(field, isShown) })),
          },
  };
}

/** The second person's form: yes, or no with the reason that goes back to whoever proposed it. */
export const approval: ActForm = {
  fields: () => [
    {
      name: 'verdict',
      label: 'Your answer',
      kind: 'radio',
      options: [
        { value: 'approve', label: 'I have looked at it and approve' },
        { value: 'decline', label: 'I do not approve' },
      ],
    },
    { name: 'reason', label: 'Reason', hint: 'Needed when you do not approve', kind: 'area' },
  ],
  read: (body, detail) => {
    const verdict = textField(body, 'verdict');
    const reason = textField(body, 'reason');
    if (verdict !== 'approve' && verdict !== 'decline') return { problems: [{ field: 'verdict', text: 'Choose your answer' }] };
    if (verdict === 'decline' && reason === '') return { problems: [{ field: 'reason', text: 'Say why you do not approve' }] };
    const kind = openApproval(detail)?.kind;
    return {
      act: { type: 'approval', approve: verdict === 'approve', ...(reason ? { reason } : {}), ...(kind === undefined ? {} : { kind }) },
    };
  },
};
