/** Forms that stand on the page one or two steps above their own address. */
const STEPS =
  /\/(?:propose|approve|decline|decline-renewal|file|dry-run|log-level|end|redeliver|corrections|answers|sessions|sso|show|assignment|options|new-key|(?<!\/acts\/)release|domains(?:\/check|\/remove)?|officers(?:\/[^/]+\/remove)?|held\/[^/]+\/undo|recipients\/[^/]+|proofs\/[^/]+)$/;

/** Forms that stand elsewhere. */
const ELSEWHERE: readonly (readonly [form: RegExp, page: string])[] = [
  [/^\/desk\/(?:views|bulk(?:\/undo)?|search)$/, '/desk'],
  [/^\/issuer\/search$/, '/issuer/seals'],
  [/^\/desk\/(?:incoming\/[^/]+|senders)$/, '/desk/incoming'],
  [/^\/desk\/(records|topics)\/one$/, '/desk/$1'],
  [/^\/account\/passkeys\/[^/]+$/, '/account/passkeys'],
  [/^\/account\/people\/[^/]+$/, '/account/people'],
];

/** The page that a form stands on, by where it is sent to: somebody whose sign-in has ended comes back there. */
export function pageOfForm(path: string): string {
  const known = ELSEWHERE.find(([form]) => form.test(path));
  return known === undefined ? path.replace(STEPS, '') : path.replace(...known);
}

/** Buttons that carry nothing anybody typed: pressed again where they stand, not offered again. */
const BUTTONS = /\/(?:show|undo|views|search|sessions|sso|dry-run|redeliver|end)$/;
export const isButton = (path: string): boolean => BUTTONS.test(path);
