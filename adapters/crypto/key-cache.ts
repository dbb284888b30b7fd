const MAX_CACHED = 10_000;

/** A subject's key, or that it was destroyed. */
export type KeyState = Buffer | 'destroyed';

/**
 * Remembers keys for `ttlMs` and no longer, so that a key destroyed elsewhere is unreadable here within seconds. That a key was
 * destroyed is remembered for good: it never comes back.
 */
export function createKeyCache(ttlMs: number) {
  const entries = new Map<string, { state: KeyState; until: number }>();
  return {
    get(subjectId: string): KeyState | undefined {
      const entry = entries.get(subjectId);
      if (entry === undefined) return undefined;
      if (entry.state === 'destroyed' || performance.now() < entry.until) return entry.state;
      entries.delete(subjectId);
      return undefined;
    },
    set(subjectId: string, state: KeyState): void {
      if (entries.size >= MAX_CACHED) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      entries.delete(subjectId);
      entries.set(subjectId, { state, until: performance.now() + ttlMs });
    },
    delete: (subjectId: string) => entries.delete(subjectId),
  };
}
