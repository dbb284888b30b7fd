import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createFeeDesk } from '../../adapters/db/requests/fees/fee-desk.js';
import { startLocalCheckout } from '../../adapters/payments/local-checkout/server.js';
import { createStripePayments } from '../../adapters/payments/stripe.js';
import { stripeWebhook } from '../../api/webhooks/stripe.js';
import type { Office } from './office.js';

export const CHECKOUT_SECRETS = { secretKey: 'sk_test_of_this_test', webhookSecret: 'whsec_of_this_test' };

/** An office whose fees are paid on the hosted page of the stand-in, which tells it by signed messages. */
export async function openCheckout(office: Office) {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-checkout-'));
  const door = createServer();
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const doorUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`; // it listens on a port
  const standIn = await startLocalCheckout({ folder, port: 0, ...CHECKOUT_SECRETS, webhookUrl: `${doorUrl}/webhooks/stripe` });
  const payments = createStripePayments({ ...CHECKOUT_SECRETS, apiBase: standIn.url });
  office.foundation.payments = payments;
  const fees = createFeeDesk(office.foundation, payments);
  door.on('request', express().use(stripeWebhook(fees)));
  return {
    fees,
    standIn,
    doorUrl,
    /** Presses a button of the hosted page. */
    press: (visit: string, what: 'pay' | 'cancel') =>
      fetch(visit, { method: 'POST', body: new URLSearchParams({ do: what }), redirect: 'manual' }),
    async close() {
      await standIn.close();
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Checkout = Awaited<ReturnType<typeof openCheckout>>;
