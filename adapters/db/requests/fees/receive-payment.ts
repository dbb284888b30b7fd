import type { PoolClient } from 'pg';
import { nextFeeStatus } from '../../../../domain/fee-state.js';
import type { PaymentMessage, PaymentProvider } from '../../../payments/provider.js';
import { inTransaction } from '../../transaction.js';
import { localDateOf } from '../case-clock.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { recordTransition } from '../transition.js';
import { type FeeRow, requireFee } from './fee-row.js';
import { takePayment } from './pay-fee.js';

/** What became of a message of the provider. `forged`: its signature is wrong or too old, and nothing was stored. */
export type PaymentEffect = 'forged' | 'replayed' | 'none' | 'unknown-session' | 'amount-differs' | 'paid' | 'sent-back';

const PROVIDER = { id: 'payment-provider', role: 'system' } as const;

interface CheckoutRow {
  session_id: string;
  fee_id: string;
  request_id: string;
  amount_minor: number;
  currency: string;
  status: string;
}

/**
 * Takes a message of the payment provider, in one transaction with what it brings about: committed before it is answered, once however
 * often it comes. Only our own visits, in the amount and currency that were asked, count as paid.
 */
export async function receivePayment(deps: DeskDeps, provider: PaymentProvider, body: Buffer, signature: string): Promise<PaymentEffect> {
  const message = provider.readMessage(body, signature);
  if (message === undefined) return 'forged';
  return inTransaction(deps.pool, async (client) => {
    const isNew = await client.query(
      `INSERT INTO payment_event (id, type, effect, received_at) VALUES ($1, $2, 'none', $3) ON CONFLICT (id) DO NOTHING`,
      [message.id, message.type, deps.now()],
    );
    if (isNew.rowCount === 0) return 'replayed';
    const effect = message.isPaid ? await follow(deps, client, message) : 'none';
    await client.query('UPDATE payment_event SET effect = $2 WHERE id = $1', [message.id, effect]);
    return effect;
  });
}

async function follow(deps: DeskDeps, client: PoolClient, message: PaymentMessage): Promise<PaymentEffect> {
  const { rows } = await client.query<CheckoutRow>(
    'SELECT c.*, f.request_id FROM fee_checkout c JOIN fee f ON f.id = c.fee_id WHERE c.session_id = $1 FOR UPDATE OF c',
    [message.sessionId],
  );
  const checkout = rows[0];
  if (checkout === undefined) return 'unknown-session';
  if (checkout.status !== 'open') return 'none';
  const isAsAsked = message.amountMinor === checkout.amount_minor && message.currency === checkout.currency;
  if (!isAsAsked) return notTaken(deps, client, checkout);
  return settle(deps, client, checkout, message);
}

/** The provider says another amount than was asked: nothing is settled, people look at it. */
async function notTaken(deps: DeskDeps, client: PoolClient, checkout: CheckoutRow): Promise<'amount-differs'> {
  const data = { feeId: checkout.fee_id, reason: 'amount-differs' };
  await recordTransition(deps, { id: checkout.request_id }, PROVIDER, () => ({ facts: [{ event: 'fee-payment-not-taken', data }] }), {
    client,
  });
  return 'amount-differs';
}

async function settle(deps: DeskDeps, client: PoolClient, checkout: CheckoutRow, message: PaymentMessage): Promise<PaymentEffect> {
  let effect: PaymentEffect = 'paid';
  await client.query(`UPDATE fee_checkout SET status = 'paid', payment_intent = $2 WHERE session_id = $1`, [
    checkout.session_id,
    message.paymentIntent,
  ]);
  await recordTransition(
    deps,
    { id: checkout.request_id },
    PROVIDER,
    async (context) => {
      const fee = await requireFee(context.client, checkout.request_id);
      const problem = whyNot(fee, checkout);
      if (problem === undefined) {
        if (nextFeeStatus(fee.status, 'pay') === 'refunded') effect = 'sent-back';
        return takePayment(deps, context, fee, { on: localDateOf(message.createdAt, context.row.time_zone), by: 'checkout' });
      }
      effect = 'sent-back';
      return sendBack(checkout, problem);
    },
    { client },
  );
  return effect;
}

/** Why money that came as asked settles nothing: the fee was paid already, replaced, or reduced meanwhile. */
function whyNot(fee: FeeRow, checkout: CheckoutRow): string | undefined {
  if (fee.id !== checkout.fee_id) return 'another-fee';
  if (nextFeeStatus(fee.status, 'pay') === undefined) return 'paid-already';
  return fee.amount_minor === checkout.amount_minor ? undefined : 'amount-changed';
}

function sendBack(checkout: CheckoutRow, reason: string): Change {
  return {
    facts: [{ event: 'fee-payment-not-taken', data: { feeId: checkout.fee_id, reason } }],
    nudge: true,
    also: (client) => client.query(`UPDATE fee_checkout SET status = 'refund-due' WHERE session_id = $1`, [checkout.session_id]),
  };
}
