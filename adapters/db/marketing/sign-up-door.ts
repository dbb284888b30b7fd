import { type Choice, sameChoice } from '../../../domain/communications.js';
import type { Language } from '../../../domain/request/types.js';
import type { SignUp } from '../../../domain/sign-up.js';
import type { Apart } from '../../apart/apart.js';
import { keepSignUp, peekSignUp, takeSignUp, type WaitingSignUp } from '../../apart/sign-ups.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { inTransaction } from '../transaction.js';
import { endBarred, giveConsent, keepConsentText } from './consent.js';
import { choicesOf, labelsOf, topicsFor } from './read-communications.js';
import { unsubscribeToken } from './unsubscribe.js';
import { ensureSubject } from './whose.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault' | 'now'> & { apart: Apart };

/** The link stands for the address as a whole. */
const NO_SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Newsletter sign-up with double opt-in: until it is confirmed it stays apart, and no answer says whether an address is known. */
export function createSignUpDoor(deps: Deps) {
  return {
    topics: (language: Language) => topicsFor(deps.pool, language),
    ask: (signUp: SignUp): Promise<void> => keepSignUp(deps.apart, signUp, deps.now()),
    /** Changes nothing. The topics it is about; undefined for a link that is used up, too old or nobody's. */
    peek: async (token: string): Promise<{ topics: readonly string[]; language: Language } | undefined> => {
      const found = TOKEN.test(token) ? await peekSignUp(deps.apart, token, deps.now()) : undefined;
      return found && { topics: await labelsOf(deps.pool, found), language: found.language };
    },
    /** Uses the link up. Answers the token of the person's own link to choose and stop; undefined where there is nothing to confirm. */
    async confirm(token: string): Promise<string | undefined> {
      let email = '';
      const isTaken =
        TOKEN.test(token) &&
        (await takeSignUp(deps.apart, token, deps.now(), async (signUp) => {
          email = signUp.email;
          await subscribe(deps, signUp);
        }));
      if (!isTaken) return undefined;
      return unsubscribeToken(deps, { addressIndex: deps.vault.blindIndex(email), newsletterId: NO_SUBSCRIPTION });
    },
  };
}

/** The proof of consent: words, instant, the keyed hash of the address, the page it came from. Safe to repeat: what is wanted already stays. */
async function subscribe(deps: Deps, { email, name, topics, words, language, source }: WaitingSignUp): Promise<void> {
  const addressIndex = deps.vault.blindIndex(email);
  const subjectId = await ensureSubject(deps, addressIndex);
  const sealedContact = await deps.vault.seal(subjectId, { name, email }, 'newsletter.sealedContact');
  await inTransaction(deps.pool, async (client) => {
    const at = deps.now();
    await useInTransaction(client, 'rights-of-the-person');
    await client.query('SELECT 1 FROM subject WHERE id = $1 FOR UPDATE', [subjectId]);
    const has = await choicesOf(client, subjectId);
    await endBarred(client, subjectId, has, at);
    const asked = topics.map((topic): Choice => ({ channel: 'email', topic }));
    const textVersion = await keepConsentText(client, { words: `${source}\n${words}`, language }, at);
    await client.query('UPDATE preference SET email = true, updated_at = $2 WHERE subject_id = $1', [subjectId, at]);
    for (const one of asked.filter((choice) => !has.some((known) => sameChoice(known, choice))))
      await giveConsent(client, one, { subjectId, addressIndex, how: 'sign-up', textVersion, at, sealedContact });
  });
}
