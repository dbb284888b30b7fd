import { CAPACITIES } from '../../../domain/behalf.js';
import { ADULT_AGE, presumedAbleFrom } from '../../../domain/minors.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import { type Problem, textField } from '../page.js';
import { looksLikeEmail } from '../request-form/step.js';
import type { ActField } from './act-form.js';
import { CAPACITY_WORDS } from './words.js';

/** Whom a message is about, where somebody else wrote or spoke, or where a child did. */
export const behalfFields: readonly ActField[] = [
  { name: 'onBehalfOf', label: 'On behalf of (if somebody else asks): name', kind: 'text' },
  {
    name: 'capacity',
    label: 'In which capacity',
    kind: 'select',
    options: [{ value: '', label: '–' }, ...CAPACITIES.map((value) => ({ value, label: CAPACITY_WORDS[value] }))],
  },
  { name: 'personEmail', label: 'Address that person is known by', hint: 'Data are looked for under no other', kind: 'text' },
  {
    name: 'childAge',
    label: 'Age of the child, where it is one',
    hint: 'In years. A child that asks for itself: no name above',
    kind: 'text',
  },
];

/** From which age a child is presumed able to judge, place by place. */
export function agesOf(places: readonly { calendar: string; name: string }[]): string {
  return places.map(({ calendar, name }) => `${name} ${presumedAbleFrom(calendar).age}`).join(', ');
}

interface Typed {
  onBehalfOf: string;
  capacity: string;
  email: string;
  age: string;
}
const typedIn = (body: unknown): Typed => ({
  onBehalfOf: textField(body, 'onBehalfOf'),
  capacity: textField(body, 'capacity'),
  email: textField(body, 'personEmail'),
  age: textField(body, 'childAge'),
});
const isChildAge = (age: string): boolean => /^\d{1,2}$/.test(age) && Number(age) < ADULT_AGE;

/** What is missing of it. */
export function behalfProblems(body: unknown): Problem[] {
  const { onBehalfOf, capacity, email, age } = typedIn(body);
  const isAgeWanted = (onBehalfOf !== '' && capacity === 'parent') || age !== '';
  const problems: (Problem | false)[] = [
    isAgeWanted && !isChildAge(age) && { field: 'childAge', text: `Enter the age of the child in years, under ${ADULT_AGE}` },
    onBehalfOf === '' && capacity !== '' && { field: 'onBehalfOf', text: 'Enter whom it is about, or choose no capacity' },
    onBehalfOf !== '' && capacity === '' && { field: 'capacity', text: 'Choose in which capacity; it decides what proof is asked for' },
    email !== '' && !looksLikeEmail(email) && { field: 'personEmail', text: 'Enter an address, like name@example.com' },
    email !== '' && onBehalfOf === '' && { field: 'onBehalfOf', text: 'Enter whom that address is of' },
  ];
  return problems.filter((problem) => problem !== false);
}

/** The same as part of a filing or a classification; nothing where an adult asks for themselves. */
export function readBehalf(body: unknown): Pick<NewRequest, 'onBehalfOf' | 'behalf' | 'childAge'> {
  const { onBehalfOf, email, age, ...typed } = typedIn(body);
  const child = age === '' ? {} : { childAge: Number(age) };
  if (onBehalfOf === '') return child;
  const capacity = CAPACITIES.find((one) => one === typed.capacity) ?? 'authorised';
  return { onBehalfOf, behalf: { capacity, ...(email === '' ? {} : { email }) }, ...child };
}
