import type { SealShelf, ShelvedSeal } from '../../../domain/seals/shelf.js';
import type { SealKeys } from '../keys/signer.js';
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

/** The secured forms of a seal, of which the shelf of what is published holds only those that are signed when it is issued. */
export interface CredentialForms {
  /** A seal in one form; undefined where the public knows of no such seal, or it was never issued here. */
  rendition(sealId: string, rendition: SealRendition): Promise<string | undefined>;
}

export function createCredentialForms(deps: {
  keys: SealKeys;
  shelf: Pick<SealShelf, 'find'>;
  signatures: KeptSignatures;
  /** Resolves when a key stands in the public documents, or will not for now. */
  untilKeyIsPublished?: (kid: string) => Promise<void>;
  now: () => Date;
}): CredentialForms {
  return {
    async rendition(sealId, rendition) {
      const seal = await deps.shelf.find(sealId);
      return seal?.hasCredential === true ? renderSeal(deps, seal, rendition) : undefined;
    },
  };
}

/** A form from its kept signatures; what was never signed, or not so any more, is signed now and kept. */
async function renderSeal(
  { keys, signatures, untilKeyIsPublished, now }: Parameters<typeof createCredentialForms>[0],
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
    else made.push(...(await signAndKeep({ keys, signatures, untilKeyIsPublished }, statement, form, now())));
  }
  const [first, ...others] = made;
  if (first === undefined) throw new Error('a rendition has at least one form');
  return rendition.includes('jwt') ? asJwt(statement, first) : JSON.stringify(withProofs(statement, [first, ...others]));
}

/** The first signature of an issuer by an algorithm makes its key: nobody gets that signature before anybody can find the key. */
async function signAndKeep(
  {
    keys,
    signatures,
    untilKeyIsPublished,
  }: Pick<Parameters<typeof createCredentialForms>[0], 'keys' | 'signatures' | 'untilKeyIsPublished'>,
  statement: ShelvedSeal['statement'],
  form: SealForm,
  at: Date,
): Promise<SealSignature[]> {
  const signed = await signSeal(keys, statement, at, [form]);
  await signatures.add(statement.sealId, signed);
  for (const { kid } of signed) await untilKeyIsPublished?.(kid);
  return signed;
}
