import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { paidMessage, sessionObject, signatureOf } from './message.js';
import { checkoutPage } from './page.js';
import { type LocalSession, openSessions } from './sessions.js';

/** How the stand-in of the demo is set up. */
export interface LocalCheckoutOptions {
  /** Where its few files lie. */
  folder: string;
  port: number;
  host?: string;
  secretKey: string;
  webhookSecret: string;
  /** Where the messages go. */
  webhookUrl: string;
  now?: () => Date;
}

const MAX_BODY_BYTES = 64_000;
const AGAIN_AFTER_MS = [200, 1_000, 5_000, 15_000, 60_000] as const;
const VISIT_SECONDS = 86_400;

interface Answer {
  status: number;
  json?: unknown;
  html?: string;
  location?: string;
}

/**
 * A local server that speaks the little of Stripe that fees need: checkout sessions, their page, refunds, and the signed message that
 * the money is there, sent again until it was taken. For the demo and for tests; no money moves.
 */
export async function startLocalCheckout(options: LocalCheckoutOptions): Promise<{ url: string; close(): Promise<void> }> {
  const sessions = openSessions(options.folder);
  const timers = new Set<NodeJS.Timeout>();
  const seconds = () => Math.floor((options.now?.() ?? new Date()).getTime() / 1000);
  let url = '';

  async function deliver(session: LocalSession, round = 0): Promise<void> {
    if (session.event === null || session.event.isDelivered) return;
    const body = paidMessage(session, url);
    const answer = await fetch(options.webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signatureOf(body, options.webhookSecret, seconds()) },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (answer?.ok === true) return void sessions.delivered(session);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void deliver(session, round + 1);
      },
      AGAIN_AFTER_MS[Math.min(round, AGAIN_AFTER_MS.length - 1)],
    );
    timers.add(timer);
  }

  async function answerTo(req: IncomingMessage): Promise<Answer> {
    const { pathname } = new URL(req.url ?? '/', 'http://this');
    const visit = /^\/pay\/(cs_test_[0-9a-f]+)$/.exec(pathname)?.[1];
    if (visit !== undefined) return answerVisit(req, visit);
    if (pathname === '/healthz') return { status: 200, json: { status: 'ok' } };
    if (req.headers.authorization !== `Bearer ${options.secretKey}`) return apiProblem(401, 'invalid_api_key');
    if (req.method === 'POST' && pathname === '/v1/checkout/sessions') return openVisit(req);
    if (req.method === 'POST' && pathname === '/v1/refunds') return refund(await formOf(req));
    const found = sessions.find(/^\/v1\/checkout\/sessions\/(\w+)$/.exec(pathname)?.[1] ?? '');
    return found === undefined ? apiProblem(404, 'resource_missing') : { status: 200, json: sessionObject(found, url) };
  }

  async function answerVisit(req: IncomingMessage, id: string): Promise<Answer> {
    const session = sessions.find(id);
    if (session === undefined) return { status: 404, html: 'There is no such visit.' };
    if (req.method !== 'POST') return { status: 200, html: checkoutPage(session) };
    if ((await formOf(req)).get('do') !== 'pay') return { status: 303, location: session.cancelUrl };
    const paid = sessions.pay(session, seconds());
    await deliver(paid);
    return { status: 303, location: paid.successUrl };
  }

  async function openVisit(req: IncomingMessage): Promise<Answer> {
    const form = await formOf(req);
    const amountMinor = Number(form.get('line_items[0][price_data][unit_amount]'));
    const currency = form.get('line_items[0][price_data][currency]') ?? '';
    const [successUrl, cancelUrl] = [form.get('success_url') ?? '', form.get('cancel_url') ?? ''];
    const isUsable = Number.isInteger(amountMinor) && amountMinor > 0 && /^[a-z]{3}$/.test(currency) && URL.canParse(successUrl);
    if (!isUsable) return apiProblem(400, 'parameter_invalid');
    const key = req.headers['idempotency-key'];
    const session = sessions.create({
      key: typeof key === 'string' ? key : '',
      clientReferenceId: form.get('client_reference_id') ?? '',
      amountMinor,
      currency,
      description: form.get('line_items[0][price_data][product_data][name]') ?? '',
      language: form.get('locale') ?? 'en',
      successUrl,
      cancelUrl,
      createdAt: seconds(),
      expiresAt: seconds() + VISIT_SECONDS,
    });
    return { status: 200, json: sessionObject(session, url) };
  }

  function refund(form: URLSearchParams): Answer {
    const session = sessions.findPaid(form.get('payment_intent') ?? '');
    if (session === undefined) return apiProblem(404, 'resource_missing');
    if (session.isRefunded) return apiProblem(400, 'charge_already_refunded');
    sessions.refunded(session);
    return { status: 200, json: { id: `re_${session.id}`, object: 'refund', status: 'succeeded', payment_intent: session.paymentIntent } };
  }

  const server = createServer((req, res) => {
    answerTo(req).then(
      (answer) => send(res, answer),
      () => send(res, { status: 400, html: 'This cannot be read.' }),
    );
  });
  url = await listen(server, options);
  // What was paid before a restart and not told yet is told now.
  for (const session of sessions.all()) void deliver(session);
  return { url, close: () => close(server, timers) };
}

async function listen(server: Server, { port, host = '127.0.0.1' }: LocalCheckoutOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address();
  return `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`;
}

async function close(server: Server, timers: Set<NodeJS.Timeout>): Promise<void> {
  for (const timer of timers) clearTimeout(timer);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function apiProblem(status: number, code: string): Answer {
  return { status, json: { error: { type: 'invalid_request_error', code, message: code } } };
}

function send(res: ServerResponse, { status, json, html, location }: Answer): void {
  res.setHeader('cache-control', 'no-store');
  res.setHeader('referrer-policy', 'no-referrer');
  if (location !== undefined) res.setHeader('location', location);
  if (html !== undefined) res.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  res.setHeader('content-type', json === undefined ? 'text/html; charset=utf-8' : 'application/json');
  res.writeHead(status).end(json === undefined ? (html ?? '') : JSON.stringify(json));
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('too large');
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
