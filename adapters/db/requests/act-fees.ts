import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { requireLawfulFee } from '../../../domain/fees.js';
import type { Judge } from './act-context.js';
import { daysLater } from './case-clock.js';
import { letter } from './letters.js';
import { SEALED } from './sealed.js';

/** Asks for a fee on a lawful ground only (domain/fees.ts); the notice goes out in the same transaction. */
export const notifyFee: Judge<'fee'> = async (act, { client, deps, row, actor, law, today }) => {
  requireLawfulFee(act, {
    right: row.right,
    regime: row.regime,
    hasOpenFee: law.hasOpenFee,
    hadFirstCopy: await hadFirstCopy(client, row),
  });
  const id = uuidv7();
  const payBy = daysLater(today, 14);
  const sealed = await deps.vault.sealText(row.subject_id, act.calculation, SEALED.calculation);
  return {
    facts: [
      {
        event: 'fee-notified',
        data: { feeId: id, ground: act.ground, amountMinor: act.amountMinor, currency: act.currency, payByOn: payBy },
        text: act.calculation,
      },
    ],
    clockEvents: [{ type: 'fee-notified', on: today, ground: act.ground }],
    rows: {
      fee: [
        {
          id,
          request_id: row.id,
          ground: act.ground,
          amount_minor: act.amountMinor,
          currency: act.currency,
          sealed_calculation: sealed,
          status: 'notified',
          pay_by_on: payBy,
          notified_by: actor.id,
        },
      ],
    },
    letters: [
      letter('FEE_NOTICE', `fee:${id}`, {
        ground: act.ground,
        reasons: act.calculation,
        calculation: act.calculation,
        amountMinor: act.amountMinor,
        currency: act.currency,
        payBy,
        howToPay: `${deps.settings.controller.name}, ${row.reference}`,
        effectOnTime: row.jurisdiction === 'UK' && act.ground === 'unfounded-or-excessive' ? 'starts-on-reply' : 'none',
      }),
    ],
  };
};

/** The day the money was received counts (RULEBOOK section 3). */
export const recordPayment: Judge<'fee-payment'> = async (act, { client, row, today, now }) => ({
  facts: [{ event: 'fee-paid', data: { feeId: await openFeeOf(client, row.id) } }],
  clockEvents: [{ type: 'fee-paid', on: act.paidOn ?? today }],
  also: (connection) =>
    connection.query(`UPDATE fee SET status = 'paid', settled_at = $2 WHERE request_id = $1 AND status = 'notified'`, [row.id, now]),
});

/** A waived fee never was: the start of the time falls back. */
export const waiveFee: Judge<'fee-waiver'> = async (act, { client, row, today, now }) => ({
  facts: [{ event: 'fee-waived', data: { feeId: await openFeeOf(client, row.id) }, text: act.reason }],
  clockEvents: [{ type: 'fee-waived', on: today }],
  also: (connection) =>
    connection.query(`UPDATE fee SET status = 'waived', settled_at = $2 WHERE request_id = $1 AND status = 'notified'`, [row.id, now]),
});

async function openFeeOf(client: PoolClient, requestId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM fee WHERE request_id = $1 AND status = 'notified'`, [requestId]);
  const id = rows[0]?.id;
  if (id === undefined)
    throw new DomainError({ code: 'NO_OPEN_FEE', kind: 'conflict', detail: 'No fee is open for this request. GDPR Art. 12(5).' });
  return id;
}

/** An earlier access case of the same person was answered with a copy. */
async function hadFirstCopy(client: PoolClient, row: { id: string; subject_id: string }): Promise<boolean> {
  const { rows } = await client.query<{ had: boolean }>(
    `SELECT EXISTS (SELECT FROM request r JOIN answer_package p ON p.request_id = r.id WHERE r.subject_id = $1 AND r.id <> $2 AND p.released_at IS NOT NULL) AS had`,
    [row.subject_id, row.id],
  );
  return rows[0]?.had ?? false;
}
