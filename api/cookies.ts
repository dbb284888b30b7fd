/** Every cookie this origin sets: the code takes the names from here and /cookies prints the same list. */
export const COOKIES = [
  { name: 'session', kind: 'necessary', lifetime: 'session', httpOnly: true },
  { name: 'remember', kind: 'chosen', lifetime: 'thirtyDays', httpOnly: true },
] as const;

/** What our scripts keep in a browser besides cookies, in the tab only; names may go on behind these. */
export const TAB_STORAGE = [
  { name: 'typed:', purpose: 'typed' },
  { name: 'sent', purpose: 'typed' },
] as const;

export type CookieName = (typeof COOKIES)[number]['name'];

/** `__Host-` binds a cookie to this very host; browsers accept the prefix on https only. */
export function cookieNamed(name: CookieName, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}
