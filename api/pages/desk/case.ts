import type { EarlierAnswer, RequestDetail } from '../../../domain/request/detail.js';
import type { ActType } from '../../../domain/request/filing.js';
import type { PageDeps } from '../../deps.js';
import { isClock, stripOf } from '../strip.js';
import { count, dayInWords, dayOf, instantInWords, sizeInWords, timeLeft } from '../words.js';
import { proposalView } from './approval-form.js';
import { complaintsView } from './complaint-forms.js';
import { basisView, tableView } from './decision-form.js';
import { actWordsOf, erasureSection } from './erasure-forms.js';
import { feeSection } from './fee-view.js';
import { identityView } from './identity-view.js';
import { itemsView } from './items.js';
import { byWhom, nextActOf, offeredActs } from './offered-acts.js';
import { portabilityView } from './portability.js';
import { recipientsView } from './recipients.js';
import { rectificationOf } from './rectification-view.js';
import {
  BEING_CARRIED_OUT,
  BEING_MADE,
  CHANNEL_WORDS,
  LEVEL_WORDS,
  OBJECTION_WORDS,
  OUTCOME_WORDS,
  RIGHT_WORDS,
  STATE_SENTENCES,
  STATUS_WORDS,
  urgencyOf,
} from './words.js';

/** For whom a case is shown. `mayDo`: which acts, where that differs from act to act. */
interface ViewFor {
  isShown: boolean;
  mayAct: boolean;
  mayDo?: (act: ActType) => boolean;
}

/** Decided, and nothing waits for a release: its file is being put together, or it is being carried out. */
const isBeingMade = ({ status, allowedActs }: RequestDetail): boolean => status === 'fulfilling' && !allowedActs.includes('release');

const beingMade = ({ right }: RequestDetail): string => (right === 'access' || right === 'portability' ? BEING_MADE : BEING_CARRIED_OUT);

/** A case as the desk sees it. Personal data are left out of the view altogether until somebody asked to see them. */
export function caseView(deps: PageDeps, detail: RequestDetail, { isShown, mayAct, mayDo = () => mayAct }: ViewFor) {
  const instant = (at: string) => instantInWords(at, 'en', detail.timeZone);
  const today = dayOf(deps.now(), detail.timeZone);
  const wanted = nextActOf(detail);
  const next = wanted !== undefined && mayDo(wanted) ? wanted : undefined;
  const isOver = detail.status === 'answered' || detail.status === 'closed';
  return {
    reference: detail.reference,
    right: detail.right ? RIGHT_WORDS[detail.right] : 'Not read yet',
    objection: detail.objection ? OBJECTION_WORDS[detail.objection.kind] : '',
    state: isBeingMade(detail) ? beingMade(detail) : STATE_SENTENCES[detail.status],
    status: STATUS_WORDS[detail.status],
    outcome: detail.outcome ? OUTCOME_WORDS[detail.outcome] : '',
    urgency: urgencyOf(detail, today),
    due: detail.dueOn ? dayInWords(detail.dueOn, 'en') : '',
    left: isOver || !detail.dueOn ? '' : timeLeft(detail.dueOn, today),
    safe: dayInWords(detail.safeOn, 'en'),
    target: dayInWords(detail.targetOn, 'en'),
    received: instant(detail.receivedAt),
    channel: CHANNEL_WORDS[detail.channel],
    place: `${detail.jurisdiction} ${detail.calendar}`,
    language: detail.language,
    level: LEVEL_WORDS[detail.identityLevel],
    isIdentityProven: detail.isIdentityProven,
    linked: detail.linked,
    strip: stripOf(detail.clock, today, 'en', deps.calendars),
    why: whyOf(detail),
    isShown,
    isUnreadable: detail.isUnreadable,
    person: isShown ? personOf(detail) : null,
    talk: isShown ? detail.messages.map((message) => ({ ...message, ...foldOf(message), at: instant(message.at) })).reverse() : [],
    talkCount: detail.messages.length,
    talkWords: count(detail.messages.length, 'message'),
    questions: detail.questions.map(({ question, askedAt, answer, answeredAt }) => ({
      question: isShown ? question : '',
      asked: instant(askedAt),
      answer: isShown ? (answer ?? '') : '',
      answered: answeredAt ? instant(answeredAt) : '',
    })),
    timeline: [...detail.timeline]
      .reverse()
      .map(({ at, actor, text }) => ({ at: instant(at), actor, text: isShown ? text : withoutFreeText(text) })),
    letters: detail.letters.map(({ id, code, status, createdAt, sentAt }) => ({ id, code, status, at: instant(sentAt ?? createdAt) })),
    sources: detail.sources.map((source) => ({
      ...source,
      state: sourceState(source),
      problem: source.problem ?? '',
      isToHandIn: source.status === 'task-open' && mayDo('task-done'),
    })),
    rectification: rectificationOf(detail, isShown),
    items: itemsView(detail),
    joinedTo: detail.joinedTo ?? '',
    isPolicyOnly: detail.regime === 'POLICY_ONLY',
    heldBack: heldBackCounts(detail),
    decision: detail.decision
      ? {
          outcome: OUTCOME_WORDS[detail.decision.outcome],
          reasons: isShown ? detail.decision.reasons : '',
          at: instant(detail.decision.at),
          basis: basisView(detail.decision),
        }
      : null,
    fee: feeSection(detail, isShown),
    package: detail.package
      ? {
          url: detail.package.url,
          size: sizeInWords(detail.package.sizeBytes, 'en'),
          sha256: detail.package.sha256,
          until: instant(detail.package.expiresAt),
        }
      : null,
    again: againOf(detail),
    isAnswerReturned: detail.isAnswerReturned,
    identity: identityView(detail, { instant }),
    complaints: complaintsView(detail, { isShown, instant }),
    erasure: erasureSection(detail),
    portability: portabilityView(detail),
    recipients: recipientsView(detail, { instant, mayAct }),
    next: next ? { type: next, ...actWordsOf(detail, next) } : null,
    by: byWhom(detail, { isOurs: next !== undefined, isWanted: wanted !== undefined }),
    progress: progressOf(detail),
    others: offeredActs(detail)
      .filter((act) => act !== next && mayDo(act))
      .map((type) => ({ type, ...actWordsOf(detail, type) })),
    proposal: proposalView(detail, { isShown, instant }),
    table: tableView(detail),
  };
}

const AGAIN_WORDS = {
  'late-answer': 'a system that had not answered then has answered since and holds data',
  'answer-returned': 'the answer came back undelivered',
  'fee-paid-late': 'the fee was paid after the refusal',
} as const satisfies Record<EarlierAnswer['because'], string>;

/** That a case was answered before, and why that was not the last word; its date stays (decision 82). */
function againOf({ earlierAnswer, isOverdue }: RequestDetail): string {
  if (earlierAnswer === undefined) return '';
  const { on, reopenedOn, because, wasInTime } = earlierAnswer;
  const first = `Answered on ${dayInWords(on, 'en')}, ${wasInTime ? 'in time' : 'late'}; open again since ${dayInWords(reopenedOn, 'en')}: ${AGAIN_WORDS[because]}.`;
  return `${first} The due date stays that of the request (GDPR Art. 12(3)): ${isOverdue ? 'it has passed, so the new answer counts as late.' : 'a new answer after it counts as late.'}`;
}

/** How far the search is; null before it began. */
function progressOf({ sources }: RequestDetail): { done: number; all: number; words: string } | null {
  if (sources.length === 0) return null;
  const done = sources.filter(({ isComplete, status }) => isComplete || status === 'nothing-held').length;
  return { done, all: sources.length, words: `${done} of ${count(sources.length, 'system')} answered in full` };
}

function whyOf(detail: RequestDetail) {
  if (!isClock(detail.clock)) return [];
  return detail.clock.explanation.map(({ text, article, dateAfter }) => ({
    text,
    article,
    after: dateAfter ? dayInWords(dateAfter, 'en') : '',
  }));
}

function personOf(detail: RequestDetail) {
  return {
    name: detail.requester.name,
    email: detail.requester.email,
    onBehalfOf: detail.onBehalfOf ?? '',
    details: detail.details ?? '',
    transferTo: detail.transferTo ?? '',
    grounds: detail.objection?.grounds ?? '',
    corrections: (detail.corrections ?? []).map((item) => ({ ...item, reason: item.reason ?? '' })),
  };
}

/** A letter of ours is folded under its first line; it can be read as it was sent from the list of letters. */
function foldOf({ direction, text }: RequestDetail['messages'][number]): { fold: string } {
  const [first = ''] = text.split('\n', 1);
  return { fold: direction === 'out' && text.length > LONG_LETTER ? first : '' };
}

const LONG_LETTER = 400;

/** The timeline's own sentence; what a person typed follows it and is personal. */
function withoutFreeText(text: string): string {
  const end = text.indexOf('. ');
  return end < 0 ? text : text.slice(0, end + 1);
}

function sourceState(source: RequestDetail['sources'][number]): { kind: 'calm' | 'held' | 'late'; word: string } {
  if (source.status === 'unreachable') return { kind: 'late', word: 'does not answer, is asked again' };
  if (source.status === 'task-open') return { kind: 'held', word: 'waits for a person' };
  if (source.status === 'pending') return { kind: 'held', word: 'is being searched' };
  if (source.status === 'nothing-held') return { kind: 'calm', word: 'nothing held' };
  return source.isComplete ? { kind: 'calm', word: 'answered' } : { kind: 'held', word: 'answered in part, is asked again' };
}

function heldBackCounts(detail: RequestDetail) {
  const by = (verdict: 'released' | 'withheld' | null) => detail.heldBack.filter((row) => row.verdict === verdict).length;
  return {
    all: detail.heldBack.length,
    words: count(detail.heldBack.length, 'row'),
    open: by(null),
    released: by('released'),
    withheld: by('withheld'),
  };
}
