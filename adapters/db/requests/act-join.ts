import { DomainError } from '../../../domain/errors.js';
import { isOver } from '../../../domain/request/state.js';
import { requireCase } from './case-row.js';
import type { Judge } from './judge.js';
import { letter } from './letters.js';
import { appendFacts } from './transition.js';

/**
 * The same person asked for the same right again while the first case is open: it is answered there, once. The later request goes into
 * the earlier one, so that nobody loses time by asking twice. Both chains say so, and whoever reads the later one is led to the other.
 */
export const joinDuplicate: Judge<'join'> = async (act, { client, deps, row, actor, now, today }) => {
  const first = await requireCase(client, { reference: act.with });
  const isSame = first.id !== row.id && first.subject_id === row.subject_id && first.right === row.right;
  if (!isSame || isOver(first.status))
    refuse('NOT_A_DUPLICATE', 'Only an open request of the same person for the same right can take this one in');
  // One answer goes to one addressee: what somebody else asked for the person is answered to them.
  if ((first.behalf === null) !== (row.behalf === null))
    refuse('ANSWER_GOES_ELSEWHERE', 'One of the two was made by somebody else for the person and is answered to them: answer both');
  if (first.received_at > row.received_at)
    refuse('JOIN_THE_LATER', `${first.reference} was received after this one and is due later: join it to this one instead`);
  return {
    facts: [{ event: 'joined', data: { with: first.reference } }],
    set: { closed_at: now, joined_to: first.id },
    also: (connection) =>
      appendFacts(deps, connection, { row: first, facts: [{ event: 'took-in', data: { request: row.reference } }], actor, at: now }),
    letters: row.may_reply
      ? [
          letter('CLOSED', 'closed', {
            why: 'joined',
            closedOn: today,
            otherReferences: [{ reference: first.reference, right: first.right }],
          }),
        ]
      : [],
  };
};

function refuse(code: string, detail: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (GDPR Art. 12(3)).`, article: 'GDPR Art. 12(3)' });
}
