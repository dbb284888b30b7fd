import { OBJECTION_KINDS, RIGHTS } from '../../../domain/request/types.js';
import { listField, textField } from '../page.js';
import type { Answers } from './answers.js';
import { BEHALF_STEPS } from './behalf-steps.js';
import { looksLikeEmail, MAX_LINE, type Step, tooLong, wrongEmail } from './step.js';

const MAX_DETAILS = 10_000;
const always = () => true;
const asks = (right: (typeof RIGHTS)[number]) => (answers: Answers) => answers.rights?.includes(right) ?? false;

const what: Step = {
  name: 'what',
  applies: always,
  isAnswered: (answers) => (answers.rights?.length ?? 0) > 0,
  read: (body, answers) => {
    const chosen = listField(body, 'rights');
    return { ...answers, rights: RIGHTS.filter((right) => chosen.includes(right)) };
  },
  problems: (answers) => (what.isAnswered(answers) ? [] : [{ field: 'rights', key: 'form.what.error' }]),
};

const corrections: Step = {
  name: 'corrections',
  applies: asks('rectification'),
  isAnswered: (answers) => corrections.problems(answers).length === 0,
  read: (body, answers) => {
    const [fields, proposed, reasons] = [listField(body, 'field'), listField(body, 'proposed'), listField(body, 'reason')];
    const rows = listField(body, 'record').map((record, n) => ({
      record,
      field: fields[n] ?? '',
      proposed: proposed[n] ?? '',
      ...(reasons[n] ? { reason: reasons[n] } : {}),
    }));
    const filled = rows.filter((row) => row.record || row.field || row.proposed || row.reason);
    return { ...answers, corrections: filled.slice(0, 20) };
  },
  problems: (answers) => {
    const rows = answers.corrections?.length ? answers.corrections : [{ record: '', field: '', proposed: '' }];
    return rows.flatMap((row, n) => [
      ...(row.record
        ? tooLong(`record-${n + 1}`, row.record, MAX_LINE)
        : [{ field: `record-${n + 1}`, key: 'form.corrections.errorRecord' }]),
      ...(row.field ? tooLong(`field-${n + 1}`, row.field, MAX_LINE) : [{ field: `field-${n + 1}`, key: 'form.corrections.errorField' }]),
      ...(row.proposed
        ? tooLong(`proposed-${n + 1}`, row.proposed, 2000)
        : [{ field: `proposed-${n + 1}`, key: 'form.corrections.errorProposed' }]),
    ]);
  },
};

const objection: Step = {
  name: 'objection',
  applies: asks('objection'),
  isAnswered: (answers) => answers.objectionKind !== undefined,
  read: (body, answers) => {
    const kind = textField(body, 'objectionKind');
    return { ...answers, objectionKind: OBJECTION_KINDS.find((known) => known === kind), grounds: textField(body, 'grounds') };
  },
  problems: (answers) => [
    ...(answers.objectionKind ? [] : [{ field: 'objectionKind', key: 'form.objection.error' }]),
    ...tooLong('grounds', answers.grounds, MAX_DETAILS),
  ],
};

const transfer: Step = {
  name: 'transfer',
  applies: asks('portability'),
  isAnswered: (answers) => transfer.problems(answers).length === 0,
  read: (body, answers) => {
    const choice = (['me', 'other'] as const).find((known) => known === textField(body, 'transfer'));
    return { ...answers, transfer: choice, transferTo: textField(body, 'transferTo') };
  },
  problems: (answers) => {
    if (!answers.transfer) return [{ field: 'transfer', key: 'form.transfer.error' }];
    if (answers.transfer === 'other' && !answers.transferTo) return [{ field: 'transferTo', key: 'form.transfer.errorTo' }];
    return tooLong('transferTo', answers.transferTo, MAX_LINE);
  },
};

const details: Step = {
  name: 'details',
  applies: always,
  isAnswered: (answers) => answers.details !== undefined,
  read: (body, answers) => ({ ...answers, details: textField(body, 'details') }),
  problems: (answers) => tooLong('details', answers.details, MAX_DETAILS),
};

const name: Step = {
  name: 'name',
  applies: always,
  isAnswered: (answers) => Boolean(answers.name),
  read: (body, answers) => ({ ...answers, name: textField(body, 'name') }),
  problems: (answers) => (answers.name ? tooLong('name', answers.name, MAX_LINE) : [{ field: 'name', key: 'form.name.error' }]),
};

const email: Step = {
  name: 'email',
  applies: always,
  isAnswered: (answers) => email.problems(answers).length === 0,
  read: (body, answers) => ({ ...answers, email: textField(body, 'email'), answerTo: textField(body, 'answerTo') }),
  problems: (answers) => [
    ...(looksLikeEmail(answers.email ?? '') ? [] : [{ field: 'email', key: 'form.email.error' }]),
    ...wrongEmail('answerTo', answers.answerTo, 'form.email.otherError'),
  ],
};

/** The questions in their order. */
export const STEPS: readonly Step[] = [what, corrections, objection, transfer, details, name, email, ...BEHALF_STEPS];

/** The questions these answers call for. */
export const stepsFor = (answers: Answers): Step[] => STEPS.filter((step) => step.applies(answers));

/** Where somebody has to go next: the first question not answered, or undefined when all are. */
export const firstOpenStep = (answers: Answers): Step | undefined => stepsFor(answers).find((step) => !step.isAnswered(answers));
