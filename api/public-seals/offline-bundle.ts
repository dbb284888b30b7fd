import { type Answer, answerOf, openHeaders } from './answer.js';
import type { PublicSealsDeps } from './deps.js';

const BUNDLE_SECONDS = 60;
/** What the bundle is kept under, and forgotten when a key or a list changes. */
export const BUNDLE = 'bundle';

/** The keys of all issuers and every status list, for checking without a network. Lists as JWT: a browser can check that without JSON-LD. */
export function bundleAnswer(deps: PublicSealsDeps): Answer {
  const now = deps.now().getTime();
  const kept = deps.cache.get(BUNDLE, 'json');
  if (kept !== undefined && kept.goodUntil > now) return kept;
  const texts = (pattern: RegExp) =>
    deps.documentNames().flatMap((name) => (pattern.test(name) ? [{ name, text: deps.document(name)?.toString() ?? '' }] : []));
  const lists = texts(/^status\/.*\.jwt$/).map(({ name, text }) => ({ url: `${deps.publicUrl}/${name.replace(/\.jwt$/, '')}`, jwt: text }));
  const documents = texts(/^did\//).map(({ text }) => JSON.parse(text));
  const at = deps.completeAt() ?? newestOf(lists.map(({ jwt }) => jwt));
  const answer = answerOf({
    headers: { 'Content-Type': 'application/json', Vary: 'Accept-Encoding', ...openHeaders(BUNDLE_SECONDS) },
    body: JSON.stringify({ at: at.toISOString(), documents, lists }),
    goodUntil: now + BUNDLE_SECONDS * 1_000,
  });
  deps.cache.set(BUNDLE, 'json', answer);
  return answer;
}

/** When the newest list was signed: as old as what cannot be compared with the register may be. */
function newestOf(jwts: readonly string[]): Date {
  const signedAt = jwts.map((jwt) => Number(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()).iat));
  return new Date(Math.max(0, ...signedAt) * 1_000);
}
