import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One visit to the stand-in's page, as Stripe's Checkout Session has it. Amounts are in the smallest unit. */
export interface LocalSession {
  id: string;
  key: string;
  clientReferenceId: string;
  amountMinor: number;
  /** Lower case, as Stripe writes it. */
  currency: string;
  description: string;
  language: string;
  successUrl: string;
  cancelUrl: string;
  createdAt: number;
  expiresAt: number;
  status: 'open' | 'complete' | 'expired';
  paymentIntent: string | null;
  isRefunded: boolean;
  /** The message that the money is there, until it was taken with a 2xx. */
  event: { id: string; createdAt: number; isDelivered: boolean } | null;
}

const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`;

/** The visits, one small file each, so that one that was opened before a restart can be paid after it. */
export function openSessions(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sessions = new Map<string, LocalSession>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const session = JSON.parse(readFileSync(join(folder, name), 'utf8')) as LocalSession; // written by this file
    sessions.set(session.id, session);
  }
  function save(session: LocalSession): LocalSession {
    sessions.set(session.id, session);
    const file = join(folder, `${session.id}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(session), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return session;
  }
  return {
    find: (id: string) => sessions.get(id),
    all: () => [...sessions.values()],
    /** The same key gives the same visit, as an Idempotency-Key does. */
    create(order: Omit<LocalSession, 'id' | 'status' | 'paymentIntent' | 'isRefunded' | 'event'>): LocalSession {
      const known = order.key === '' ? undefined : [...sessions.values()].find(({ key }) => key === order.key);
      return known ?? save({ ...order, id: newId('cs_test'), status: 'open', paymentIntent: null, isRefunded: false, event: null });
    },
    pay(session: LocalSession, atSeconds: number): LocalSession {
      if (session.status !== 'open') return session;
      const event = { id: newId('evt'), createdAt: atSeconds, isDelivered: false };
      return save({ ...session, status: 'complete', paymentIntent: newId('pi'), event });
    },
    delivered: (session: LocalSession) =>
      session.event === null ? session : save({ ...session, event: { ...session.event, isDelivered: true } }),
    findPaid: (paymentIntent: string) => [...sessions.values()].find((one) => one.paymentIntent === paymentIntent),
    refunded: (session: LocalSession) => save({ ...session, isRefunded: true }),
  };
}

export type Sessions = ReturnType<typeof openSessions>;
