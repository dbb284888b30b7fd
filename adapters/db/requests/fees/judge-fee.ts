import { isOpenFee } from '../../../../domain/fee-state.js';
import { requireLawfulFee } from '../../../../domain/fees.js';
import type { Act } from '../../../../domain/request/filing.js';
import type { ActContext } from '../judge.js';
import { feesOf } from './fee-row.js';
import { earlierCopyOf, isOtherData } from './same-data.js';

/** Throws the 409 of every fee that the law does not allow here and now (domain/fees.ts). */
export async function judgeFee(
  act: Extract<Act, { type: 'fee' }>,
  context: ActContext,
  options: { ignoring?: string } = {},
): Promise<void> {
  const { client, deps, row, today } = context;
  const fees = (await feesOf(client, row.id)).filter(({ id }) => id !== options.ignoring);
  const earlier = act.ground === 'further-copy' ? await earlierCopyOf(client, row) : undefined;
  const hasNewData =
    earlier === undefined || row.collected_at === null ? null : await isOtherData({ client, blobs: deps.blobs }, row.id, earlier);
  requireLawfulFee(act, {
    right: row.right,
    objectionKind: row.objection_kind,
    regime: row.regime,
    hasOpenFee: fees.some(({ status }) => isOpenFee(status)),
    hasPaidFee: fees.some(({ status }) => status === 'paid' || status === 'settled'),
    wasNarrowed: fees.some(({ status }) => status === 'cancelled'),
    hadFirstCopy: earlier !== undefined,
    hasNewData,
    today,
    safeOn: row.safe_on,
  });
}
