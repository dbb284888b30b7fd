import { createHash } from 'node:crypto';
import { type OpenBadgeSeal, openBadgeSeal, verifiableSeal } from '../../../domain/seals/credential.js';
import { type SealStatement, wholeSeconds } from '../../../domain/seals/statement.js';
import { multikeyOf } from '../encoding/multikey.js';
import { type Cryptosuite, hashForSigning, proofOptions, withValue } from '../integrity/data-integrity.js';
import { badgeJwtInput, keyUrlOf, vcJwtInput } from '../jose/credential-jwt.js';
import type { SealAlgorithm } from '../keys/public-key.js';
import type { SealKeys } from '../keys/signer.js';

/** The secured forms of a seal: what is signed, by which kind of key, and how. Their names are stored with the signatures. */
export const SEAL_FORMS = {
  'vc-rdfc': { algorithm: 'EdDSA', suite: 'eddsa-rdfc-2022', rendition: 'vc' },
  'vc-jcs': { algorithm: 'EdDSA', suite: 'eddsa-jcs-2022', rendition: 'vc' },
  'vc-jwt': { algorithm: 'EdDSA', rendition: 'vc' },
  'vc-jwt-es256': { algorithm: 'ES256', rendition: 'vc' },
  'badge-rdfc': { algorithm: 'EdDSA', suite: 'eddsa-rdfc-2022', rendition: 'badge' },
  'badge-jwt': { algorithm: 'RS256', rendition: 'badge' },
} as const satisfies Record<string, { algorithm: SealAlgorithm; suite?: Cryptosuite; rendition: 'vc' | 'badge' }>;
export type SealForm = keyof typeof SEAL_FORMS;

/** What is signed when a seal is issued; the other forms are signed when somebody first asks for them. */
export const FORMS_AT_ISSUE = ['vc-rdfc', 'vc-jcs', 'vc-jwt'] as const satisfies readonly SealForm[];

/**
 * One signature over one form of a seal: evidence of which key signed what and when, and all that is needed, with the statement, to
 * put the form together again without any private key.
 */
export interface SealSignature {
  form: SealForm;
  /** The thumbprint of the key. */
  kid: string;
  /** The fragment of the verification method that the form names: the thumbprint in a JWT, the key itself in a proof. */
  fragment: string;
  /** Whole seconds: it stands in the proof. */
  signedAt: string;
  /** SHA-256 of what was signed. */
  contentHash: Buffer;
  signature: Buffer;
}

const renditionOf = (form: SealForm, statement: SealStatement) =>
  SEAL_FORMS[form].rendition === 'vc' ? verifiableSeal(statement) : openBadgeSeal(statement);

function suiteOf(form: SealForm): Cryptosuite | undefined {
  const made = SEAL_FORMS[form];
  return 'suite' in made ? made.suite : undefined;
}

type Rendered = ReturnType<typeof renditionOf>;

/** What a form of a rendered seal is signed over. */
async function contentOf(form: SealForm, document: Rendered, fragment: string, signedAt: string): Promise<Buffer> {
  const suite = suiteOf(form);
  if (suite === undefined) return Buffer.from(jwtInput(form, document, fragment, signedAt));
  return hashForSigning(document, optionsOf(suite, document, { fragment, signedAt }));
}

function optionsOf(suite: Cryptosuite, document: Rendered, made: Pick<SealSignature, 'fragment' | 'signedAt'>) {
  return proofOptions(suite, document, { created: made.signedAt, verificationMethod: keyUrlOf(document.issuer.id, made.fragment) });
}

function jwtInput(form: SealForm, document: Rendered, fragment: string, signedAt: string): string {
  const key = { kid: fragment, algorithm: SEAL_FORMS[form].algorithm };
  return isBadge(document) ? badgeJwtInput(document, key) : vcJwtInput(document, key, new Date(signedAt));
}

/** Of the two renditions only the badge has one status object instead of a set. */
const isBadge = (document: Rendered): document is OpenBadgeSeal => !Array.isArray(document.credentialStatus);

/** Signs forms of a seal with the issuer's active keys. */
export async function signSeal(
  keys: SealKeys,
  statement: SealStatement,
  at: Date,
  forms: readonly SealForm[] = FORMS_AT_ISSUE,
): Promise<SealSignature[]> {
  const signedAt = wholeSeconds(at);
  const rendered = new Map<'vc' | 'badge', Rendered>();
  const documentOf = (form: SealForm): Rendered => {
    const { rendition } = SEAL_FORMS[form];
    const document = rendered.get(rendition) ?? renditionOf(form, statement);
    rendered.set(rendition, document);
    return document;
  };
  return Promise.all(
    forms.map(async (form) => {
      const signer = await keys.signer(statement.issuer.slug, SEAL_FORMS[form].algorithm);
      const fragment = suiteOf(form) === undefined ? signer.kid : (multikeyOf(signer.jwk) ?? signer.kid);
      const content = await contentOf(form, documentOf(form), fragment, signedAt);
      const contentHash = createHash('sha256').update(content).digest();
      return { form, kid: signer.kid, fragment, signedAt, contentHash, signature: await signer.sign(content) };
    }),
  );
}

/** A credential with its proofs, put together from kept signatures; one proof stands alone, several are a set in the order given. */
export function withProofs(statement: SealStatement, signatures: readonly [SealSignature, ...SealSignature[]]): object {
  const document = renditionOf(signatures[0].form, statement);
  const proofs = signatures.map((made) => {
    const suite = suiteOf(made.form);
    if (suite === undefined) throw new Error(`${made.form} is no proof`);
    return withValue(optionsOf(suite, document, made), made.signature);
  });
  return { ...document, proof: proofs.length === 1 ? proofs[0] : proofs };
}

/** A JWT form, put together from its kept signature. */
export function asJwt(statement: SealStatement, { form, fragment, signedAt, signature }: SealSignature): string {
  return `${jwtInput(form, renditionOf(form, statement), fragment, signedAt)}.${signature.toString('base64url')}`;
}

/** Whether a kept signature is over what the statement says today; not so after the statement or a rendition changed. */
export async function isStillOver(statement: SealStatement, { form, fragment, signedAt, contentHash }: SealSignature): Promise<boolean> {
  const content = await contentOf(form, renditionOf(form, statement), fragment, signedAt);
  return createHash('sha256').update(content).digest().equals(contentHash);
}
