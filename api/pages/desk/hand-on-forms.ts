import type { PartRef } from '../../../domain/request/filing.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActForm } from './act-forms.js';
import { itemsField, REGIME_WORDS, readItems } from './items.js';

const VERDICTS = { confirmed: 'Proven', doubted: 'In doubt: the answer goes to the person', missing: 'Missing: ask for it' } as const;

/** One of the keys of a literal table, or undefined. */
const keyOf = <T extends string>(words: Record<T, string>, given: string): T | undefined =>
  (Object.keys(words) as T[]).find((key) => key === given); // keys of a literal table
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const missing = (field: string, text: string): Problem => ({ field, text });

/** What was found out about an agent. */
export const authorityForm: ActForm = {
  fields: () => [
    { name: 'verdict', label: 'Authority', kind: 'radio', options: optionsOf(VERDICTS) },
    { name: 'how', label: 'What it rests on', hint: 'For example: a signed note that names the agent and this request', kind: 'area' },
  ],
  read: (body) => {
    const verdict = keyOf(VERDICTS, textField(body, 'verdict'));
    const how = textField(body, 'how');
    if (verdict === undefined) return { problems: [missing('verdict', 'Choose one')] };
    return how ? { act: { type: 'authority', verdict, how } } : { problems: [missing('how', 'Say what it rests on')] };
  },
};

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
    ...itemsField(detail, { label: 'Only these parts', hint: 'Nothing ticked: the whole request', withFields: false }),
  ],
  read: (body, detail) => {
    const items = readItems(listField(body, 'items'), detail)?.filter((item): item is PartRef => 'system' in item);
    const regime = keyOf(REGIME_WORDS, textField(body, 'regime'));
    const why = textField(body, 'why');
    if (regime === undefined) return { problems: [missing('regime', 'Choose one')] };
    return why ? { act: { type: 'regime', regime, why, ...(items ? { items } : {}) } } : { problems: [missing('why', 'Say why')] };
  },
};
