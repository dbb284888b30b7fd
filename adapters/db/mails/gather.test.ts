import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { gather } from './gather.js';

/** A gathering whose groups are noted and take a moment. */
function noted(grouping: Parameters<typeof gather<string, string>>[1]) {
  const groups: string[][] = [];
  const give = gather<string, string>(async (group) => {
    groups.push([...group]);
    await sleep(5);
    if (group.includes('bad')) throw new Error('bad');
    return group.map((item) => item.toUpperCase());
  }, grouping);
  return { groups, give };
}

describe('gathering', () => {
  it('gives each its own result, alone when it is quiet, and together what arrives meanwhile', async () => {
    const { groups, give } = noted({ most: 3 });
    expect(await give('a')).toBe('A');
    expect(await Promise.all(['b', 'c', 'd', 'e', 'f'].map(give))).toEqual(['B', 'C', 'D', 'E', 'F']);
    expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e', 'f']]);
  });

  it('never puts two of one key together, and keeps their order', async () => {
    const { groups, give } = noted({ most: 10, keyOf: (item) => item.charAt(0) });
    await Promise.all(['a1', 'b1', 'a2', 'a3', 'b2', 'c1'].map(give));
    expect(groups).toEqual([['a1', 'b1', 'c1'], ['a2', 'b2'], ['a3']]);
  });

  it('fails for all of a group that fails, and goes on with the next', async () => {
    const { give } = noted({ most: 2 });
    const results = await Promise.allSettled(['bad', 'a', 'b'].map(give));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('lets more gather after a group of several', async () => {
    const { groups, give } = noted({ most: 10, pauseMs: 40 });
    const first = Promise.all(['a', 'b'].map(give));
    await first;
    const late = ['c', 'd'].map(async (item, n) => {
      await sleep(n * 5);
      return give(item);
    });
    await Promise.all(late);
    expect(groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});
