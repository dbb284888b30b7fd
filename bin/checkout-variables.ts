import { createHmac } from 'node:crypto';
import type { Secrets } from '../adapters/embedded/secrets.js';
import type { StartEnvironment } from '../env.js';

/** Whether the demo's own stand-in takes the fees: where nobody named a provider. */
export function hasLocalCheckout(env: Pick<StartEnvironment, 'DEMO' | 'STRIPE_SECRET_KEY'>): boolean {
  return env.DEMO && env.STRIPE_SECRET_KEY === undefined;
}

/** The settings that point the one Stripe adapter at the stand-in. Its keys are this home's own, made from its other secrets. */
export function localCheckoutVariables(env: StartEnvironment, secrets: Secrets): NodeJS.ProcessEnv {
  if (!hasLocalCheckout(env)) return {};
  const derived = (name: string) => createHmac('sha256', secrets.SESSION_SECRET).update(`local-checkout ${name}`).digest('hex');
  return {
    STRIPE_SECRET_KEY: `sk_test_${derived('key')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${derived('webhook')}`,
    STRIPE_API_BASE: `http://127.0.0.1:${env.CHECKOUT_PORT}`,
    CHECKOUT_PORT: String(env.CHECKOUT_PORT),
  };
}
