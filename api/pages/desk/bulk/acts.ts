import type { Act, ActType } from '../../../../domain/request/filing.js';
import type { Colleague } from '../../../desk-tools.js';
import { type Problem, textField } from '../../page.js';
import type { ActField } from '../act-form.js';
import { ACT_WORDS } from '../words.js';

/** What can be done to many cases at once. */
export const BULK_ACTS = ['assignment', 'note', 'extension'] as const satisfies readonly ActType[];
export type BulkAct = (typeof BULK_ACTS)[number];

export const BULK_WORDS = {
  assignment: { title: 'Give them to somebody', effect: ACT_WORDS.assignment.effect },
  note: { title: 'Add the same note to each', effect: ACT_WORDS.note.effect },
  extension: { title: 'Extend the time of each', effect: `${ACT_WORDS.extension.effect} A letter for each case.` },
} as const satisfies Record<BulkAct, { title: string; effect: string }>;

/** Whether it writes to people, so that its number has to be typed. */
export const isToConfirm = (type: BulkAct): boolean => type === 'extension';

export function bulkFields(type: BulkAct, colleagues: readonly Colleague[]): ActField[] {
  if (type === 'note')
    return [
      {
        name: 'text',
        label: 'Note',
        hint: 'Kept encrypted with each case; each person gets it with an answer about their data',
        kind: 'area',
      },
    ];
  if (type === 'assignment')
    return [
      {
        name: 'to',
        label: 'To whom',
        kind: 'select',
        options: [{ value: '', label: 'Nobody in particular' }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))],
      },
      { name: 'why', label: 'A note with it (optional)', kind: 'area' },
    ];
  return EXTENSION_FIELDS;
}

const EXTENSION_FIELDS: ActField[] = [
  {
    name: 'ground',
    label: 'Ground',
    kind: 'radio',
    options: [
      { value: 'complexity', label: 'Complexity of the request' },
      { value: 'number', label: 'Number of requests' },
    ],
  },
  { name: 'reasons', label: 'Reasons', hint: 'As each person will read them', kind: 'area' },
];

/** The act that the form amounts to, the same for every case; or what is missing. */
export function readBulk(type: BulkAct, body: unknown): { act: Act } | { problems: Problem[] } {
  if (type === 'assignment') {
    const why = textField(body, 'why');
    return { act: { type, to: textField(body, 'to') || null, ...(why === '' ? {} : { why }) } };
  }
  if (type === 'note') {
    const text = textField(body, 'text');
    return text === '' ? { problems: [{ field: 'text', text: 'Write the note' }] } : { act: { type, text } };
  }
  const ground = (['complexity', 'number'] as const).find((known) => known === textField(body, 'ground'));
  const reasons = textField(body, 'reasons');
  if (ground !== undefined && reasons !== '') return { act: { type, ground, reasons } };
  return {
    problems: [
      ...(ground === undefined ? [{ field: 'ground', text: 'Choose the ground' }] : []),
      ...(reasons === '' ? [{ field: 'reasons', text: 'Say why more time is needed' }] : []),
    ],
  };
}
