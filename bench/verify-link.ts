import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asJwt, signSeal } from '../adapters/seals/forms/seal-forms.js';
import { buildStatement, testSealKeys } from '../tests/support/seals.js';
import type { BenchFigure } from './clock.js';
import { median, round2 } from './intake.js';
import { fillShelf, sealIdOf } from './many-seals.js';
import { type MeasuredServer, startMeasured } from './verify-load.js';

const BARE_GOAL = 0.5;
const JOSE_GOAL = 3;
const SEALS = 1_000;
const ROUNDS = 3;
const SECONDS = 3;

/**
 * Verification by link, from the shelf alone, beside a bare `node:http` server that sends the same bytes, and beside what one would
 * write with Express and jose. Each server is a process of its own, all under the same load in alternating rounds; the medians count.
 * A rate is calls per second of the server's own processor time: the load generator is slower than the quick ones, and would make them equal.
 */
export async function benchVerifyLink(): Promise<BenchFigure[]> {
  const home = mkdtempSync(join(tmpdir(), 'rightsdesk-bench-'));
  const servers: MeasuredServer[] = [];
  try {
    await fillShelf(join(home, 'published', 'bench-1'), SEALS);
    const ours = await startMeasured({ server: 'ours', home, isCold: false });
    servers.push(ours);
    const bare = await startMeasured({ server: 'bare', ...(await sameBytes(ours.port)) });
    servers.push(bare);
    const jose = await startMeasured({ server: 'jose', ...(await credentials()) });
    servers.push(jose);
    const rates = { ours: [] as number[], bare: [] as number[], jose: [] as number[] };
    const paths = Array.from({ length: SEALS }, (_, n) => `/verify/${sealIdOf(n)}`);
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, server] of Object.entries({ ours, bare, jose })) {
        const { cpuMicros } = await server.load({ paths, seconds: round === 0 ? 1 : SECONDS });
        if (round > 0) rates[name as keyof typeof rates].push(1_000_000 / cpuMicros); // the first round warms up
      }
    const [ofBare, ofJose] = [median(rates.ours) / median(rates.bare), median(rates.ours) / median(rates.jose)];
    return [
      {
        name: 'verify-bare',
        value: round2(ofBare),
        unit: 'of bare node:http with the same bytes',
        goal: `>= ${BARE_GOAL}`,
        holds: ofBare >= BARE_GOAL,
      },
      { name: 'verify-jose', value: round2(ofJose), unit: 'times Express and jose', goal: `>= ${JOSE_GOAL}`, holds: ofJose >= JOSE_GOAL },
      {
        name: 'verify-rate',
        value: Math.round(median(rates.ours)),
        unit: 'verifications per second of processor time',
        goal: '-',
        holds: true,
      },
    ];
  } finally {
    for (const server of servers) server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function sameBytes(port: number): Promise<{ headers: Record<string, string>; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/verify/${sealIdOf(0)}`, { headers: { accept: 'application/json' } });
  const own = [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'content-length'].includes(name));
  return { headers: Object.fromEntries(own), body: await response.text() };
}

async function credentials() {
  const keys = testSealKeys();
  const jwts: Record<string, string> = {};
  for (let n = 0; n < SEALS; n += 1) {
    const statement = buildStatement({ sealId: sealIdOf(n), validUntil: '2036-01-01T00:00:00Z' });
    const [signature] = await signSeal(keys, statement, new Date(), ['vc-jwt']);
    if (signature !== undefined) jwts[sealIdOf(n)] = asJwt(statement, signature);
  }
  const { jwk } = await keys.signer('harbour-institute', 'EdDSA');
  return { jwts, jwk };
}
