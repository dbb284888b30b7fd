import type { Language, ObjectionKind, Right } from '../request/types.js';
import { namesLaw } from './articles.js';
import { type Evidence, evidenceOf } from './evidence.js';
import { languageOfSentences } from './language.js';
import { type CompiledTable, compileTable } from './patterns/compile.js';
import { german } from './patterns/de.js';
import { english } from './patterns/en.js';
import { french } from './patterns/fr.js';
import type { Mark } from './patterns/table.js';
import { requesterNameOf } from './requester-name.js';
import { fold, READ_CHARS, type Sentence, sentencesOf } from './text.js';

/** What the recogniser reads. `text` is what the person wrote now, without what they quote. */
export interface MailWords {
  readonly subject?: string;
  readonly text: string;
  /** The writer's own words above a mail they forward: where these ask for something sure, the forwarded mail is not read. */
  readonly aboveForwarded?: string;
  /** Text of attached letters, where there is any. */
  readonly attachmentsText?: string;
}

/** One right found, with the reasons in plain words for staff (never a quotation). */
export interface RecognisedRight {
  readonly right: Right;
  /** 0 to 1. */
  readonly confidence: number;
  readonly because: readonly string[];
  /** Only for objections. GDPR Art. 21(1), (2), (6); `other_basis` is a consent withdrawn (Art. 7(3)). */
  readonly objectionKind?: ObjectionKind;
  /** Only for portability: the data are to go to another organisation (GDPR Art. 20(2)). */
  readonly isTransfer?: boolean;
}

/**
 * What a mail asks for. `recognised`: open a case per right, in this order (access before erasure). `triage`: a person must read it.
 * `not-a-request`: the same, with the hint that it looks like other business; it is opened for reading as well and never dropped.
 */
export interface Recognition {
  readonly verdict: 'recognised' | 'triage' | 'not-a-request';
  readonly rights: readonly RecognisedRight[];
  /** Rights that are hinted at, too weakly to open a case: shown to the person who reads. */
  readonly unsure: readonly RecognisedRight[];
  readonly confidence: number;
  readonly language: Language | undefined;
  readonly isReminder: boolean;
  readonly isComplaint: boolean;
  readonly isWithdrawalOfRequest: boolean;
  readonly requesterName?: string;
}

/** From this confidence a right opens a case by itself; a wrong case costs more than a look by a person. */
const SURE = 0.75;
/** Beside a sure right a second one needs a little less. */
const SURE_BESIDE = 0.68;
/** Where the mail also speaks of invoices, passwords and the like, one reason alone does not open a case. */
const SURE_AMID_OTHER = 0.85;
/** Below this nothing is even mentioned. */
const WORTH_MENTIONING = 0.35;
/** What counts at most for one reason given several times. */
const REPEATED_REASON = 1.25;
const MARK_NEEDED = 2;
/** Hints alone never open a case: one reason must have at least this weight. */
const WEIGHT_OF_A_DEMAND = 1.5;

const TABLES = {
  en: compileTable(english),
  de: compileTable(german),
  fr: compileTable(french),
} satisfies Record<Language, CompiledTable>;

/** Order of the linked cases: what a person wants to see comes before what takes it away (access before erasure). */
const ORDER: readonly Right[] = ['access', 'portability', 'rectification', 'restriction', 'objection', 'erasure'];

const REPLY_SUBJECT = /^\s{0,5}(?:re|aw|antw|sv|ref)\s{0,2}:/i;
const FORWARD_SUBJECT = /^\s{0,5}(?:fwd?|wg|tr|i)\s{0,2}:/i;

/** Weights become a confidence: 1 gives 0.44, 2.5 gives 0.76, 3 gives 0.82, 5 gives 0.94. */
function confidenceOf(weight: number): number {
  return Math.round((1 - 0.5 ** (weight / 1.2)) * 100) / 100;
}

/** Adds evidence up; the same reason found again counts little. */
function weightOf(evidence: readonly Evidence[]): number {
  const byReason = new Map<string, number[]>();
  for (const { because, weight } of evidence) byReason.set(because, [...(byReason.get(because) ?? []), weight]);
  return [...byReason.values()].reduce((sum, weights) => sum + Math.max(...weights) * (weights.length > 1 ? REPEATED_REASON : 1), 0);
}

/** The kind of objection with the most weight behind it; Art. 21(1) with legitimate interest where nothing tells. */
function objectionKindOf(evidence: readonly Evidence[]): ObjectionKind {
  const weights = new Map<ObjectionKind, number>();
  for (const { objectionKind, weight } of evidence) {
    if (objectionKind !== undefined) weights.set(objectionKind, (weights.get(objectionKind) ?? 0) + weight);
  }
  const marketing = weights.get('direct_marketing') ?? 0;
  // An objection to marketing always also matches "objects to the processing": the narrower reading is the absolute right.
  if (marketing >= 2.5) return 'direct_marketing';
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'legitimate_interest';
}

/** A consent withdrawn beside a demand to erase is its ground, not a second demand. GDPR Art. 17(1)(b). */
function withoutGroundOfErasure(rights: readonly RecognisedRight[]): RecognisedRight[] {
  const isErasureSure = rights.some(({ right, confidence }) => right === 'erasure' && confidence >= SURE);
  return rights.filter(({ objectionKind }) => !(isErasureSure && objectionKind === 'other_basis'));
}

/** How sure a right is by its evidence. */
function confidenceIn(evidence: readonly Evidence[]): number {
  const confidence = confidenceOf(weightOf(evidence));
  const isHintedOnly = evidence.every(({ weight }) => weight < WEIGHT_OF_A_DEMAND);
  return isHintedOnly ? Math.min(confidence, SURE_BESIDE - 0.01) : confidence;
}

function rightsFrom(evidence: readonly Evidence[]): RecognisedRight[] {
  return ORDER.flatMap((right) => {
    const own = evidence.filter(({ gives }) => gives === right);
    if (own.length === 0) return [];
    const found: RecognisedRight = {
      right,
      confidence: confidenceIn(own),
      because: [...new Set(own.map(({ because }) => because))],
      ...(right === 'objection' ? { objectionKind: objectionKindOf(own) } : {}),
      ...(right === 'portability' ? { isTransfer: own.some(({ isTransfer }) => isTransfer) } : {}),
    };
    return [found];
  });
}

function evidenceIn(sentences: readonly Sentence[], table: CompiledTable, isLawNamed: boolean): Evidence[] {
  return sentences.flatMap((sentence) => evidenceOf(sentence, table, isLawNamed));
}

function readWith(table: CompiledTable, sentences: readonly Sentence[], isLawNamed: boolean) {
  const evidence = evidenceIn(sentences, table, isLawNamed);
  const rights = withoutGroundOfErasure(rightsFrom(evidence));
  const strength = (mark: Mark) =>
    weightOf(evidence.filter(({ gives }) => gives === mark)) + evidence.filter(({ gives }) => gives === mark).length * 0.01;
  return { language: table.table.language, rights, strength, best: Math.max(0, ...rights.map(({ confidence }) => confidence)) };
}

/** Reads with the table of the mail's language; with all three where it is unclear or that one finds nothing sure. */
function readInLanguage(sentences: readonly Sentence[], language: Language | undefined, isLawNamed: boolean) {
  const first = language === undefined ? undefined : readWith(TABLES[language], sentences, isLawNamed);
  if (first !== undefined && first.best >= SURE) return first;
  const others = Object.values(TABLES)
    .filter(({ table }) => table.language !== language)
    .map((table) => readWith(table, sentences, isLawNamed));
  const all = first === undefined ? others : [first, ...others];
  return all.reduce((best, next) => (next.best > best.best && next.best >= SURE ? next : best));
}

function wordsOf({ subject, text, attachmentsText }: MailWords): string {
  // The subject of a reply names the old matter, not what is asked now.
  const title = subject === undefined || REPLY_SUBJECT.test(subject) ? '' : subject.slice(0, 500);
  return `${title}\n\n${text.slice(0, READ_CHARS)}\n\n${(attachmentsText ?? '').slice(0, READ_CHARS)}`;
}

function readWords(mail: MailWords): Recognition {
  const folded = fold(wordsOf(mail));
  const sentences = sentencesOf(folded);
  const language = languageOfSentences(sentences);
  const { rights, strength, best, language: understoodIn } = readInLanguage(sentences, language, namesLaw(folded));
  const isWithdrawalOfRequest = strength('request-withdrawn') >= MARK_NEEDED;
  const isGeneral = strength('general-question') >= MARK_NEEDED || strength('offer') >= MARK_NEEDED;
  const isSure = best >= (strength('other-business') >= 1 ? SURE_AMID_OTHER : SURE) && !isWithdrawalOfRequest && !isGeneral;
  const sure = isSure ? rights.filter(({ confidence }) => confidence >= SURE_BESIDE) : [];
  const isOtherBusiness = !isSure && best < WORTH_MENTIONING && strength('other-business') >= 1;
  return {
    verdict: isSure ? 'recognised' : isOtherBusiness || isGeneral ? 'not-a-request' : 'triage',
    rights: sure,
    unsure: rights.filter((right) => !sure.includes(right) && right.confidence >= WORTH_MENTIONING),
    confidence: isSure ? best : Math.round((1 - best) * 100) / 100,
    language: language ?? (best >= SURE ? understoodIn : undefined),
    isReminder: strength('reminder') >= MARK_NEEDED,
    isComplaint: strength('complaint') >= MARK_NEEDED,
    isWithdrawalOfRequest,
    requesterName: requesterNameOf(mail.text),
  };
}

/** Whether the own words above a forwarded mail say all that is needed. The subject of a forward is the forwarded mail's. */
function readAbove({ aboveForwarded, subject, ...mail }: MailWords): Recognition | undefined {
  if (aboveForwarded === undefined) return undefined;
  const own = readWords({ ...mail, text: aboveForwarded, subject: FORWARD_SUBJECT.test(subject ?? '') ? undefined : subject });
  return own.verdict === 'recognised' || own.isWithdrawalOfRequest ? own : undefined;
}

/**
 * Reads what a mail asks for, in English, German and French. Classifies by substance, not by words, and several rights at once
 * (RULEBOOK 2.0 gate 4). Pure, never throws, linear in the text; reads at most READ_CHARS characters.
 */
export function recogniseRequest(mail: MailWords): Recognition {
  return readAbove(mail) ?? readWords(mail);
}
