import type { RequestDetail } from '../../../domain/request/filing.js';
import { textField } from '../page.js';
import type { ActForm } from './act-forms.js';

/** What waits for a second person, if anything does. */
export const openApproval = (detail: RequestDetail) => detail.approvals.find((one) => one.status === 'open');

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
