import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';

const LONGEST_DELAY_SECONDS = 900;

/** What failures are counted over: how many are free, and how many are forgiven a minute. After a day without one the count begins anew. */
const COUNTS = {
  /** One account from one network: a typist's failures. A stranger's failures elsewhere never delay the owner. */
  account: { free: 5, forgiven: 0 },
  /** Any accounts from one network: one password tried on many people. An office with many typists stays below. */
  network: { free: 100, forgiven: 1 },
  /** Codes of one account from anywhere: whoever gets there has its password, so no stranger can use it to keep the owner out. */
  code: { free: 20, forgiven: 0 },
} as const;
export type Counted = keyof typeof COUNTS;

/** Who is counted together: an IPv4 address, or the 64 bits of an IPv6 network, which belong to one customer. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = plain.includes('::') ? Array.from({ length: 8 - first.length - last.length }, () => '0') : [];
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

const COUNT = 'greatest(0, f.count - $4::int * floor(extract(epoch FROM now() - f.updated_at) / 60)::int) + 1';
const FAILED = `INSERT INTO sign_in_failure AS f (key_hash, count, blocked_until) VALUES ($1, 1, now())
  ON CONFLICT (key_hash) DO UPDATE SET count = ${COUNT}, updated_at = now(),
    blocked_until = now() + make_interval(secs => CASE WHEN ${COUNT} <= $2 THEN 0 ELSE least($3, power(2, least(20, ${COUNT} - $2))) END)`;

/** Doubling delays, in the database, so that they hold for every process and survive a restart. Nothing of an address is stored but a hash. */
export function createSignInDelay(pool: Pool) {
  const keyOf = (counted: Counted, who: string, from: string) =>
    createHash('sha256')
      .update(JSON.stringify(counted === 'account' ? [who, networkOf(from)] : counted === 'network' ? ['', networkOf(from)] : [who, '']))
      .digest();
  const keysOf = (counted: readonly Counted[], who: string, from: string) => counted.map((one) => keyOf(one, who, from));
  return {
    async isBlocked(who: string, from: string, counted: readonly Counted[] = ['account']): Promise<boolean> {
      const { rows } = await pool.query('SELECT 1 FROM sign_in_failure WHERE key_hash = ANY($1) AND blocked_until > now()', [
        keysOf(counted, who, from),
      ]);
      return rows.length > 0;
    },
    async failed(who: string, from: string, counted: readonly Counted[] = ['account']): Promise<void> {
      for (const one of counted) {
        const { free, forgiven } = COUNTS[one];
        await pool.query(FAILED, [keyOf(one, who, from), free, LONGEST_DELAY_SECONDS, forgiven]);
      }
    },
    /** The failures of a network stay counted: somebody who has an account of their own could else begin anew with it. */
    async succeeded(who: string, from: string, counted: readonly Counted[] = ['account']): Promise<void> {
      await pool.query('DELETE FROM sign_in_failure WHERE key_hash = ANY($1)', [
        keysOf(
          counted.filter((one) => one !== 'network'),
          who,
          from,
        ),
      ]);
    },
  };
}
