/** Log data are deleted after this (policy, section on log files; GDPR Art. 5(1)(e)). */
export const LOG_DAYS = 90;
/** A visit ends when nothing was asked for so long. */
export const VISIT_ENDS_AFTER_MS = 30 * 60_000;

/** One page that somebody asked for. `path` is the page's pattern (/status/:reference/:key): never an address with a person in it. */
export interface SeenPage {
  /** Of who is signed in; undefined where nobody is. */
  accountId: string | undefined;
  ip: string;
  userAgent: string;
  referrer: string;
  path: string;
  at: Date;
}

/** What the log register keeps of a visit (PRODUCT section 2, item 15). */
export interface Visit {
  ip: string;
  browser: string;
  provider: string;
  referrer: string;
  exitPage: string;
  clicks: number;
  pages: readonly string[];
}

const MOST_PAGES = 100;

/** `browser`: its type in words, not the whole header, which can tell machines apart. */
export const beginVisit = ({ ip, referrer, path }: SeenPage, browser: string): Visit => ({
  ip,
  browser,
  provider: providerOf(ip),
  referrer: pageOf(referrer),
  exitPage: path,
  clicks: 1,
  pages: [path],
});

/** The visit with one page more. The pages are kept up to a number, the clicks are counted on. */
export const continueVisit = (visit: Visit, { path }: SeenPage): Visit => ({
  ...visit,
  exitPage: path,
  clicks: visit.clicks + 1,
  pages: visit.pages.length < MOST_PAGES ? [...visit.pages, path] : visit.pages,
});

/**
 * Whoever verifies a seal is not tracked, neither by log nor by cookie: nothing about seals that the public asks is written down, and
 * neither is what programs ask.
 */
const NEVER_LOGGED =
  /^\/(verify|seals?|kinds?|report-misuse|issuers|\.well-known|static|api|openapi\.json|docs|dev|healthz|readyz|metrics)(\/|$)/;
export const isLogged = (path: string): boolean => path.startsWith('/') && !NEVER_LOGGED.test(path) && !/^\/status\/(?!:)/.test(path);

/** The network an address belongs to, as far as it is known without asking anybody outside: empty for all but local ones. */
export function providerOf(ip: string): string {
  const plain = ip.replace(/^::ffff:/i, '');
  if (/^127\./.test(plain) || plain === '::1') return 'this machine';
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(plain) || /^(fc|fd|fe8)/i.test(plain);
  return isPrivate ? 'private network' : '';
}

/** The page somebody came from, without its query and fragment, where a website may have put anything. */
function pageOf(referrer: string): string {
  return /^https?:\/\/[^\s?#]{1,300}/.exec(referrer)?.[0] ?? '';
}
