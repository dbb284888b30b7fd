import { join } from 'node:path';
import { pino } from 'pino';
import { startLocalCheckout } from '../adapters/payments/local-checkout/server.js';
import { hostFromHere, readPartEnvironment } from '../env.js';

const env = readPartEnvironment();
const log = pino({ level: env.LOG_LEVEL, base: { part: 'checkout' } });

const { close } = await startLocalCheckout({
  folder: join(env.RIGHTSDESK_HOME, 'checkout'),
  port: env.CHECKOUT_PORT,
  secretKey: env.STRIPE_SECRET_KEY ?? '',
  webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
  webhookUrl: `http://${hostFromHere(env.HOST)}:${env.PORT}/webhooks/stripe`,
});
log.info({ port: env.CHECKOUT_PORT }, 'the stand-in for the payment page is open');
const stop = () => void close();
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
