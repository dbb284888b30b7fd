import { INFEASIBLE, isSettled } from '../../../domain/portability/transfer.js';
import type { Change } from '../requests/change.js';
import type { ActContext } from '../requests/judge.js';
import { handOverChange, type TransferEnd } from './hand-over.js';
import { findTransfer, settleInfeasible } from './transfer-record.js';

/**
 * Gives the person the file. A direct transfer that has not come to its end is given up for it, and the letter says so: nobody has to
 * wait beyond the legal time for another organisation's server (GDPR Art. 12(3), 20(2)).
 */
export async function releasePortable({ client, deps, row, now }: ActContext): Promise<Change> {
  const transfer = await findTransfer(client, row.id);
  if (transfer === undefined) return handOverChange(deps, { client, row, now }, undefined);
  const reason = isSettled(transfer.status) ? INFEASIBLE.find((code) => code === transfer.problem) : 'given-instead';
  const end: TransferEnd = { infeasible: reason ?? 'given-instead' };
  const answer = await handOverChange(deps, { client, row, now }, end);
  if (isSettled(transfer.status)) return answer;
  return {
    ...answer,
    facts: [{ event: 'transfer-infeasible', data: { reason: 'given-instead' } }, ...answer.facts],
    also: async (connection) => {
      await answer.also?.(connection);
      await settleInfeasible(connection, transfer.id, 'given-instead', now);
    },
  };
}
