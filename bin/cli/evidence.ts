import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';
import { EXIT, type JsonOption, printResult, say, UsageError } from './terminal.js';

const PROGRESS_EVERY_MS = 2_000;

function readRoot(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new UsageError('A root is written NUMBER:HASH, as an earlier check printed it.');
  return { seq: Number(seq), hash };
}

function tellProgress(): (cases: number) => void {
  let toldAt = performance.now();
  return (cases) => {
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = performance.now();
    say(`  ${cases} cases checked`);
  };
}

async function verify({ json, root }: JsonOption & { root?: string }): Promise<void> {
  const knownRoot = root === undefined ? undefined : readRoot(root);
  const { requireSecret } = await import('./installation.js');
  const { withDesk } = await import('./with-desk.js');
  const { verifyEvidence } = await import('../../adapters/evidence/verify.js');
  const report = await withDesk(({ pool }, { env }) =>
    verifyEvidence({ pool, signingKey: requireSecret(env, 'ROOT_SIGNING_KEY') }, { onProgress: tellProgress(), knownRoot }),
  );
  const { ok, cases, events, roots, lastRoot, firstProblem, problemCount, tookMs } = report;
  const last = lastRoot === undefined ? [] : [`Last root, to be noted down elsewhere: ${lastRoot.seq}:${lastRoot.hash}`];
  const whole = [`Whole: ${cases} cases, ${events} events, ${roots} roots, in ${(tookMs / 1000).toFixed(1)} s.`, ...last];
  printResult(
    { json },
    report,
    ok ? whole : [`Broken: ${problemCount} ${problemCount === 1 ? 'place' : 'places'}.`, firstProblem?.text ?? ''],
  );
  if (ok) return;
  if (firstProblem !== undefined) say(`The first broken link: ${firstProblem.text}`);
  process.exitCode = EXIT.failed;
}

async function prove(reference: string): Promise<void> {
  const { requireSecret } = await import('./installation.js');
  const { withDesk } = await import('./with-desk.js');
  const { proveCase } = await import('../../adapters/evidence/case-proof.js');
  const proof = await withDesk(({ pool, now }, { env }) =>
    proveCase({ pool, now, signingKey: requireSecret(env, 'ROOT_SIGNING_KEY') }, reference),
  );
  process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
}

async function printKey({ json }: JsonOption): Promise<void> {
  const { findInstallation, requireSecret } = await import('./installation.js');
  const { createRootSigner } = await import('../../adapters/evidence/signing.js');
  const { keyId, publicKey } = createRootSigner(requireSecret(findInstallation().env, 'ROOT_SIGNING_KEY'));
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  printResult({ json }, { keyId, publicKey: key }, [key]);
}

async function check(file: string, { json, key }: JsonOption & { key?: string }): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const { checkProof, readProof } = await import('../../adapters/evidence/check-proof.js');
  const verdict = checkProof(readProof(await readFile(file, 'utf8')), key);
  const by = key === undefined ? ' By whom it was signed was not checked: give the key with --key.' : '';
  const words = verdict.ok
    ? `The proof holds: ${verdict.events} events, signed up to number ${verdict.signedUpTo}.${by}`
    : `The proof does not hold (${verdict.fault}${verdict.seq === undefined ? '' : `, event ${verdict.seq}`}).`;
  printResult({ json }, verdict, [words]);
  if (!verdict.ok) process.exitCode = EXIT.failed;
}

/** `evidence verify`: exit 1 when a chain or a root is broken, naming the first broken link. */
export function addEvidence(program: Command): void {
  const group = describeGroup(program.command('evidence'), 'the evidence of what was done', ['evidence verify']);
  describe(group.command('verify'), 'check every chain and every root while the program goes on', [
    'evidence verify',
    'evidence verify --json',
    'evidence verify --root 1207:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ])
    .option('--root <number:hash>', 'a root noted down earlier, which must still be there')
    .action(verify);
  describe(group.command('prove'), 'print the proof of one case, for somebody to check elsewhere', [
    'evidence prove RR-2026-4F7K2M > proof.json',
  ])
    .argument('<reference>', 'of the case')
    .action(prove);
  describe(group.command('check'), 'check such a proof; needs nothing that runs', ['evidence check proof.json --key MCowBQYDK2VwAyEA…'])
    .argument('<file>', 'the proof')
    .option('--key <spki>', 'the public key that is trusted, as `evidence key` prints it')
    .action(check);
  describe(group.command('key'), 'print the public key that roots are signed with', ['evidence key']).action(printKey);
}
