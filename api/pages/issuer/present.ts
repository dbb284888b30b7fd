import type { IssuerAnswer, IssuerCase } from '../../../domain/rectification/view.js';
import { type Problem, textField } from '../page.js';
import { dayInWords, daysBetween, instantInWords, sizeInWords } from '../words.js';

const VERDICTS = [
  { value: 'approve', label: 'Approve', hint: 'The new value is right' },
  { value: 'correct', label: 'Give the right value', hint: 'Neither the old nor the new one is right' },
  { value: 'refuse', label: 'Refuse', hint: 'The old value is right; say why' },
  { value: 'ask', label: 'Ask the person', hint: 'Something is missing to decide' },
] as const;
type Verdict = (typeof VERDICTS)[number]['value'];

const VERDICT_WORDS = { approve: 'Approved', correct: 'Corrected', refuse: 'Refused' } as const;

/** One case as the page shows it: old and new beside each other, and a form for each field that waits. */
export function issuerCaseView(
  found: IssuerCase,
  options: { today: string; body: unknown; problems: readonly Problem[]; filesAt: string },
) {
  const isOverdue = daysBetween(options.today, found.answerBy) < 0;
  const fields = found.corrections.map((field, index) => fieldView(field, index, options));
  return {
    reference: found.reference,
    name: found.requester.name,
    received: instantInWords(found.receivedAt, 'en', 'UTC').replace(/,.*$/, ''),
    answerBy: dayInWords(found.answerBy, 'en'),
    isOverdue,
    fields,
    open: fields.filter((field) => field.isOpen).length,
    isOne: fields.filter((field) => field.isOpen).length === 1,
    questions: found.questions.map(({ question, askedAt, answer, answeredAt }) => ({
      question,
      asked: instantInWords(askedAt, 'en', 'UTC'),
      answer: answer ?? '',
      answered: answeredAt === undefined ? '' : instantInWords(answeredAt, 'en', 'UTC'),
    })),
    files: found.files.map(({ id, name, sizeBytes }) => ({ name, size: sizeInWords(sizeBytes, 'en'), href: `${options.filesAt}/${id}` })),
  };
}

function fieldView(
  field: IssuerCase['corrections'][number],
  index: number,
  { body, problems }: { body: unknown; problems: readonly Problem[] },
) {
  const n = index + 1;
  const typed = (name: string) => textField(body, `${name}-${field.id}`);
  const error = (name: string) => problems.find((problem) => problem.field === `${name}-${field.id}`)?.text ?? '';
  return {
    id: field.id,
    n,
    record: field.record,
    field: field.field,
    current: field.current ?? '',
    proposed: field.proposed,
    reason: field.reason ?? '',
    isOpen: field.verdict === null,
    said: field.verdict === null ? '' : VERDICT_WORDS[field.verdict.verdict],
    saidValue: field.verdict?.value ?? '',
    saidReason: field.verdict?.reason ?? '',
    verdicts: VERDICTS.map((verdict, place) => ({
      ...verdict,
      id: place === 0 ? `verdict-${field.id}` : `${verdict.value}-${field.id}`,
      name: `verdict-${field.id}`,
      isChosen: typed('verdict') === verdict.value,
    })),
    value: typed('value'),
    why: typed('reason'),
    errors: { verdict: error('verdict'), value: error('value'), reason: error('reason') },
  };
}

/** The answers of the form of one case, or what is missing. A field without a verdict is left for later where `mayWait` says so. */
export function readAnswers(
  found: IssuerCase,
  body: unknown,
  { mayWait }: { mayWait: boolean },
): { answers: IssuerAnswer[] } | { problems: Problem[] } {
  const open = found.corrections.filter((field) => field.verdict === null);
  const read = open.map((field) => readAnswer(field.id, body));
  const problems = read.flatMap((one) =>
    'problem' in one && (one.problem.field.startsWith('verdict-') ? !mayWait : true) ? [one.problem] : [],
  );
  const answers = read.flatMap((one) => ('answer' in one ? [one.answer] : []));
  const [first] = open;
  if (problems.length === 0 && answers.length === 0 && first !== undefined)
    return { problems: [{ field: `verdict-${first.id}`, text: 'Choose your answer' }] };
  return problems.length > 0 ? { problems } : { answers };
}

function readAnswer(id: string, body: unknown): { answer: IssuerAnswer } | { problem: Problem } {
  const verdict: Verdict | undefined = VERDICTS.find((known) => known.value === textField(body, `verdict-${id}`))?.value;
  const [value, reason] = [textField(body, `value-${id}`), textField(body, `reason-${id}`)];
  if (verdict === undefined) return { problem: { field: `verdict-${id}`, text: 'Choose your answer' } };
  if (verdict === 'correct' && !value) return { problem: { field: `value-${id}`, text: 'Enter the right value' } };
  if (verdict === 'refuse' && !reason)
    return { problem: { field: `reason-${id}`, text: 'Say why it is refused: the person has a right to the reason' } };
  if (verdict === 'ask' && !reason) return { problem: { field: `reason-${id}`, text: 'Write your question to the person' } };
  const answer = { correction: id, verdict, ...(verdict === 'correct' ? { value } : {}), ...(reason ? { reason } : {}) };
  return { answer };
}
