import { CAPACITIES } from '../../../domain/behalf.js';
import { ADULT_AGE } from '../../../domain/minors.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import { type Problem, textField } from '../page.js';
import type { ActField } from './act-forms.js';
import { CAPACITY_WORDS } from './words.js';

/** Whom a message is about, where somebody else wrote or spoke. */
export const behalfFields: readonly ActField[] = [
  { name: 'onBehalfOf', label: 'On behalf of (if somebody else asks): name', kind: 'text' },
  {
    name: 'capacity',
    label: 'In which capacity',
    kind: 'select',
    options: [{ value: '', label: '–' }, ...CAPACITIES.map((value) => ({ value, label: CAPACITY_WORDS[value] }))],
  },
  { name: 'personEmail', label: 'Address that person is known by', hint: 'Data are looked for under no other', kind: 'text' },
  { name: 'childAge', label: 'Age of the child', hint: 'In years; only for a parent', kind: 'text' },
];

/** What is missing of it. */
export function behalfProblems(body: unknown): Problem[] {
  if (textField(body, 'onBehalfOf') === '') return [];
  const age = textField(body, 'childAge');
  const isParent = textField(body, 'capacity') === 'parent';
  const email = textField(body, 'personEmail');
  return [
    ...(isParent && !(/^\d{1,2}$/.test(age) && Number(age) < ADULT_AGE)
      ? [{ field: 'childAge', text: 'Enter the age of the child in years, under 18' }]
      : []),
    ...(email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email) ? [{ field: 'personEmail', text: 'Enter the address' }] : []),
  ];
}

/** The same as part of a filing or a classification; nothing where nobody acts for another. */
export function readBehalf(body: unknown): Pick<NewRequest, 'onBehalfOf' | 'behalf' | 'childAge'> {
  const onBehalfOf = textField(body, 'onBehalfOf');
  if (onBehalfOf === '') return {};
  const capacity = CAPACITIES.find((one) => one === textField(body, 'capacity')) ?? 'authorised';
  const email = textField(body, 'personEmail');
  return {
    onBehalfOf,
    behalf: { capacity, ...(email === '' ? {} : { email }) },
    ...(capacity === 'parent' ? { childAge: Number(textField(body, 'childAge')) } : {}),
  };
}
