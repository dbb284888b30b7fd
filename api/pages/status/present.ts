import type { CalendarBook } from '../../../domain/clock/calendar.js';
import type { RequestDetail } from '../../../domain/request/filing.js';
import type { Language, Outcome, Right } from '../../../domain/request/types.js';
import { stripOf } from '../strip.js';
import { dayInWords, dayOf, instantInWords, sizeInWords } from '../words.js';
import { canSignIn } from './account.js';
import { publicEvents } from './events.js';
import { needsMoreThanLink } from './facts.js';
import { canProve, canState } from './rectification.js';
import { canShowAuthority, isDocumentAsked } from './shown.js';

type Text = (key: string, values?: Record<string, string | number>) => string;
type Urgency = 'calm' | 'soon' | 'late' | 'held';

export interface StatusContext {
  language: Language;
  now: Date;
  text: Text;
  calendars: CalendarBook;
  /** The browser has used the mailed link of this request a short while ago. */
  isProven: boolean;
}

/** The status page of one request: only what may be read by whoever has the link; reasons and files need the proven session. */
export function statusView(detail: RequestDetail, context: StatusContext) {
  const { language, text, isProven } = context;
  const instant = (at: string) => instantInWords(at, language, detail.timeZone);
  return {
    title: text('status.title', { reference: detail.reference }),
    reference: detail.reference,
    ...stateOf(detail, context),
    again: earlierInWords(detail, context),
    what: detail.right ? text('status.rightIs', { what: text(`form.what.${detail.right}`) }) : '',
    strip: stripOf(detail.clock, dayOf(context.now, detail.timeZone), language, context.calendars),
    events: publicEvents(detail).map(({ at, key }) => ({ text: text(`status.event.${key}`), at: instant(at) })),
    // What was written may be the real owner's, while the link may be in the hands of whoever filed: it needs the mailed link.
    talk: isProven ? talkOf(detail, instant, text) : [],
    hasHiddenTalk: !isProven && detail.questions.length + detail.messages.length > 0,
    letters: isProven ? lettersOf(detail, instant, text) : [],
    hasQuestion: openQuestion(detail) !== undefined,
    restriction: restrictionInWords(detail, context),
    canRestrict: detail.allowedActs.includes('restrict-meanwhile'),
    canWithdraw: !isOver(detail),
    canProve: canProve(detail),
    canState: canState(detail),
    canReply: detail.status !== 'closed' || detail.outcome === 'no-reply' || canShowAuthority(detail),
    isTransferAsked: detail.transfer?.status === 'asked',
    hasPackage: detail.package !== undefined,
    isSecondStep: isProven && needsMoreThanLink(detail) && !isDocumentAsked(detail) && detail.agency?.authority !== 'asked',
    isDocumentAsked: isProven && isDocumentAsked(detail),
    canShowAuthority: canShowAuthority(detail),
    canSignIn: canSignIn(detail),
    hasFee: detail.fee !== undefined && detail.fee.status !== 'proposed',
    isProven,
    reasons: isProven && detail.decision ? detail.decision.reasons : '',
    // GDPR Art. 19: the person is told about the recipients who asks for them.
    told: isProven ? detail.recipients.filter(({ status }) => status !== 'not-told').map(({ recipient }) => recipient) : [],
    file: detail.package
      ? { size: sizeInWords(detail.package.sizeBytes, language), until: instant(detail.package.expiresAt), sha256: detail.package.sha256 }
      : null,
  };
}

/** What we wrote to the person, newest first; it opens as a PDF. */
function lettersOf(detail: RequestDetail, instant: (at: string) => string, text: Text) {
  return detail.letters
    .filter(({ audience, sentAt }) => audience === 'requester' && sentAt !== null)
    .map(({ id, code, sentAt }) => ({ id, name: text(`letters.${code}`), pdf: text('letters.pdf', { date: instant(sentAt ?? '') }) }))
    .reverse();
}

/** GDPR Art. 18: since when the data are kept and not used, and when that ends. */
function restrictionInWords({ restriction }: RequestDetail, { language, text }: StatusContext): string {
  if (restriction === undefined || restriction.state === 'lifted') return '';
  if (restriction.state === 'wanted') return text('status.restrictWanted');
  const since = text('status.restricted', { date: dayInWords(restriction.startedOn, language) });
  return restriction.liftOn === null
    ? since
    : `${since} ${text('status.restrictedLift', { date: dayInWords(restriction.liftOn, language) })}`;
}

/** Why a request that was answered is open again (decision 82). */
function earlierInWords({ earlierAnswer }: RequestDetail, { language, text }: StatusContext): string {
  if (earlierAnswer === undefined) return '';
  return text(`reopened.${earlierAnswer.because}`, { date: dayInWords(earlierAnswer.on, language) });
}

export const isOver = (detail: RequestDetail): boolean => detail.status === 'answered' || detail.status === 'closed';

function stateOf(detail: RequestDetail, { language, text, isProven }: StatusContext) {
  const date = dayInWords(detail.dueOn ?? detail.safeOn, language);
  if (isOver(detail)) {
    const ended = detail.outcome ? text(endedKey(detail.right, detail.outcome)) : '';
    return { state: text(`status.state.${detail.status}`), dueKey: '', date, todo: ended, urgency: 'calm' satisfies Urgency };
  }
  const lateKey = detail.earlierAnswer?.wasInTime ? 'reopened.late' : 'status.late';
  const dueKey = detail.isOverdue ? lateKey : detail.dueOn === null ? 'status.dueOpen' : 'status.due';
  return { state: text(`status.state.${detail.status}`), dueKey, date, todo: text(todoOf(detail, isProven)), urgency: urgencyOf(detail) };
}

const DECIDED: readonly Outcome[] = ['granted', 'partly-granted', 'refused', 'not-held'];

/** How a request ended, in the words of its right; endings that are alike for all rights have one sentence. */
const endedKey = (right: Right | null, outcome: Outcome): string =>
  right !== null && DECIDED.includes(outcome) ? `ended.${right}-${outcome}` : `status.outcome.${outcome}`;

function urgencyOf(detail: RequestDetail): Urgency {
  if (detail.waitingFor === 'requester') return 'held';
  return detail.isOverdue ? 'late' : 'calm';
}

function todoOf(detail: RequestDetail, isProven: boolean): string {
  const { status } = detail;
  const authority = detail.agency?.authority;
  if (status === 'identity' && authority === 'asked') return 'shown.todo';
  if (status === 'identity' && authority === 'received') return 'shown.checking';
  if (isProven && needsMoreThanLink(detail)) return 'facts.todo';
  if (status === 'identity') return 'status.doIdentity';
  if (status === 'clarification') return 'status.doAnswer';
  return status === 'fee' ? 'status.doFee' : 'status.nothing';
}

function openQuestion(detail: RequestDetail) {
  return detail.questions.find((question) => !question.answeredAt);
}

/** Questions and messages in one thread, newest first. */
function talkOf(detail: RequestDetail, instant: (at: string) => string, text: Text) {
  const asked = detail.questions.map(({ question, askedAt }) => ({
    at: askedAt,
    side: 'out',
    who: text('status.question'),
    text: question,
  }));
  const answered = detail.questions.flatMap(({ answer, answeredAt }) =>
    answer && answeredAt ? [{ at: answeredAt, side: 'in', who: text('status.answer'), text: answer }] : [],
  );
  const known = new Set(answered.map((entry) => entry.text));
  const said = detail.messages
    .filter((message) => !known.has(message.text))
    .map(({ at, direction, text: body }) => ({
      at,
      side: direction,
      who: text(direction === 'in' ? 'status.you' : 'status.us'),
      text: body,
    }));
  return [...asked, ...answered, ...said].sort((a, b) => b.at.localeCompare(a.at)).map((entry) => ({ ...entry, at: instant(entry.at) }));
}
