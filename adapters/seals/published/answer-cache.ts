import { BoundedCache } from './bounded-cache.js';

interface Group<T> {
  bytes: number;
  answers: Map<string, T>;
}

/** Ready answers by what they are about and in which form, up to a number of bytes; those about one thing are forgotten together. */
export function createAnswerCache<T extends { bytes: number }>(mostBytes: number) {
  const groups = new BoundedCache<Group<T>>(mostBytes);
  return {
    get: (about: string, form: string): T | undefined => groups.get(about)?.answers.get(form),
    set(about: string, form: string, answer: T): void {
      const answers = groups.get(about)?.answers ?? new Map<string, T>();
      answers.set(form, answer);
      const bytes = [...answers.values()].reduce((sum, one) => sum + one.bytes, about.length);
      groups.set(about, { bytes, answers });
    },
    forget: (about: string): void => groups.delete(about),
    clear: (): void => groups.clear(),
    get bytes(): number {
      return groups.bytes;
    },
  };
}
