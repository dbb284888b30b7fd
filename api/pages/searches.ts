import { randomBytes } from 'node:crypto';
import type { Request } from 'express';

declare module 'express-session' {
  interface SessionData {
    /** What this browser searched for, newest last. */
    searches: readonly { id: string; words: string }[];
  }
}

/** As many as somebody goes back to. */
const KEPT = 20;
const MOST_CHARS = 200;

/**
 * Words somebody searches for may be a name or an address of a person: they stand in no address, so in no history, bookmark, log or
 * referrer. Kept sealed in the session under an id that means nothing elsewhere (decision 93).
 */
export function keepSearch(req: Request, typed: string): string {
  const words = typed.slice(0, MOST_CHARS);
  if (words === '') return '';
  const known = req.session.searches ?? [];
  const same = known.find((one) => one.words === words);
  if (same !== undefined) return same.id;
  const id = randomBytes(9).toString('base64url');
  req.session.searches = [...known, { id, words }].slice(-KEPT);
  return id;
}

/** What was searched for under this id; undefined once the session has ended, and in any other browser. */
export const searchedFor = (req: Request, id: string): string | undefined => req.session.searches?.find((one) => one.id === id)?.words;
