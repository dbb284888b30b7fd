import type { PaymentProvider } from '../../../payments/provider.js';
import type { DeskDeps } from '../desk-deps.js';
import { openFeeCheckout } from './open-checkout.js';
import { receivePayment } from './receive-payment.js';

/** The door's use cases of fees paid by card (api/deps.ts FeeDesk). */
export function createFeeDesk(deps: DeskDeps, provider: PaymentProvider) {
  return {
    pageOrigin: provider.pageOrigin,
    openCheckout: (reference: string) => openFeeCheckout(deps, provider, reference),
    receive: (body: Buffer, signature: string) => receivePayment(deps, provider, body, signature),
  };
}
