import type { IssuerAnswer, IssuerCase } from '../../../domain/rectification/view.js';
import type { Language } from '../../../domain/request/types.js';
import type { Pages } from '../../deps.js';
import { difference } from '../difference.js';
import { type Problem, textField } from '../page.js';
import { dayInWords, dayOf, daysBetween, instantInWords, sizeInWords } from '../words.js';

const VERDICTS = ['approve', 'correct', 'refuse', 'ask'] as const;
const SAID = { approve: 'issuer.saidApprove', correct: 'issuer.saidCorrect', refuse: 'issuer.saidRefuse' } as const;

/** The reader's language and its words. */
export interface Reader {
  language: Language;
  text: (key: string, values?: Record<string, string | number>) => string;
}

export const readerOf = (pages: Pages, language: Language): Reader => ({
  language,
  text: (key, values) => pages.text(language, key, values),
});

interface Shown {
  reader: Reader;
  /** The controller's place: its calendar dates and clock. */
  timeZone: string;
  today: string;
  body: unknown;
  problems: readonly Problem[];
  filesAt: string;
}

/** One case as the page shows it: old and new beside each other, and a form for each field that waits. */
export function issuerCaseView(found: IssuerCase, options: Shown) {
  const { reader, timeZone } = options;
  const instant = (at: string) => instantInWords(at, reader.language, timeZone);
  const isOverdue = daysBetween(options.today, found.answerBy) < 0;
  const fields = found.corrections.map((field, index) => fieldView(field, index, options));
  return {
    reference: found.reference,
    name: found.requester.name,
    received: dayInWords(dayOf(new Date(found.receivedAt), timeZone), reader.language),
    answerBy: dayInWords(found.answerBy, reader.language),
    isOverdue,
    fields,
    open: fields.filter((field) => field.isOpen).length,
    isOne: fields.filter((field) => field.isOpen).length === 1,
    questions: found.questions.map(({ question, askedAt, answer, answeredAt }) => ({
      question,
      asked: instant(askedAt),
      answer: answer ?? '',
      answered: answeredAt === undefined ? '' : instant(answeredAt),
    })),
    files: found.files.map(({ id, name, sizeBytes }) => ({
      name,
      size: sizeInWords(sizeBytes, reader.language),
      href: `${options.filesAt}/${id}`,
    })),
  };
}

function fieldView(field: IssuerCase['corrections'][number], index: number, { reader: { text }, body, problems }: Shown) {
  const n = index + 1;
  const typed = (name: string) => textField(body, `${name}-${field.id}`);
  const error = (name: string) => problems.find((problem) => problem.field === `${name}-${field.id}`)?.text ?? '';
  return {
    id: field.id,
    n,
    record: field.record,
    field: field.field,
    difference: difference(field.current ?? '', field.proposed),
    reason: field.reason ?? '',
    isOpen: field.verdict === null,
    said: field.verdict === null ? '' : text(SAID[field.verdict.verdict]),
    saidValue: field.verdict?.value ?? '',
    saidReason: field.verdict?.reason ?? '',
    verdicts: VERDICTS.map((value, place) => ({
      value,
      label: text(`issuer.${value}`),
      hint: text(`issuer.${value}Hint`),
      id: place === 0 ? `verdict-${field.id}` : `choice-${value}-${field.id}`,
      name: `verdict-${field.id}`,
      isChosen: typed('verdict') === value,
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
  { mayWait, text }: { mayWait: boolean; text: Reader['text'] },
): { answers: IssuerAnswer[] } | { problems: Problem[] } {
  const open = found.corrections.filter((field) => field.verdict === null);
  const read = open.map((field) => readAnswer(field.id, body, text));
  const problems = read.flatMap((one) =>
    'problem' in one && (one.problem.field.startsWith('verdict-') ? !mayWait : true) ? [one.problem] : [],
  );
  const answers = read.flatMap((one) => ('answer' in one ? [one.answer] : []));
  const [first] = open;
  if (problems.length === 0 && answers.length === 0 && first !== undefined)
    return { problems: [{ field: `verdict-${first.id}`, text: text('issuer.errorVerdict') }] };
  return problems.length > 0 ? { problems } : { answers };
}

function readAnswer(id: string, body: unknown, text: Reader['text']): { answer: IssuerAnswer } | { problem: Problem } {
  const problem = (name: string, key: string) => ({ problem: { field: `${name}-${id}`, text: text(key) } });
  const verdict = VERDICTS.find((known) => known === textField(body, `verdict-${id}`));
  const [value, reason] = [textField(body, `value-${id}`), textField(body, `reason-${id}`)];
  if (verdict === undefined) return problem('verdict', 'issuer.errorVerdict');
  if (verdict === 'correct' && !value) return problem('value', 'issuer.errorValue');
  if (verdict === 'refuse' && !reason) return problem('reason', 'issuer.errorReason');
  if (verdict === 'ask' && !reason) return problem('reason', 'issuer.errorQuestion');
  const answer = { correction: id, verdict, ...(verdict === 'correct' ? { value } : {}), ...(reason ? { reason } : {}) };
  return { answer };
}

/** Why an answer was not taken, in the reader's language; the texts of the record itself are English. */
export const refusalText = (refusal: { code: string }, text: Reader['text']): string =>
  text(refusal.code === 'ISSUER_HAS_ANSWERED' ? 'issuer.errorAnswered' : 'issuer.errorNotNow');
