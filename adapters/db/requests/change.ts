import type { PoolClient } from 'pg';
import type { ClockEvent } from '../../../domain/clock/input.js';
import type { EvidenceFact } from '../../../domain/evidence.js';
import type { CaseRow } from './case-row.js';
import type { LetterOrder } from './letters.js';
import type { Profile } from './sealed.js';

type Columns = Partial<
  Pick<
    CaseRow,
    | 'right'
    | 'objection_kind'
    | 'outcome'
    | 'identity_level'
    | 'is_identity_proven'
    | 'required_level'
    | 'level_reason'
    | 'authority'
    | 'authority_asked_at'
    | 'answer_to'
    | 'regime'
    | 'joined_to'
    | 'warned'
    | 'sealed_decision'
    | 'decided_by'
    | 'decided_at'
    | 'acknowledged_at'
    | 'identity_asked_at'
    | 'collected_at'
    | 'fulfilled_at'
    | 'answered_at'
    | 'closed_at'
    | 'assigned_to'
  >
>;

/** Evidence with the free text that belongs to it, which is sealed with the person's key. */
export type Fact = EvidenceFact & { text?: string };

/** What one step changes. All of it is written or nothing; the state follows from what is then recorded. */
export interface Change {
  facts: Fact[];
  set?: Columns;
  clockEvents?: ClockEvent[];
  letters?: LetterOrder[];
  /** Rows of other tables that belong to the step. */
  rows?: Record<string, readonly Record<string, unknown>[]>;
  /** Wakes the workflow although the system itself acts: something came from outside, such as a bounce. */
  nudge?: boolean;
  /** What cannot be said as rows to insert. */
  also?(client: PoolClient): Promise<unknown>;
  /** What needs the letters of this step to be written: they can be found by their keys. */
  afterLetters?(client: PoolClient): Promise<unknown>;
  /** What is done once all of the step is on record, in the same transaction. */
  afterwards?(client: PoolClient): Promise<unknown>;
}

/** What a step is judged on. */
export interface StepContext {
  client: PoolClient;
  row: CaseRow;
  profile: Profile;
  events: ClockEvent[];
  now: Date;
}
