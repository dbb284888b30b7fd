import type { DataNotice } from '../../domain/collection/description.js';
import type { DataRow } from '../../domain/collection/row.js';
import type { CollectionOrigin } from '../../domain/portability/origin.js';
import type { Identity, ReadProblem } from './reading.js';
import type { WritingActs } from './writing-acts.js';

/** What a collection holds and what Art. 15(1) wants said about it. */
export interface CollectionDescription {
  name: string;
  categories: readonly string[];
  notice: DataNotice;
  /** Where the data come from, which GDPR Art. 20 asks; unknown where left out. `structure`: keys and dates that hold rows together. */
  origin?: CollectionOrigin;
  structure?: readonly string[];
}

/** One row of a page: `subject` goes into the answer, `held-back` only when a reviewer releases it. */
export interface OwnedRow {
  key: string;
  row: DataRow;
  owner: 'subject' | 'held-back';
  /** Why it is held back, in words for the reviewer; without personal data. */
  reason?: string;
}

/** A page of rows of one collection. */
export interface RowBatch {
  kind: 'rows';
  collection: string;
  rows: readonly OwnedRow[];
}

/** A file that a person handed over for the answer. */
export interface HandedOverFile {
  kind: 'file';
  filename: string;
  blobId: string;
}

/** The system is asked by hand; nobody has answered yet. */
export interface StillOpen {
  kind: 'open';
}

/** What a read yields. It never throws for a fault of the system; a problem is its last event. */
export type ReadEvent = RowBatch | HandedOverFile | ReadProblem | StillOpen;

/** Whether the person is known to a system. `open`: only a person can tell, and has not yet. */
export type FindResult = { status: 'found' | 'nothing-held' | 'open' } | { status: 'unreachable'; problem: ReadProblem };

/** What a check of a connection found; `remarks` are for the operator and do not make it fail. */
export interface TestReport {
  ok: boolean;
  problem: ReadProblem | null;
  remarks: readonly string[];
  collections: readonly string[];
}

/** Somebody who received data of the person, with date where known (GDPR Art. 15(1)(c)). */
export interface Recipient {
  name: string;
  purpose: string | null;
  categories: readonly string[];
  /** ISO 8601, or null where only the kind of disclosure is known. */
  at: string | null;
}

export type ConnectorKind = 'registers' | 'postgres' | 'task';

/**
 * A system that holds personal data. Every kind does the same acts: those named here change nothing, the writing acts stand in
 * `writing-acts.ts`. What one of them needs and the system cannot is answered as `by-hand`.
 * `read` pages within bounded memory and shows one moment of the system. Stopping the iteration early releases its connection.
 */
export interface Connector extends WritingActs {
  name: string;
  kind: ConnectorKind;
  describe(): readonly CollectionDescription[];
  test(): Promise<TestReport>;
  find(identity: Identity): Promise<FindResult>;
  read(identity: Identity): AsyncIterable<ReadEvent>;
  listRecipients(identity: Identity): Promise<readonly Recipient[]>;
  /**
   * Every address the system knows somebody by, in pages, to look for people who were erased before it was restored from a backup of its
   * own. Absent where there is nothing to go through.
   */
  listAddresses?(): AsyncIterable<readonly string[]>;
}
