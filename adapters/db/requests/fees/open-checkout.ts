import { DomainError } from '../../../../domain/errors.js';
import { nextFeeStatus } from '../../../../domain/fee-state.js';
import type { Checkout, PaymentProvider } from '../../../payments/provider.js';
import { type CaseRow, requireCase } from '../case-row.js';
import type { DeskDeps } from '../desk-deps.js';
import { statusUrlOf } from '../letters.js';
import { recordTransition } from '../transition.js';
import { type FeeRow, requireFee } from './fee-row.js';

const REQUESTER = { id: 'requester', role: 'requester' } as const;
const SPARE_MS = 120_000;
const WHAT_FOR = { en: 'Fee for request', de: 'Entgelt für Antrag', fr: 'Frais de la demande' } as const;

/**
 * Where the person pays: the hosted page of a visit that is on record before its address is given out. A second press gets the same
 * page. Throws 409 where nothing is to be paid, 503 while the provider is away.
 */
export async function openFeeCheckout(deps: DeskDeps, provider: PaymentProvider, reference: string): Promise<{ url: string }> {
  const row = await requireCase(deps.pool, { reference });
  const fee = await requireFee(deps.pool, row.id);
  requirePayable(fee);
  const known = await deps.pool.query<{ url: string; status: string; amount_minor: number; expires_at: Date }>(
    'SELECT url, status, amount_minor, expires_at FROM fee_checkout WHERE fee_id = $1 ORDER BY created_at',
    [fee.id],
  );
  const latest = known.rows.at(-1);
  const isUsable =
    latest?.status === 'open' && latest.amount_minor === fee.amount_minor && latest.expires_at.getTime() > deps.now().getTime() + SPARE_MS;
  if (latest !== undefined && isUsable) return { url: latest.url };
  const checkout = await provider.openCheckout(orderOf(deps, row, fee, known.rows.length));
  await recordCheckout(deps, row, fee, checkout);
  return { url: checkout.url };
}

function requirePayable(fee: FeeRow): void {
  if (nextFeeStatus(fee.status, 'pay') === 'paid') return;
  throw new DomainError({
    code: 'NO_OPEN_FEE',
    kind: 'conflict',
    detail: 'There is nothing to pay for this request (GDPR Art. 12(5)).',
    article: 'GDPR Art. 12(5)',
  });
}

function orderOf(deps: DeskDeps, row: CaseRow, fee: FeeRow, attempt: number) {
  const page = `${statusUrlOf(deps, row)}/fee`;
  return {
    feeId: fee.id,
    attempt,
    amountMinor: fee.amount_minor,
    currency: fee.currency,
    description: `${WHAT_FOR[row.language]} ${row.reference}`,
    language: row.language,
    paidUrl: `${page}/paid`,
    backUrl: page,
  };
}

async function recordCheckout(deps: DeskDeps, row: CaseRow, fee: FeeRow, checkout: Checkout): Promise<void> {
  await recordTransition(deps, { id: row.id }, REQUESTER, async ({ client }) => {
    const now = await requireFee(client, row.id);
    requirePayable(now);
    const known = await client.query('SELECT 1 FROM fee_checkout WHERE session_id = $1', [checkout.sessionId]);
    if (known.rowCount !== 0) return undefined;
    return {
      facts: [{ event: 'fee-checkout-opened', data: { feeId: fee.id } }],
      rows: {
        fee_checkout: [
          {
            session_id: checkout.sessionId,
            fee_id: fee.id,
            amount_minor: fee.amount_minor,
            currency: fee.currency,
            status: 'open',
            url: checkout.url,
            expires_at: checkout.expiresAt.toISOString(),
          },
        ],
      },
    };
  });
}
