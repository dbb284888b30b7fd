import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { beat, endPulse } from '../adapters/db/operation/pulses.js';
import type { Part } from '../domain/operation.js';
import type { Troubles } from './trouble.js';
import { every } from './worker-loops.js';

const BEAT_MS = 5_000;

function versionOf(): string {
  const text: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
}

/** Says every five seconds that this process runs, and logs as much as the operator wishes for its part; without a wish, as set. */
export async function keepPulse(
  { pool, part, log, troubles }: { pool: Pool; part: Part; log: Logger; troubles: Troubles },
  signal: AbortSignal,
): Promise<void> {
  const [id, version, startedAt, set] = [randomUUID(), versionOf(), new Date(), log.level];
  const say = () => beat(pool, { id, part, version, startedAt, logLevel: log.level, troubles: troubles.count });
  const follow = async () => {
    const level = (await say()) ?? set;
    if (level === log.level) return;
    log.level = level;
    await say();
  };
  await every(BEAT_MS, follow, signal, troubles.note('pulse'));
  await endPulse(pool, id).catch(() => undefined); // swept within the hour
}
