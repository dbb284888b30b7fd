import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act } from '../../../domain/request/filing.js';
import { textField } from '../page.js';
import type { ActForm } from './act-form.js';

const VERDICTS = [
  { value: 'approve', label: 'Approves the proposed value' },
  { value: 'correct', label: 'Gives another value' },
  { value: 'refuse', label: 'Refuses, with a reason' },
  { value: 'ask', label: 'Has a question to the person' },
] as const;

const problem = (field: string, text: string) => ({ problems: [{ field, text }] });

/** Fields that still wait for their issuer, by their place in the list: what they hold is personal and stands on the case page. */
function openFields(detail: RequestDetail) {
  const items = detail.rectification?.items ?? [];
  return items.flatMap((item, n) =>
    item.controller === 'issuer' && item.verdict === null
      ? [{ value: item.id, label: `Field ${n + 1} (${item.issuer?.name ?? 'no issuer yet'})` }]
      : [],
  );
}

const whichField = (detail: RequestDetail) => ({
  name: 'correction',
  label: 'Which field',
  kind: 'select' as const,
  options: [{ value: '', label: 'All that are open' }, ...openFields(detail)],
});

const named = (body: unknown) => (textField(body, 'correction') ? { correction: textField(body, 'correction') } : {});

/** What the issuer said by telephone or letter, entered for it. */
export const issuerDecisionForm: ActForm = {
  fields: (detail) => [
    whichField(detail),
    { name: 'verdict', label: 'What the issuer says', kind: 'radio', options: VERDICTS },
    { name: 'value', label: 'The right value, if it gives another one', kind: 'text' },
    { name: 'reason', label: 'Its reason, or its question to the person', kind: 'area' },
  ],
  read: (body) => {
    const verdict = VERDICTS.find(({ value }) => value === textField(body, 'verdict'))?.value;
    const [value, reason] = [textField(body, 'value'), textField(body, 'reason')];
    if (verdict === undefined) return problem('verdict', 'Choose what the issuer says');
    if (verdict === 'correct' && !value) return problem('value', 'Enter the right value');
    if ((verdict === 'refuse' || verdict === 'ask') && !reason)
      return problem('reason', verdict === 'ask' ? 'Enter the question' : 'Enter the reason');
    const act: Act = { type: 'issuer-decision', verdict, ...named(body), ...(value ? { value } : {}), ...(reason ? { reason } : {}) };
    return { act };
  },
};

const OURSELVES = 'controller';

/** Another issuer is asked, or the field turns out to be the company's own. */
export const issuerAssignmentForm: ActForm = {
  fields: (detail) => [
    whichField(detail),
    {
      name: 'issuer',
      label: 'Who decides over it',
      kind: 'radio',
      options: [
        ...(detail.rectification?.issuers ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
        { value: OURSELVES, label: 'We ourselves' },
      ],
    },
  ],
  read: (body) => {
    const issuer = textField(body, 'issuer');
    if (!issuer) return problem('issuer', 'Choose who decides over it');
    return { act: { type: 'issuer-assignment', issuer: issuer === OURSELVES ? null : issuer, ...named(body) } };
  },
};

/** One field of a letter or mail that asks for a correction in words. */
export const correctionsForm: ActForm = {
  fields: () => [
    { name: 'record', label: 'Where it is wrong', hint: 'The certificate, membership or entry, as the person names it', kind: 'text' },
    {
      name: 'field',
      label: 'What is wrong',
      hint: 'For example: trading name. What a person is recognised by (name, e-mail address, date of birth) changes at L3 or on its issuer’s word only',
      kind: 'text',
    },
    { name: 'proposed', label: 'What it should be', kind: 'text' },
    { name: 'reason', label: 'How we can tell (optional)', kind: 'area' },
  ],
  read: (body) => {
    const [record, field, proposed, reason] = ['record', 'field', 'proposed', 'reason'].map((name) => textField(body, name));
    const missing = [
      ...(record ? [] : [{ field: 'record', text: 'Enter where it is wrong' }]),
      ...(field ? [] : [{ field: 'field', text: 'Enter what is wrong' }]),
      ...(proposed ? [] : [{ field: 'proposed', text: 'Enter what it should be' }]),
    ];
    if (!record || !field || !proposed) return { problems: missing };
    return { act: { type: 'corrections', corrections: [{ record, field, proposed, ...(reason ? { reason } : {}) }] } };
  },
};
