import { CAPACITIES, type Capacity } from '../../../domain/behalf.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import { type Language, OBJECTION_KINDS, RIGHTS } from '../../../domain/request/types.js';
import type { Pages } from '../../deps.js';
import type { Problem } from '../page.js';
import type { Answers } from './answers.js';
import { isPersonEmailAsked } from './behalf-steps.js';
import type { StepProblem } from './step.js';

type Text = (key: string, values?: Record<string, string | number>) => string;

/** What the template of a question needs beside the answers themselves. */
export function stepView(answers: Answers, problems: readonly Problem[], blankRows: number, text: Text): Record<string, unknown> {
  return {
    answers: {
      grounds: '',
      transferTo: '',
      details: '',
      name: '',
      email: '',
      onBehalfOf: '',
      transfer: '',
      behalf: '',
      personEmail: '',
      childAge: '',
      answerTo: '',
      ...dropUndefined(answers),
    },
    rights: RIGHTS.map((value, n) => ({
      id: n === 0 ? 'rights' : `rights-${value}`,
      value,
      label: text(`form.what.${value}`),
      law: text(`form.what.${value}Law`),
      isChosen: answers.rights?.includes(value) ?? false,
    })),
    kinds: OBJECTION_KINDS.map((value, n) => ({
      id: n === 0 ? 'objectionKind' : `objectionKind-${value}`,
      value,
      label: text(`form.objection.${value}`),
      hint: value === 'legitimate_interest' || value === 'public_task' ? text(`form.objection.${value}Hint`) : '',
      isChosen: answers.objectionKind === value,
    })),
    capacities: CAPACITIES.map((value, n) => ({
      id: n === 0 ? 'capacity' : `capacity-${value}`,
      value,
      label: text(capacityKey(value)),
      isChosen: answers.capacity === value,
    })),
    rows: correctionRows(answers, problems, blankRows, text),
  };
}

function correctionRows(answers: Answers, problems: readonly Problem[], blankRows: number, text: Text) {
  const blank = { record: '', field: '', proposed: '', reason: '' };
  const kept = answers.corrections ?? [];
  const rows = [...kept, ...Array.from({ length: Math.max(blankRows, kept.length === 0 ? 1 : 0) }, () => blank)];
  const error = (id: string) => problems.find((problem) => problem.field === id)?.text ?? '';
  return rows.map((row, index) => {
    const n = index + 1;
    const errors = { record: error(`record-${n}`), field: error(`field-${n}`), proposed: error(`proposed-${n}`) };
    return { ...blank, ...row, n, legend: text('form.corrections.legend', { n }), errors };
  });
}

/** The rows of check-your-answers, each with its way back to the question. */
export function checkRows(answers: Answers, text: Text) {
  const row = (step: string, label: string, values: (string | undefined)[]) => ({
    id: `check-${label}`,
    label: text(`form.check.${label}`),
    values: values.filter(Boolean).length > 0 ? values.filter(Boolean) : [text('form.check.none')],
    href: `/request/${step}?return=check`,
  });
  const rights = answers.rights ?? [];
  return [
    row(
      'what',
      'what',
      rights.map((right) => text(`form.what.${right}`)),
    ),
    ...(rights.includes('rectification')
      ? [
          row(
            'corrections',
            'corrections',
            (answers.corrections ?? []).map((item) => `${item.record}, ${item.field}: ${item.proposed}`),
          ),
        ]
      : []),
    ...(rights.includes('objection') && answers.objectionKind
      ? [row('objection', 'objection', [text(`form.objection.${answers.objectionKind}`)]), row('objection', 'grounds', [answers.grounds])]
      : []),
    ...(rights.includes('portability')
      ? [row('transfer', 'transfer', [answers.transfer === 'other' ? answers.transferTo : text('form.transfer.me')])]
      : []),
    row('details', 'details', [answers.details]),
    row('name', 'name', [answers.name]),
    row('email', 'email', [answers.email, answers.answerTo]),
    ...behalfRows(answers, text, row),
  ];
}

type Row = { id: string; label: string; values: (string | undefined)[]; href: string };

/** Whom it is about; of a child its age, of anybody else the address they are known by. */
function behalfRows(answers: Answers, text: Text, row: (step: string, label: string, values: (string | undefined)[]) => Row): Row[] {
  if (answers.behalf !== 'yes') return [row('behalf', 'behalf', [text('form.behalf.no')])];
  const { capacity } = answers;
  return [
    row('behalf', 'behalf', [text('form.behalf.yes')]),
    row('person', 'person', [answers.onBehalfOf]),
    row('capacity', 'capacity', [capacity === undefined ? undefined : text(capacityKey(capacity))]),
    ...(capacity === 'parent' ? [row('child', 'child', [answers.childAge])] : []),
    ...(isPersonEmailAsked(answers) ? [row('address', 'address', [answers.personEmail])] : []),
  ];
}

const capacityKey = (capacity: Capacity) => `form.behalf.cap${capacity.charAt(0).toUpperCase()}${capacity.slice(1)}`;

/** The filing these answers amount to; answers to questions no longer asked are left out. */
export function filingOf(answers: Answers, language: Language): NewRequest {
  const rights = answers.rights ?? [];
  return {
    rights,
    requester: { name: answers.name ?? '', email: answers.email ?? '' },
    channel: 'form',
    language,
    ...(answers.details ? { details: answers.details } : {}),
    ...(answers.behalf === 'yes' ? behalfOf(answers) : {}),
    ...(answers.answerTo && answers.behalf !== 'yes' ? { answerTo: answers.answerTo } : {}),
    ...(rights.includes('rectification') ? { corrections: answers.corrections ?? [] } : {}),
    ...(rights.includes('portability') && answers.transfer === 'other' ? { transferTo: answers.transferTo } : {}),
    ...(rights.includes('objection') && answers.objectionKind
      ? { objection: { kind: answers.objectionKind, ...(answers.grounds ? { grounds: answers.grounds } : {}) } }
      : {}),
  };
}

function behalfOf(answers: Answers): Partial<NewRequest> {
  const { onBehalfOf, capacity = 'authorised', personEmail, childAge } = answers;
  return {
    ...(onBehalfOf ? { onBehalfOf } : {}),
    behalf: { capacity, ...(personEmail && isPersonEmailAsked(answers) ? { email: personEmail } : {}) },
    ...(capacity === 'parent' ? { childAge: Number(childAge) } : {}),
  };
}

/** Problems in the reader's language. */
export function inWords(problems: readonly StepProblem[], text: Text): Problem[] {
  return problems.map(({ field, key, values }) => ({ field, text: text(key, values) }));
}

/** The words of one language, ready to call. */
export const wordsOf =
  (pages: Pages, language: Language): Text =>
  (key, values) =>
    pages.text(language, key, values);

function dropUndefined(answers: Answers): Partial<Answers> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
}
