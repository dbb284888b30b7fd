import type { Act, Actor } from '../domain/request/filing.js';

/** Somebody of the desk. `away` while they are absent today, with who stands in. */
export interface Colleague {
  id: string;
  name: string;
  role: 'staff' | 'dpo';
  away?: { untilOn: string; deputyId: string };
}

/** Filters of the list under a name; `query` as in the address, without the question mark. */
export interface SavedView {
  id: string;
  name: string;
  query: string;
}

export interface Absence {
  id: string;
  accountId: string;
  fromOn: string;
  untilOn: string;
  deputyId: string;
}

/** An act that was done and can still be taken back, or what became of one lately. */
export interface HeldView {
  id: string;
  actType: Act['type'];
  accountId: string;
  state: 'held' | 'done' | 'undone' | 'refused';
  problem: string;
  dueAt: Date;
}

/** Something happened to a case: opaque ids and states, nobody's data. */
export interface DeskEvent {
  /** Where the stream goes on after a break. */
  id: string;
  reference: string;
  status: string;
}

/** What the people of the desk have of their own; adapters/db/desk implements it. */
export interface DeskTools {
  colleagues(): Promise<Colleague[]>;
  views: {
    list(accountId: string): Promise<SavedView[]>;
    /** The same name again replaces it. */
    save(accountId: string, view: { name: string; query: string }): Promise<void>;
    remove(accountId: string, id: string): Promise<void>;
  };
  absences: {
    /** Those that are not over. */
    list(): Promise<Absence[]>;
    /** Throws DomainError invalid (pointers). */
    add(accountId: string, absence: { fromOn: string; untilOn: string; deputyId: string }): Promise<void>;
    remove(accountId: string, id: string): Promise<void>;
  };
  held: {
    /** Rehearses the act and keeps it for ten seconds, or for as long as is said. Throws what the act would throw. */
    hold(reference: string, act: Act, actor: Actor, waitMs?: number): Promise<HeldView>;
    /** False where it is too late. */
    undo(reference: string, id: string, accountId: string): Promise<boolean>;
    /** Does the act in a transaction that is taken back: how the case would then stand. Throws what the act would throw. */
    rehearse(reference: string, act: Act, actor: Actor): Promise<{ dueOn: string | null; status: string }>;
    /** What is held on a case, and what was settled within the last minute. */
    of(reference: string): Promise<HeldView[]>;
  };
  /** What happened after `id`, oldest first; without it from now on. */
  follow(id: string | undefined, onEvents: (events: readonly DeskEvent[]) => void): () => void;
}
