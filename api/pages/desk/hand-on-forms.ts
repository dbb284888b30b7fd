import { presumedAbleFrom } from '../../../domain/minors.js';
import type { PartRef, RequestDetail } from '../../../domain/request/filing.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActField, ActForm } from './act-form.js';
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

/** Each organisation of the person, to be called a person or none; nothing for somebody who is an officer of none. */
function soleTraderField({ organisations }: RequestDetail): ActField[] {
  if (organisations.length === 0) return [];
  const options = organisations.flatMap(({ name, isNaturalPerson }, n) => {
    const called = `${name || `Organisation ${n + 1}`}, on record as ${isNaturalPerson ? 'a sole trader' : 'a legal person'}`;
    return [
      { value: `yes:${n}`, label: `${called}: is a sole trader, its data are personal data` },
      { value: `no:${n}`, label: `${called}: is a legal person` },
    ];
  });
  return [
    {
      name: 'soleTrader',
      label: 'Is an organisation of this person itself a person (a sole trader)?',
      hint: `Kept in the register of members, for all its cases${organisations.length > 1 ? '; one organisation at a time' : ''}${organisations.some(({ name }) => name === '') ? '. Show the personal data of the case to read the names.' : ''}`,
      kind: 'select',
      options: [{ value: '', label: 'Leave as it is' }, ...options],
    },
  ];
}

/** Whether a person or only an organisation is behind the data. */
export const regimeForm: ActForm = {
  fields: (detail) => [
    { name: 'regime', label: 'These are', kind: 'radio', options: optionsOf(REGIME_WORDS) },
    { name: 'why', label: 'Why', hint: 'A named contact, a sole trader and usually a partner are persons', kind: 'area' },
    ...soleTraderField(detail),
    ...itemsField(detail, { label: 'Only these parts', hint: 'Nothing ticked: the whole request', withFields: false }),
  ],
  read: (body, detail) => {
    const items = readItems(listField(body, 'items'), detail)?.filter((item): item is PartRef => 'system' in item);
    const regime = keyOf(REGIME_WORDS, textField(body, 'regime'));
    const why = textField(body, 'why');
    if (regime === undefined) return { problems: [missing('regime', 'Choose one')] };
    const { organisations } = detail;
    const said = /^(yes|no):(\d{1,3})$/.exec(textField(body, 'soleTrader'));
    const member = organisations[Number(said?.[2])]?.id;
    const soleTrader = said && member !== undefined ? { soleTrader: { is: said[1] === 'yes', member } } : {};
    return why
      ? { act: { type: 'regime', regime, why, ...soleTrader, ...(items ? { items } : {}) } }
      : { problems: [missing('why', 'Say why')] };
  },
};
