import { DomainError } from '../../../domain/errors.js';
import { NOTIFICATIONS } from '../../../domain/notifications.js';
import type { Act } from '../../../domain/request/filing.js';
import { noteOf } from '../../../domain/request/letter-acts.js';
import type { Change } from './change.js';
import type { ActContext } from './judge.js';
import { SEALED } from './sealed.js';
import { openDecision } from './sealed-decision.js';

/** The note of staff on the letters of a change that go to the person; one that is there already stays. */
export function addNote(change: Change, note: string | undefined): Change {
  if (note === undefined || change.letters === undefined) return change;
  const letters = change.letters.map((order) =>
    NOTIFICATIONS[order.code].audience === 'requester' ? { ...order, facts: { note, ...order.facts } } : order,
  );
  return { ...change, letters };
}

const writesToPerson = (change: Change): boolean => (change.letters ?? []).some(({ code }) => NOTIFICATIONS[code].audience === 'requester');

/**
 * Puts the note of an act where its letter finds it: on the letter of the same step, or with the sealed decision when the procedure
 * writes the answer later. A decision keeps its own, a proposed fee too. Throws NO_LETTER_FOR_NOTE where nobody would ever read it.
 */
export async function withOwnWords(act: Act, { deps, row }: ActContext, change: Change): Promise<Change> {
  const note = noteOf(act);
  if (note === undefined || act.type === 'decision' || (act.type === 'fee' && !writesToPerson(change))) return change;
  if (writesToPerson(change)) return addNote(change, note);
  const decision = await openDecision(deps, row);
  if (decision === undefined) throw noLetter();
  const sealed = await deps.vault.seal(row.subject_id, { ...decision, note }, SEALED.decision);
  return { ...change, set: { ...change.set, sealed_decision: sealed } };
}

function noLetter(): DomainError {
  return new DomainError({
    code: 'NO_LETTER_FOR_NOTE',
    kind: 'invalid',
    detail: 'This step writes no letter to the person, so nobody would read the note.',
    fields: [{ pointer: '/note', detail: 'Leave it out, or write it where a letter goes out.' }],
  });
}
