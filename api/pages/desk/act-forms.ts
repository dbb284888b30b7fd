import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Act, ActType } from '../../../domain/request/filing.js';
import { IDENTITY_LEVELS, OBJECTION_KINDS, RIGHTS } from '../../../domain/request/types.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActField, ActForm } from './act-form.js';
import { approval } from './approval-form.js';
import { behalfFields, behalfProblems, readBehalf } from './behalf-fields.js';
import { complaintForm, complaintOutcomeForm } from './complaint-forms.js';
import { contactForm } from './contact-form.js';
import { decision } from './decision-form.js';
import { fee, feeDisputeDecision, feePayment } from './fee-forms.js';
import { authorityForm, forwardForm, regimeForm } from './hand-on-forms.js';
import { identityDoubtForm } from './identity-forms.js';
import { openTasks } from './offered-acts.js';
import { portabilityBasis } from './portability-forms.js';
import { correctionsForm, issuerAssignmentForm, issuerDecisionForm } from './rectification-forms.js';
import { balancingTest, liftAnnouncement, restrictionTerms, restrictMeanwhile } from './restriction-forms.js';
import { CHANNEL_WORDS, LEVEL_WORDS, OBJECTION_WORDS, RIGHT_WORDS } from './words.js';

const EXTENSION_GROUNDS = ['complexity', 'number'] as const;
const options = <T extends string>(values: readonly T[], words: Record<T, string>) =>
  values.map((value) => ({ value, label: words[value] }));
const missing = (field: string, text: string): Problem => ({ field, text });

/** Builds the act when nothing is missing. The checks run first, so `build` may rely on them. */
function when(problems: (Problem | false)[], build: () => Act | undefined): { act: Act } | { problems: Problem[] } {
  const found = problems.filter((problem) => problem !== false);
  const act = found.length === 0 ? build() : undefined;
  return act ? { act } : { problems: found };
}

const pick = <T extends string>(values: readonly T[], given: string): T | undefined => values.find((value) => value === given);

const textAct = (name: string, label: string, hint: string, build: (text: string) => Act, isNeeded = true): ActForm => ({
  fields: () => [{ name, label, hint, kind: 'area' }],
  read: (body) => {
    const text = textField(body, name);
    return when([isNeeded && !text && missing(name, `Fill in: ${label.toLowerCase()}`)], () => build(text));
  },
});

const identity: ActForm = {
  fields: () => [
    { name: 'level', label: 'Level', kind: 'radio', options: options(IDENTITY_LEVELS.slice(1), LEVEL_WORDS) },
    {
      name: 'how',
      label: 'How it was proven',
      hint: 'For example: called the number on file, asked for the membership number',
      kind: 'area',
    },
  ],
  read: (body) => {
    const level = pick(IDENTITY_LEVELS, textField(body, 'level'));
    const how = textField(body, 'how');
    return when(
      [!level && missing('level', 'Choose the level'), !how && missing('how', 'Say how it was proven')],
      () => level && { type: 'identity', level, how },
    );
  },
};

const extension: ActForm = {
  fields: () => [
    {
      name: 'ground',
      label: 'Ground',
      kind: 'radio',
      options: options(EXTENSION_GROUNDS, { complexity: 'The request is complex', number: 'The number of this person’s requests' }),
    },
    {
      name: 'reasons',
      label: 'Reasons, as the person will read them',
      hint: 'Of this request. No grounds are: much work alone, too few staff, holidays, an issuer that is silent, an open fee',
      kind: 'area',
    },
    { name: 'sentNow', label: 'What the person gets already now (optional)', kind: 'area' },
  ],
  read: (body) => {
    const ground = pick(EXTENSION_GROUNDS, textField(body, 'ground'));
    const [reasons, sentNow] = [textField(body, 'reasons'), textField(body, 'sentNow')];
    return when(
      [!ground && missing('ground', 'Choose the ground'), !reasons && missing('reasons', 'Give the reasons')],
      () => ground && { type: 'extension', ground, reasons, ...(sentNow ? { sentNow } : {}) },
    );
  },
};

/** A step that cannot be taken back wants the end of the reference typed, so that it is not pressed by habit. */
const typed = (detail: RequestDetail): ActField => ({
  name: 'confirm',
  label: `To confirm, type the last six characters of the reference (${detail.reference.slice(-6)})`,
  kind: 'text',
});
const isTyped = (body: unknown, detail: RequestDetail) =>
  textField(body, 'confirm').toUpperCase() === detail.reference.slice(-6).toUpperCase();
const notTyped = (body: unknown, detail: RequestDetail) =>
  !isTyped(body, detail) && missing('confirm', `Type ${detail.reference.slice(-6)} to confirm`);

const release: ActForm = {
  fields: (detail) => [typed(detail)],
  read: (body, detail) => when([notTyped(body, detail)], () => ({ type: 'release' })),
};

const withdrawal: ActForm = {
  fields: (detail) => [{ name: 'reason', label: 'Reason (optional)', kind: 'area' }, typed(detail)],
  read: (body, detail) => {
    const reason = textField(body, 'reason');
    return when([notTyped(body, detail)], () => ({ type: 'withdrawal', ...(reason ? { reason } : {}) }));
  },
};

const classification: ActForm = {
  fields: () => [
    { name: 'rights', label: 'What it asks for', kind: 'check', options: options(RIGHTS, RIGHT_WORDS) },
    {
      name: 'objectionKind',
      label: 'If it objects: to what',
      kind: 'select',
      options: [{ value: '', label: '–' }, ...options(OBJECTION_KINDS, OBJECTION_WORDS)],
    },
    ...behalfFields,
  ],
  read: (body) => {
    const chosen = listField(body, 'rights');
    const rights = RIGHTS.filter((right) => chosen.includes(right));
    const objectionKind = pick(OBJECTION_KINDS, textField(body, 'objectionKind'));
    const problems = [
      rights.length === 0 && missing('rights', 'Choose at least one right'),
      rights.includes('objection') && !objectionKind && missing('objectionKind', 'Say what the objection is to'),
    ];
    return when([...problems, ...behalfProblems(body)], () => ({
      type: 'classification',
      rights,
      ...(objectionKind ? { objectionKind } : {}),
      ...readBehalf(body),
    }));
  },
};

const taskDone: ActForm = {
  fields: (detail) => [
    { name: 'system', label: 'System', kind: 'radio', options: openTasks(detail).map(({ system }) => ({ value: system, label: system })) },
    { name: 'note', label: 'Note (optional)', hint: 'Kept encrypted with the case', kind: 'area' },
  ],
  read: (body, detail) => {
    const system = openTasks(detail).find((source) => source.system === textField(body, 'system'))?.system;
    const note = textField(body, 'note');
    return when([!system && missing('system', 'Choose the system')], () =>
      system ? { type: 'task-done', system, ...(note ? { note } : {}) } : undefined,
    );
  },
};

/** The forms of all acts that are plain fields; the review has a page of its own, a case is given to somebody on its own page. */
export const ACT_FORMS: Record<Exclude<ActType, 'review' | 'assignment'>, ActForm> = {
  identity,
  'identity-doubt': identityDoubtForm,
  message: textAct('text', 'Message', 'What the person should know. No personal data of others', (text) => ({ type: 'message', text })),
  clarification: textAct('question', 'Question', 'Ask only what is needed to find the data; one question at a time', (question) => ({
    type: 'clarification',
    question,
  })),
  'clarification-answer': textAct('text', 'The answer', 'As the person gave it', (text) => ({ type: 'clarification-answer', text })),
  extension,
  fee,
  'fee-payment': feePayment,
  'fee-waiver': textAct('reason', 'Reason', '', (reason) => ({ type: 'fee-waiver', reason })),
  'fee-dispute': textAct('text', 'What the person says', 'As they said it', (text) => ({ type: 'fee-dispute', text })),
  'fee-dispute-decision': feeDisputeDecision,
  'fee-narrowing': textAct('text', 'What the person still wants', 'As they said it', (text) => ({ type: 'fee-narrowing', text })),
  'fee-refund': textAct('reason', 'Reason', 'As the person will read it', (reason) => ({ type: 'fee-refund', reason })),
  decision,
  approval,
  release,
  withdrawal,
  classification,
  'search-again': { fields: () => [], read: () => ({ act: { type: 'search-again' } }) },
  'task-done': taskDone,
  note: textAct('text', 'Note', 'Kept encrypted with the case; the person gets it with an answer about their data', (text) => ({
    type: 'note',
    text,
  })),
  'issuer-decision': issuerDecisionForm,
  'restriction-terms': restrictionTerms,
  'restrict-meanwhile': restrictMeanwhile,
  'lift-announcement': liftAnnouncement,
  'balancing-test': balancingTest,
  'issuer-assignment': issuerAssignmentForm,
  corrections: correctionsForm,
  authority: authorityForm,
  forward: forwardForm,
  regime: regimeForm,
  join: textAct('with', 'Reference of the open request', 'Like RR-2026-4F7K2M', (reference) => ({
    type: 'join',
    with: reference.toUpperCase(),
  })),
  contact: contactForm,
  complaint: complaintForm(CHANNEL_WORDS),
  'complaint-progress': textAct('text', 'How far it is', 'As the person will read it', (text) => ({ type: 'complaint-progress', text })),
  'complaint-outcome': complaintOutcomeForm,
  'portability-basis': portabilityBasis,
  statement: textAct('text', 'The statement', 'As the person gave it', (text) => ({ type: 'statement', text })),
};
