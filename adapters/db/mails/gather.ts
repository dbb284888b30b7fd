import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** What may stand in one group. */
interface Grouping<T> {
  most: number;
  /** How long the next group may gather after one of several; one alone is never kept waiting by the one before it. */
  pauseMs?: number;
  /** Two of the same key are never in one group: the later one waits for the next. */
  keyOf?(item: T): string;
}

interface Waiting<T, R> {
  item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Works on what has gathered while the last group was worked on: one alone when it is quiet, many together under load, one group at a
 * time, in the order they came. `work` gives one result for each; when it fails, it fails for all of the group.
 */
export function gather<T, R>(work: (group: readonly T[]) => Promise<readonly R[]>, grouping: Grouping<T>): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let isWorking = false;

  function nextGroup(): Waiting<T, R>[] {
    const keys = new Set<unknown>();
    const group = waiting.filter((one) => {
      const key = grouping.keyOf?.(one.item) ?? one;
      if (keys.size >= grouping.most || keys.has(key)) return false;
      keys.add(key);
      return true;
    });
    waiting = waiting.filter((one) => !group.includes(one));
    return group;
  }

  async function workOff(): Promise<void> {
    isWorking = true;
    await nextTurn(); // what else arrived in this turn comes along
    while (waiting.length > 0) {
      const group = nextGroup();
      try {
        const results = await work(group.map(({ item }) => item));
        for (const [n, result] of results.entries()) group[n]?.resolve(result);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      if (group.length > 1 && waiting.length < grouping.most) await sleep(grouping.pauseMs ?? 0);
    }
    isWorking = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWorking) void workOff();
    });
}
