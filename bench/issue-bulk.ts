import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { createSeals, type ReadySeal } from '../adapters/db/seals/create-seals.js';
import { loadContext } from '../adapters/seals/integrity/contexts.js';
import { Follower } from '../adapters/seals/published/follower.js';
import { Publisher } from '../adapters/seals/published/publisher.js';
import { Shelf } from '../adapters/seals/published/shelf.js';
import { verifiableSeal } from '../domain/seals/credential.js';
import { buildStatement, SEALS_URL, testSealKeys } from '../tests/support/seals.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { round2 } from './intake.js';

const GOAL = 5;
const SEALS = 10_000;
const BATCH = 1_000;
const SAMPLE = 300;
const ISSUER = 'harbour-institute';

/**
 * 10,000 seals issued, with their histories and places, stored, signed in three forms, listed, published and on the shelf, beside a loop
 * over @digitalbazaar/vc that signs one form and stores nothing. The loop is measured on a sample of 300 and counted up.
 */
export async function benchIssueBulk(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  const shelf = new Shelf(mkdtempSync(join(tmpdir(), 'rightsdesk-bench-')));
  try {
    const deps = { ...foundation, settings: { ...foundation.settings, publicUrl: SEALS_URL } };
    const ready = await members(foundation);
    const publisher = new Publisher({
      pool: foundation.pool,
      keys: testSealKeys(),
      publicUrl: SEALS_URL,
      dayKey: randomBytes(32),
      now: foundation.now,
    });
    const follower = new Follower({ pool: foundation.pool, shelf, onNews: () => undefined });
    await publisher.round();
    const startedAt = performance.now();
    for (let from = 0; from < SEALS; from += BATCH)
      await createSeals(deps, ISSUER, ready.slice(from, from + BATCH), { id: 'bench', role: 'issuer' });
    const issuedMs = performance.now() - startedAt;
    await publisher.round();
    await follower.round();
    const oursMs = performance.now() - startedAt;
    if (shelf.sealCount !== SEALS) throw new Error(`${shelf.sealCount} seals are on the shelf instead of ${SEALS}`);
    const loopMs = ((await loopOverLibrary()) / SAMPLE) * SEALS;
    const ratio = loopMs / oursMs;
    return [
      {
        name: 'issue-bulk',
        value: round2(ratio),
        unit: 'times a loop over @digitalbazaar/vc (sample of 300)',
        goal: `>= ${GOAL}`,
        holds: ratio >= GOAL,
      },
      { name: 'issue-bulk written', value: Math.round(issuedMs), unit: 'ms until all are in the register', goal: '-', holds: true },
      { name: 'issue-bulk published', value: Math.round(oursMs), unit: 'ms until all can be verified', goal: '-', holds: true },
    ];
  } finally {
    shelf.close();
    await foundation.close();
  }
}

async function members({ pool }: { pool: Awaited<ReturnType<typeof benchFoundation>>['pool'] }): Promise<ReadySeal[]> {
  await pool.query(`INSERT INTO issuer (slug, name, website) VALUES ($1, 'Harbour Institute', 'https://harbour.example')`, [ISSUER]);
  const ids = Array.from({ length: SEALS }, () => randomUUID());
  await pool.query(
    `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address)
     SELECT id, $2, 'Member ' || n || ' Ltd', 'member-' || n || '.example', 'HI-' || n, '1 Quay' FROM unnest($1::uuid[]) WITH ORDINALITY AS m (id, n)`,
    [ids, ISSUER],
  );
  return ids.map((memberId, n) => ({
    memberId,
    memberName: `Member ${n + 1} Ltd`,
    kind: 'membership-trust',
    domain: `member-${n + 1}.example`,
    look: `member-${n + 1}.example`,
    validFrom: new Date(),
    validUntil: new Date(Date.now() + 365 * 86_400_000),
  }));
}

/** Milliseconds for the sample, contexts from memory. */
async function loopOverLibrary(): Promise<number> {
  const controller = 'https://seals.example/issuers/bench';
  const key = await generate({ id: `${controller}#key`, controller });
  const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite });
  const documents = Array.from({ length: SAMPLE }, () => ({ ...verifiableSeal(buildStatement()) }));
  const startedAt = performance.now();
  for (const credential of documents) await issue({ credential, suite, documentLoader: loadContext });
  return performance.now() - startedAt;
}
