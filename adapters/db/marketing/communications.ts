import type { PoolClient } from 'pg';
import { type Communications, type ConsentWay, changeOf, channelsEnded, type NewChoices } from '../../../domain/communications.js';
import type { Language } from '../../../domain/request/types.js';
import { MARKETING_CHANNELS } from '../../../domain/suppression.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { inTransaction } from '../transaction.js';
import { type Consent, endBarred, endConsent, giveConsent, keepConsentText } from './consent.js';
import { keepDetails, setPreference } from './preference.js';
import { choicesOf, readCommunications } from './read-communications.js';
import { suppress } from './suppression.js';
import { readToken } from './unsubscribe.js';
import { ensureSubject, subjectOf } from './whose.js';

type Deps = Pick<DeskDeps, 'pool' | 'vault' | 'now'>;

/** Whose choices: of who holds the link of a promotional mail, or of who is signed in under an address. */
export type Whose = { token: string } | { email: string; name: string };

interface Person {
  addressIndex: Buffer;
  how: ConsentWay;
  /** In clear where it is known from a sign-in. */
  contact: { name: string; email: string } | undefined;
}

/** The Company Promotional Communications Manager of the policy: what somebody wants to hear, by which way, and who is told of them. */
export function createCommunications(deps: Deps) {
  return {
    /** Changes nothing. Undefined for a link that is not ours. */
    async open(whose: Whose, language: Language): Promise<Communications | undefined> {
      const person = personOf(deps, whose);
      if (person === undefined) return undefined;
      return inTransaction(deps.pool, async (client) => {
        await useInTransaction(client, 'rights-of-the-person');
        const subjectId = await subjectOf(client, person.addressIndex);
        return readCommunications(client, deps.vault, subjectId, { language, email: person.contact?.email });
      });
    },
    /** Writes what is wanted from now on, with its proof. False for a link that is not ours. Safe to repeat. */
    async change(whose: Whose, wanted: NewChoices): Promise<boolean> {
      const person = personOf(deps, whose);
      if (person === undefined) return false;
      const subjectId = await ensureSubject(deps, person.addressIndex);
      await inTransaction(deps.pool, (client) => write(deps, client, { ...person, subjectId }, wanted));
      return true;
    },
    /** Ends everything promotional at once, by every way (GDPR Art. 21(2), (3)). False for a link that is not ours. Safe to repeat. */
    async stopAll(whose: Whose): Promise<boolean> {
      const person = personOf(deps, whose);
      if (person === undefined) return false;
      const { addressIndex, how } = person;
      await inTransaction(deps.pool, async (client) => {
        const at = deps.now();
        await suppress(client, { addressIndex, source: 'preference', since: at });
        await useInTransaction(client, 'rights-of-the-person');
        const subjectId = await subjectOf(client, addressIndex);
        if (subjectId === undefined) return;
        await endConsent(client, { all: true }, { subjectId, addressIndex, how, at });
        await setPreference(client, { subjectId, on: [], off: MARKETING_CHANNELS }, at);
      });
      return true;
    },
  };
}

function personOf(deps: Deps, whose: Whose): Person | undefined {
  if ('email' in whose) {
    const { email, name } = whose;
    return { addressIndex: deps.vault.blindIndex(email), how: 'account', contact: { email, name } };
  }
  const subscriber = readToken(deps, whose.token);
  return subscriber && { addressIndex: Buffer.from(subscriber.index, 'hex'), how: 'link', contact: undefined };
}

async function write(deps: Deps, client: PoolClient, person: Person & { subjectId: string }, wanted: NewChoices): Promise<void> {
  const at = deps.now();
  const { subjectId, addressIndex, how } = person;
  await useInTransaction(client, 'rights-of-the-person');
  await client.query('SELECT 1 FROM subject WHERE id = $1 FOR UPDATE', [subjectId]);
  const before = await choicesOf(client, subjectId);
  const { given, ended } = changeOf(before, wanted.choices);
  await endBarred(client, subjectId, before, at);
  const textVersion = await keepConsentText(client, wanted, at);
  const consent: Consent = { subjectId, addressIndex, how, textVersion, at };
  for (const one of ended) await endConsent(client, { one }, consent);
  const sealedContact = given.length === 0 ? Buffer.alloc(0) : await contactFor(deps, client, person);
  for (const one of given) await giveConsent(client, one, { ...consent, sealedContact });
  const off = channelsEnded(before, wanted.choices);
  if (off.length > 0) await suppress(client, { addressIndex, channels: off, source: 'preference', since: at });
  await setPreference(client, { subjectId, on: wanted.choices.map(({ channel }) => channel), off }, at);
  await keepDetails(deps, client, subjectId, wanted.details);
}

/** Name and address for a new subscription: from the sign-in, or as they stand in one the person had. */
async function contactFor({ vault }: Deps, client: PoolClient, { subjectId, contact }: Person & { subjectId: string }): Promise<Buffer> {
  if (contact !== undefined) return vault.seal(subjectId, contact, 'newsletter.sealedContact');
  const { rows } = await client.query<{ sealed_contact: Buffer }>(
    'SELECT sealed_contact FROM newsletter WHERE subject_id = $1 ORDER BY consent_at DESC LIMIT 1',
    [subjectId],
  );
  return rows[0]?.sealed_contact ?? vault.seal(subjectId, { name: '', email: '' }, 'newsletter.sealedContact');
}
