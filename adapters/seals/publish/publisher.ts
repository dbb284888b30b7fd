import { issuerDidOf, statusListUrlOf } from '../../../domain/seals/ids.js';
import type { SealShelf, ShelvedSeal } from '../../../domain/seals/shelf.js';
import { STATUS_PURPOSES, type StatusPurpose } from '../../../domain/seals/statement.js';
import type { SealKeys } from '../keys/signer.js';
import { type SignedStatusList, signStatusList } from '../status/status-list.js';
import { didDocument, jwksOf } from './did-document.js';
import { asJwt, isStillOver, type SealForm, type SealSignature, signSeal, withProofs } from './seal-forms.js';

/** Where signatures are kept; adapters/db/seals implements it. */
export interface KeptSignatures {
  find(sealId: string): Promise<SealSignature[]>;
  add(sealId: string, signatures: readonly SealSignature[]): Promise<void>;
}

/** What is served of a seal by media type. */
export type SealRendition = 'vc+ld+json' | 'vc+jwt' | 'vc+jwt-es256' | 'badge+json' | 'badge+jwt';

const FORMS_OF = {
  'vc+ld+json': ['vc-rdfc', 'vc-jcs'],
  'vc+jwt': ['vc-jwt'],
  'vc+jwt-es256': ['vc-jwt-es256'],
  'badge+json': ['badge-rdfc'],
  'badge+jwt': ['badge-jwt'],
} as const satisfies Record<SealRendition, readonly [SealForm, ...SealForm[]]>;

interface ListKey {
  issuerSlug: string;
  purpose: StatusPurpose;
  number: number;
}

/** The machine-readable side of seals: everything of it is public. */
export interface SealPublisher {
  /** A seal in one form; undefined where the public knows of no such seal, or it was never issued here. */
  rendition(sealId: string, rendition: SealRendition): Promise<string | undefined>;
  /** A status list as it is now, or as it was; undefined where there is none, or that moment is not known any more. */
  statusList(list: ListKey, asOf?: Date): Promise<SignedStatusList | undefined>;
  /** Undefined where the issuer has no key yet, and so issued nothing. */
  didDocument(issuerSlug: string): Promise<object | undefined>;
  jwks(): Promise<object>;
  /** The keys of all issuers and every status list, for checking without a network. */
  offlineBundle(): Promise<object>;
}

/** A list is looked up again after this, so that a revocation shows at once, and signed again at least this often. */
const LOOKED_UP_MS = 1_000;
const SIGNED_AGAIN_MS = 30_000;
const MOST_BUNDLED_LISTS = 20;

export function createSealPublisher(deps: {
  publicUrl: string;
  keys: SealKeys;
  shelf: SealShelf;
  signatures: KeptSignatures;
  now: () => Date;
}): SealPublisher {
  const { keys, shelf, publicUrl, now } = deps;
  const lists = new Map<string, { lookedUpAt: number; signedAt: number; entries: string; signed: SignedStatusList }>();

  async function sign(list: ListKey, indexes: number[], at: Date): Promise<SignedStatusList> {
    const { issuerSlug: slug, purpose, number } = list;
    const issuer = { slug, did: issuerDidOf(publicUrl, slug) };
    return signStatusList(keys, { listUrl: statusListUrlOf(publicUrl, slug, purpose, number), issuer, purpose, indexes, at });
  }

  async function present(list: ListKey): Promise<SignedStatusList | undefined> {
    const key = `${list.issuerSlug}/${list.purpose}/${list.number}`;
    const [known, at] = [lists.get(key), now().getTime()];
    if (known !== undefined && at - known.lookedUpAt < LOOKED_UP_MS) return known.signed;
    const indexes = await shelf.setEntries(list);
    if (indexes === undefined) return undefined;
    const entries = indexes.join();
    const isFresh = known !== undefined && known.entries === entries && at - known.signedAt < SIGNED_AGAIN_MS;
    const signed = isFresh ? known.signed : await sign(list, indexes, now());
    lists.set(key, { lookedUpAt: at, signedAt: isFresh ? known.signedAt : at, entries, signed });
    return signed;
  }

  /** The lists of an issuer in the form of a JWT: a browser can check that without JSON-LD. */
  async function listsOf(issuerSlug: string): Promise<{ url: string; jwt: string }[]> {
    const found: { url: string; jwt: string }[] = [];
    for (const purpose of STATUS_PURPOSES)
      for (let number = 1; number <= MOST_BUNDLED_LISTS; number += 1) {
        const list = await present({ issuerSlug, purpose, number });
        if (list === undefined) break;
        found.push({ url: statusListUrlOf(publicUrl, issuerSlug, purpose, number), jwt: list.jwt });
      }
    return found;
  }

  return {
    async rendition(sealId, rendition) {
      const seal = await shelf.find(sealId);
      return seal?.hasCredential === true ? renderSeal(deps, seal, rendition) : undefined;
    },
    async statusList(list, asOf) {
      if (asOf === undefined) return present(list);
      const indexes = await shelf.setEntries(list, asOf);
      return indexes === undefined ? undefined : sign(list, indexes, asOf);
    },
    async didDocument(issuerSlug) {
      const found = await keys.list(issuerSlug);
      return found.length === 0 ? undefined : didDocument(issuerDidOf(publicUrl, issuerSlug), found, now());
    },
    async jwks() {
      const slugs = await keys.issuers();
      return jwksOf(
        await Promise.all(slugs.map(async (slug) => ({ did: issuerDidOf(publicUrl, slug), keys: await keys.list(slug) }))),
        now(),
      );
    },
    async offlineBundle() {
      const slugs = await keys.issuers();
      const documents = slugs.map(async (slug) => didDocument(issuerDidOf(publicUrl, slug), await keys.list(slug), now()));
      const lists = (await Promise.all(slugs.map((slug) => listsOf(slug)))).flat();
      return { at: now().toISOString(), documents: await Promise.all(documents), lists };
    },
  };
}

/** A form from its kept signatures; what was never signed, or not so any more, is signed now and kept. */
async function renderSeal(
  { keys, signatures, now }: { keys: SealKeys; signatures: KeptSignatures; now: () => Date },
  { statement }: ShelvedSeal,
  rendition: SealRendition,
): Promise<string> {
  const { sealId, issuer } = statement;
  const kept = await signatures.find(sealId);
  const compromised = new Set((await keys.list(issuer.slug)).filter((key) => key.state === 'compromised').map((key) => key.kid));
  const isGood = async (one: SealSignature) => !compromised.has(one.kid) && (await isStillOver(statement, one));
  const made: SealSignature[] = [];
  for (const form of FORMS_OF[rendition]) {
    const found = kept.find((one) => one.form === form);
    if (found !== undefined && (await isGood(found))) made.push(found);
    else made.push(...(await signAndKeep({ keys, signatures }, statement, form, now())));
  }
  const [first, ...others] = made;
  if (first === undefined) throw new Error('a rendition has at least one form');
  return rendition.includes('jwt') ? asJwt(statement, first) : JSON.stringify(withProofs(statement, [first, ...others]));
}

async function signAndKeep(
  { keys, signatures }: { keys: SealKeys; signatures: KeptSignatures },
  statement: ShelvedSeal['statement'],
  form: SealForm,
  at: Date,
): Promise<SealSignature[]> {
  const signed = await signSeal(keys, statement, at, [form]);
  await signatures.add(statement.sealId, signed);
  return signed;
}
