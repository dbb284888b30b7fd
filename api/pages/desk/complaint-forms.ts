import { FINDINGS, type Finding } from '../../../domain/complaint/complaint.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { CHANNELS } from '../../../domain/request/types.js';
import { textField } from '../page.js';
import { dayInWords } from '../words.js';
import type { ActField, ActForm } from './act-form.js';

const FINDING_WORDS = {
  upheld: 'The person is right',
  'upheld-in-part': 'The person is right in part',
  'not-upheld': 'We stay with our answer',
} as const satisfies Record<Finding, string>;

const problem = (field: string, text: string) => ({ problems: [{ field, text }] });
const isDate = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A complaint that came by letter, call or visit, with the day it reached us (DPA 2018 s.164A counts from there). */
export function complaintForm(channelWords: Readonly<Record<string, string>>): ActForm {
  return {
    fields: () => [
      { name: 'text', label: 'The complaint', hint: 'As the person put it', kind: 'area' },
      {
        name: 'channel',
        label: 'How it came',
        kind: 'select',
        options: CHANNELS.map((value) => ({ value, label: channelWords[value] ?? value })),
        value: 'post',
      },
      { name: 'receivedOn', label: 'Reached us on', hint: 'Empty: today', kind: 'date' },
    ],
    read: (body) => {
      const text = textField(body, 'text');
      const channel = CHANNELS.find((one) => one === textField(body, 'channel'));
      const receivedOn = textField(body, 'receivedOn');
      if (!text) return problem('text', 'Enter the complaint');
      if (!isDate(receivedOn)) return problem('receivedOn', 'Enter a day, like 2026-12-31');
      return { act: { type: 'complaint', text, ...(channel ? { channel } : {}), ...(receivedOn ? { receivedOn } : {}) } };
    },
  };
}

/** What came of it, with the reasons that the person reads. */
export const complaintOutcomeForm: ActForm = {
  fields: (): ActField[] => [
    {
      name: 'finding',
      label: 'What came of it',
      kind: 'radio',
      options: FINDINGS.map((value) => ({ value, label: FINDING_WORDS[value] })),
    },
    { name: 'reasons', label: 'Reasons, as the person will read them', kind: 'area' },
  ],
  read: (body) => {
    const finding = FINDINGS.find((one) => one === textField(body, 'finding'));
    const reasons = textField(body, 'reasons');
    if (!finding) return problem('finding', 'Say what came of it');
    if (!reasons) return problem('reasons', 'Give the reasons');
    return { act: { type: 'complaint-outcome', finding, reasons } };
  },
};

export const hasOpenComplaint = ({ complaints }: Pick<RequestDetail, 'complaints'>): boolean =>
  complaints.some(({ finding }) => finding === undefined);

/** The complaints of a case for the desk; what was written stays out until somebody asked to see it. */
export function complaintsView(detail: RequestDetail, { isShown, instant }: { isShown: boolean; instant: (at: string) => string }) {
  return detail.complaints.map((one) => ({
    received: instant(one.receivedAt),
    channel: one.channel,
    confirmed: instant(one.acknowledgedAt),
    by: one.acknowledgeBy === null ? '' : dayInWords(one.acknowledgeBy, 'en'),
    text: isShown ? one.text : '',
    state:
      one.finding === undefined
        ? ({ kind: 'soon', word: 'Looked into' } as const)
        : ({ kind: 'calm', word: FINDING_WORDS[one.finding] } as const),
    decided: one.decidedAt === undefined ? '' : instant(one.decidedAt),
    reasons: isShown ? (one.reasons ?? '') : '',
  }));
}
