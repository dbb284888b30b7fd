import { presumedAbleFrom } from '../../../domain/minors.js';
import type { PartRef, RequestDetail } from '../../../domain/request/filing.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActForm } from './act-form.js';
import { itemsField, REGIME_WORDS, readItems } from './items.js';

const VERDICTS = { confirmed: 'Proven', doubted: 'In doubt: the answer goes to the person', missing: 'Missing: ask for it' } as const;
const ANSWER_TO = { '': 'As the rule has it', requester: 'To whoever asks', person: 'To the person' } as const;

/** One of the keys of a literal table, or undefined. */
const keyOf = <T extends string>(words: Record<T, string>, given: string): T | undefined =>
  (Object.keys(words) as T[]).find((key) => key === given); // keys of a literal table
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const missing = (field: string, text: string): Problem => ({ field, text });

/** What was found out about an agent. */
export const authorityForm: ActForm = {
  fields: (detail) => [
    { name: 'verdict', label: 'Authority', kind: 'radio', options: optionsOf(VERDICTS) },
    { name: 'how', label: 'What it rests on', hint: 'For example: a signed note that names the agent and this request', kind: 'area' },
    ...(detail.agency?.personEmail === undefined
      ? [
          {
            name: 'personEmail',
            label: 'Address the person is known by',
            hint: 'Data are looked for under no other',
            kind: 'text' as const,
          },
        ]
      : []),
    { name: 'answerTo', label: 'Where the answer goes', hint: answerHint(detail), kind: 'select', options: optionsOf(ANSWER_TO) },
  ],
  read: (body) => {
    const verdict = keyOf(VERDICTS, textField(body, 'verdict'));
    const how = textField(body, 'how');
    if (verdict === undefined) return { problems: [missing('verdict', 'Choose one')] };
    if (!how) return { problems: [missing('how', 'Say what it rests on')] };
    const personEmail = textField(body, 'personEmail');
    if (personEmail !== '' && !/^[^@\s]+@[^@\s]+$/.test(personEmail)) return { problems: [missing('personEmail', 'Enter the address')] };
    const answerTo = keyOf(ANSWER_TO, textField(body, 'answerTo'));
    return {
      act: { type: 'authority', verdict, how, ...(personEmail ? { personEmail } : {}), ...(answerTo ? { answerTo } : {}) },
    };
  },
};

/** What the rule says of a child, so that nobody has to know the age by heart. */
function answerHint({ childAge, calendar }: RequestDetail): string {
  if (childAge === undefined) return '';
  const { age, source } = presumedAbleFrom(calendar);
  return childAge >= age
    ? `A child of ${childAge} is presumed able to judge (${age} and over: ${source}): the answer goes to the child.`
    : `A child of ${childAge} is not yet presumed able to judge (under ${age}: ${source}): the answer goes to the parent.`;
}

/** To whom it goes, why that organisation decides, and, where only a part is its own, which. */
export const forwardForm: ActForm = {
  fields: (detail) => [
    { name: 'to', label: 'Controller', hint: 'An issuer by its short name, like harbour-institute, or any name', kind: 'text' },
    { name: 'contact', label: 'E-mail address', hint: 'Not needed for an issuer that has one on file', kind: 'text' },
    { name: 'why', label: 'Why it decides', kind: 'area' },
    ...itemsField(detail, {
      label: 'Only these parts',
      hint: 'Nothing ticked: the whole request goes there and is closed here',
      withFields: true,
    }),
  ],
  read: (body, detail) => {
    const items = readItems(listField(body, 'items'), detail);
    const [to, contact, why] = [textField(body, 'to'), textField(body, 'contact'), textField(body, 'why')];
    const problems = [...(to ? [] : [missing('to', 'Enter the controller')]), ...(why ? [] : [missing('why', 'Say why')])];
    return problems.length > 0
      ? { problems }
      : { act: { type: 'forward', to, why, ...(contact ? { contact } : {}), ...(items ? { items } : {}) } };
  },
};

/** Whether a person or only an organisation is behind the data. */
export const regimeForm: ActForm = {
  fields: (detail) => [
    { name: 'regime', label: 'These are', kind: 'radio', options: optionsOf(REGIME_WORDS) },
    { name: 'why', label: 'Why', hint: 'A named contact, a sole trader and usually a partner are persons', kind: 'area' },
    {
      name: 'soleTrader',
      label: 'Is the organisation of this person itself a person (a sole trader)?',
      hint: 'Kept in the register of members, for all its cases',
      kind: 'select',
      options: [
        { value: '', label: 'Leave as it is' },
        { value: 'yes', label: 'Yes, its data are personal data' },
        { value: 'no', label: 'No, it is a legal person' },
      ],
    },
    ...itemsField(detail, { label: 'Only these parts', hint: 'Nothing ticked: the whole request', withFields: false }),
  ],
  read: (body, detail) => {
    const items = readItems(listField(body, 'items'), detail)?.filter((item): item is PartRef => 'system' in item);
    const regime = keyOf(REGIME_WORDS, textField(body, 'regime'));
    const why = textField(body, 'why');
    if (regime === undefined) return { problems: [missing('regime', 'Choose one')] };
    const said = textField(body, 'soleTrader');
    const soleTrader = said === 'yes' || said === 'no' ? { soleTrader: { is: said === 'yes' } } : {};
    return why
      ? { act: { type: 'regime', regime, why, ...soleTrader, ...(items ? { items } : {}) } }
      : { problems: [missing('why', 'Say why')] };
  },
};
