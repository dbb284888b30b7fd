import type { Correction } from '../request/filing.js';
import type { Right, Status } from '../request/types.js';
import type { FieldController } from './controller.js';
import type { IssuerVerdict } from './decide.js';

/** One place where a value stands that somebody wants corrected. */
export interface LocatedValue {
  system: string;
  collection: string;
  field: string;
  value: string;
}

/** A change of one value in one place: `by-hand` waits for a person, `left` had to stay as it was. Null: nothing stood there. */
export interface FieldChange {
  system: string;
  collection: string;
  field: string;
  before: string | null;
  after: string;
  status: 'planned' | 'done' | 'by-hand' | 'left';
  doneAt: string | null;
}

/** What an issuer said about a field. `value` is the right value where it gave another one. */
export interface VerdictView {
  verdict: IssuerVerdict;
  value?: string;
  reason?: string;
  at: string;
}

/** A file that the person sent as proof. */
export interface EvidenceFileView {
  id: string;
  /** The one field it is about; null: all of them. */
  correction: string | null;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** One field of a rectification with everything that is known about it. */
export interface CorrectionItem extends Correction {
  id: string;
  controller: FieldController;
  issuer: { slug: string; name: string } | null;
  current: LocatedValue[];
  verdict: VerdictView | null;
  /** The controller's decision: changed or left. Null: not decided. */
  isToChange: boolean | null;
  changes: FieldChange[];
}

/** What the desk sees of a rectification (GDPR Art. 16). */
export interface RectificationView {
  items: CorrectionItem[];
  asked: { slug: string; name: string; askedAt: string; answerBy: string; remindedAt: string | null; escalatedAt: string | null }[];
  issuers: { slug: string; name: string }[];
  files: EvidenceFileView[];
  statements: { text: string; at: string }[];
  /** Fields whose issuer has not answered, and the day from which the decision is free nevertheless (RULEBOOK 2.2). */
  unheardCount: number;
  alternativesOn: string;
  hasAlternatives: boolean;
}

/** What an issuer sees of a case: its own fields with old and new, the reason, the proof and whose record it is. Nothing else. */
export interface IssuerCase {
  reference: string;
  right: Right;
  status: Status;
  receivedAt: string;
  dueOn: string | null;
  safeOn: string;
  targetOn: string;
  answerBy: string;
  requester: { name: string };
  corrections: {
    id: string;
    record: string;
    field: string;
    proposed: string;
    reason?: string;
    current: string | null;
    verdict: VerdictView | null;
  }[];
  questions: { question: string; askedAt: string; answer?: string; answeredAt?: string }[];
  files: EvidenceFileView[];
}

/** An issuer's answer to one field, or to all its open ones where no `correction` is named. */
export interface IssuerAnswer {
  correction?: string;
  verdict: IssuerVerdict | 'ask';
  value?: string;
  reason?: string;
}
