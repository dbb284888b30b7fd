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
}
