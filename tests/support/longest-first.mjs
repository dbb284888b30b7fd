import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take longest, in seconds on two busy cores. They begin first, so that all workers end together; a machine that has no
 * record of its own yet (CI) would begin with the largest files instead.
 */
const LONG = {
  'tests/e2e/whole.test.ts': 310,
  'tests/faults/kills.test.ts': 170,
  'tests/e2e/cli.test.ts': 95,
  'tests/e2e/desk-morning.test.ts': 65,
  'tests/e2e/two-instances.test.ts': 60,
  'adapters/backup/backup.test.ts': 50,
  'tests/architecture/imports.test.ts': 45,
  'adapters/mail/inbound/hostile.test.ts': 40,
};

/** Begins with the longest files, then goes on as Jest would: by the times it remembers, or by size. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const secondsOf = ({ path }) => Object.entries(LONG).find(([file]) => path.endsWith(`/${file}`))?.[1] ?? 0;
    return [...super.sort(tests)].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
}
