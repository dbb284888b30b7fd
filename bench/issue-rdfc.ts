import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { signSeal, withProofs } from '../adapters/seals/forms/seal-forms.js';
import { canonicalFormOfOurs } from '../adapters/seals/integrity/canonical-template.js';
import { canonicalNQuads } from '../adapters/seals/integrity/canonize.js';
import { loadContext } from '../adapters/seals/integrity/contexts.js';
import { verifiableSeal } from '../domain/seals/credential.js';
import { buildStatement, testSealKeys } from '../tests/support/seals.js';
import type { BenchFigure } from './clock.js';
import { round2 } from './intake.js';

const GOAL = 20;
const ROUNDS = 5;
const ROUND_MS = 600;

/**
 * Seals issued with `eddsa-rdfc-2022` per second beside the same with Digital Bazaar's library, in turns in one process; the median of
 * five rounds of each. Every statement is another one. Before, both are shown to canonicalise to the same bytes.
 */
export async function benchIssueRdfc(): Promise<BenchFigure[]> {
  for (let seal = 0; seal < 50; seal += 1) await requireSameBytes(seal);
  const keys = testSealKeys();
  const key = await Ed25519Multikey.generate({ controller: 'did:web:seals.example:issuers:harbour-institute' });
  const rates: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rates.push({ ours: await rateOf((seal) => issueOurs(keys, seal)), theirs: await rateOf((seal) => issueTheirs(key, seal)) });
  const ratios = rates.map(({ ours, theirs }) => ours / theirs).sort((one, other) => one - other);
  const ratio = ratios[Math.floor(ROUNDS / 2)] ?? 0;
  const middle = rates[Math.floor(ROUNDS / 2)];
  return [
    { name: 'issue-rdfc', value: round2(ratio), unit: 'times Digital Bazaar’s library', goal: `>= ${GOAL}`, holds: ratio >= GOAL },
    { name: 'issue-rdfc ours', value: Math.round(middle?.ours ?? 0), unit: 'seals/s', goal: '-', holds: true },
    { name: 'issue-rdfc theirs', value: Math.round(middle?.theirs ?? 0), unit: 'seals/s', goal: '-', holds: true },
  ];
}

const statementOf = (seal: number) =>
  buildStatement({
    domain: `member-${seal}.example`,
    member: { name: `Member "${seal}" \\ é \u0007 😀` },
    states: `Line ${seal}\nand more`,
  });

async function requireSameBytes(seal: number): Promise<void> {
  const credential = verifiableSeal(statementOf(seal));
  if ((await canonicalFormOfOurs(credential)) !== (await canonicalNQuads(credential))) throw new Error('the canonical forms differ');
}

async function issueOurs(keys: ReturnType<typeof testSealKeys>, seal: number): Promise<void> {
  const statement = statementOf(seal);
  const [signature] = await signSeal(keys, statement, new Date(), ['vc-rdfc']);
  if (signature === undefined) throw new Error('nothing was signed');
  withProofs(statement, [signature]);
}

async function issueTheirs(key: { signer(): object; id: string }, seal: number): Promise<void> {
  const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite });
  await issue({ credential: verifiableSeal(statementOf(seal)), suite, documentLoader: loadContext });
}

async function rateOf(once: (seal: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < ROUND_MS) await once(done++);
  return done / ((performance.now() - startedAt) / 1000);
}
