import type { MaskingStrategy } from '../../domain/collection/declared-masking.js';
import type { JsonValue } from '../../domain/collection/row.js';
import type { Identity, ReadProblem } from './reading.js';

/** Why a system cannot do a writing act and a person has to: facts, without personal data. */
export const BY_HAND_REASONS = [
  /** A person answers for this system: there is nothing to connect to. */
  'NO_INTERFACE',
  /** Our account there may read but not change. */
  'NO_WRITE_RIGHTS',
  /** The description names no way: no column that marks restricted rows, no usable key. */
  'NOT_DESCRIBED',
  /** The field is a key or reference, or holds what was said at a time: changing it falsifies the record. */
  'FIELD_IS_FIXED',
  /** The system took the statement and refused the new value (a rule of its own: unique, check, type, length). */
  'VALUE_REFUSED',
] as const;
export type ByHandReason = (typeof BY_HAND_REASONS)[number];

/** The act has to be done by a person in the system itself. Nothing was changed. */
export interface ByHand {
  status: 'by-hand';
  reason: ByHandReason;
}

/** The system did not answer, or not to the end: ask again. What an erasure had done before stands and is not done twice. */
export interface Unreachable {
  status: 'unreachable';
  problem: ReadProblem;
}

/** What is to be found for a correction, in the person's words. */
export interface LocateQuery {
  /** The name of the field as the person wrote it (`surname`, `e-mail`, `Telefon`). */
  field: string;
  /** The value that stands there wrongly, where the person said it: only places that hold it are candidates. */
  value?: string;
}

/** One place that holds the value, with what stands there now (personal data: to be sealed by the caller). */
export interface CorrectionCandidate {
  collection: string;
  key: string;
  field: string;
  value: JsonValue;
  categories: readonly string[];
  /** False where the place can only be changed by a person in the system (keys, what was said at a time). */
  isCorrectable: boolean;
}

/** `isComplete` is false where there are more than 200 places: the question must be narrower. */
export type LocateResult = { status: 'located'; candidates: readonly CorrectionCandidate[]; isComplete: boolean } | ByHand | Unreachable;

/** One field of one row. `expected` is what stood there when the correction was decided. */
export interface Correction {
  collection: string;
  key: string;
  field: string;
  value: JsonValue;
  expected?: JsonValue;
  /** Why, in words for the version that is kept (sealed); own registers only. */
  reason?: string;
  /** The case it is done for, kept with the old version; own registers only. */
  requestId?: string;
}

/**
 * `corrected`: the new value stands, `before` stood there. `already`: it stood there before. `changed-meanwhile`: something else than
 * `expected` stands there, nothing was changed. `not-found`: the row is not there or is not the person's.
 */
export type CorrectResult =
  | { status: 'corrected' | 'already' | 'changed-meanwhile'; before: JsonValue }
  | { status: 'not-found' }
  | ByHand
  | Unreachable;

/** Rows that must stay: by restriction (GDPR Art. 18(1)(b), (c)) or because a claim is pending (Art. 17(3)(e)). */
export interface BlockedRows {
  collection: string;
  /** Absent: every row of the collection. */
  key?: string;
  reason: 'restricted' | 'legal-hold';
}

/** What is to be erased. */
export interface ErasureScope {
  /** Names of collections; absent: all that nothing keeps. */
  collections?: readonly string[];
  /** Collections that are kept by default (`kept` in the plan) and were decided to go nevertheless. */
  evenKept?: readonly string[];
  blocked?: readonly BlockedRows[];
}

/** Why a collection stays by default. `ground` cites (`17(3)(b)`); `words` are for the letter. */
export interface KeptGround {
  ground: string;
  words: string;
}

/** What an erasure would do to one collection. Counts are rows of the person; nothing was changed. */
export interface CollectionErasurePlan {
  collection: string;
  categories: readonly string[];
  rowCount: number;
  deleteCount: number;
  maskCount: number;
  /** Rows that hold nothing to erase (keys only) or were erased before. */
  nothingToErase: number;
  /** What happens to each field of a row that is masked. */
  fields: readonly { field: string; strategy: MaskingStrategy; categories: readonly string[] }[];
  /** Rows that are somebody else's or somebody else's as well: never touched. */
  heldBack: number;
  blocked: readonly { reason: BlockedRows['reason']; rowCount: number }[];
  /** Set where the collection stays by default. */
  kept: KeptGround | null;
  /** Set where a person must do it in the system. */
  byHand: ByHandReason | null;
}

export type PlanResult = { status: 'planned'; collections: readonly CollectionErasurePlan[] } | ByHand | Unreachable;

/** An erasure to be carried out. */
export interface ErasureOrder extends ErasureScope {
  /** Uuid of the run: the same again goes on where it stopped, after an error or a kill, and does nothing twice. */
  runId: string;
  /** Told after every batch how many of the planned rows are done: a worker's sign of life. */
  onProgress?: (done: number, planned: number) => void;
}

/** What was done to one collection, over all attempts of the run. */
export interface CollectionErased {
  collection: string;
  deleted: number;
  masked: number;
  /** Left as they were: became somebody else's, restricted or held meanwhile, or the system refused the change. */
  left: number;
  heldBack: number;
  blocked: number;
  byHand: ByHandReason | null;
}

/** `erased` with no rows is a clean answer too: nothing (more) is held. */
export type EraseResult = { status: 'erased'; collections: readonly CollectionErased[] } | ByHand | Unreachable;

/** What a second look found. `runId`: the rows of that run are looked up by their keys as well as by the person's addresses. */
export interface ProofScope extends ErasureScope {
  runId?: string;
}

/** `remaining` counts rows of the person that still hold something that was to be erased; gone is when all are 0. */
export type ProofResult =
  | { status: 'proven'; isGone: boolean; collections: readonly { collection: string; remaining: number }[] }
  | ByHand
  | Unreachable;

/** Which rows a restriction covers; absent: all of the person's rows in the system. */
export interface RestrictionScope {
  collections?: readonly string[];
  /** Uuid of the restriction (the record of it is the caller's). */
  restrictionId: string;
}

/** `byHand`: collections whose description names no column that marks restricted rows. */
export type RestrictionResult =
  | { status: 'restricted' | 'lifted'; collections: readonly { collection: string; rowCount: number }[]; byHand: readonly string[] }
  | ByHand
  | Unreachable;

/**
 * The acts that change a system. A fault of the system is a value, never an exception; what throws is a mistake of ours. All are safe
 * to repeat. None writes personal data into errors, logs or ids.
 */
export interface WritingActs {
  /** Where a value stands that is to be corrected. Changes nothing. */
  locate(identity: Identity, query: LocateQuery): Promise<LocateResult>;
  /** Sets one field of one row of the person. Own registers keep the old version with its reason. */
  correct(identity: Identity, correction: Correction): Promise<CorrectResult>;
  /** What an erasure would do, in numbers. Changes nothing. */
  planErasure(identity: Identity, scope?: ErasureScope): Promise<PlanResult>;
  /** Deletes or masks in batches, each in a transaction of its own, references first. Resumable: see `runId`. */
  erase(identity: Identity, order: ErasureOrder): Promise<EraseResult>;
  /** Looks again. Changes nothing in the system; a run proven gone forgets its row keys. */
  proveGone(identity: Identity, scope?: ProofScope): Promise<ProofResult>;
  /** Marks the person's rows as restricted in the system itself. */
  restrict(identity: Identity, scope: RestrictionScope): Promise<RestrictionResult>;
  /** Takes the mark away. A described system knows one mark only: lift when no other restriction covers the rows. */
  lift(identity: Identity, scope: RestrictionScope): Promise<RestrictionResult>;
}

/** The acts of a system that a person has to change. */
export function byHandOnly(reason: ByHandReason): WritingActs {
  const answer = async (): Promise<ByHand> => ({ status: 'by-hand', reason });
  return { locate: answer, correct: answer, planErasure: answer, erase: answer, proveGone: answer, restrict: answer, lift: answer };
}
