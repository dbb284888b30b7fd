import { CLOCK_SKEW_MS, type ReasonCode } from '../../../domain/seals/verdict.js';
import { isObject, type JsonObject, setOf } from '../encoding/json-object.js';
import { decodeMultibase } from '../encoding/multibase.js';
import { NotCanonical } from '../integrity/canonize.js';
import { hashOf } from '../integrity/data-integrity.js';
import type { OpenedJws } from '../jose/jws.js';
import { isSignedBy, readPublicJwk, SEAL_ALGORITHMS, type SealAlgorithm } from '../keys/public-key.js';
import { issuerIdOf, isUrl, readStamp } from './credential-model.js';
import type { ReadCredential } from './read-credential.js';
import { type FoundKey, type KeySources, resolveHeaderKey, resolveKey } from './resolve-key.js';

/** The Data Integrity suites we verify, with the kind of key each asks for. */
const SUITES: Readonly<Record<string, SealAlgorithm>> = {
  'eddsa-rdfc-2022': 'EdDSA',
  'eddsa-jcs-2022': 'EdDSA',
  'ecdsa-rdfc-2019': 'ES256',
  'ecdsa-jcs-2019': 'ES256',
};
const MOST_PROOFS = 5;

/** Whether the issuer signed this, and if not, why not. */
export async function checkSignature(read: ReadCredential, sources: KeySources): Promise<ReasonCode> {
  const issuerId = issuerIdOf(read.credential);
  if (issuerId === undefined) return 'ISSUER_WRONG';
  if (read.form === 'embedded') return checkProofs(read.credential, issuerId, sources);
  return checkClaims(read.credential, read.jws, issuerId, sources.now) ?? checkJws(read, issuerId, sources);
}

/** What the JWT says beside the credential must not contradict it (VC-JOSE-COSE 3.2.1; Open Badges 3.0, 8.2.4.1). */
function checkClaims(credential: JsonObject, { payload }: OpenedJws, issuerId: string, now: Date): ReasonCode | undefined {
  const { iss, sub, jti, iat, nbf, exp } = payload;
  const [subject] = setOf(credential.credentialSubject);
  const subjectId = isObject(subject) ? subject.id : undefined;
  const isSame = (claim: unknown, member: unknown) => claim === undefined || claim === member;
  const isTime = (claim: unknown): claim is number | undefined =>
    claim === undefined || (typeof claim === 'number' && Number.isFinite(claim));
  if (!isSame(iss, issuerId) || !isSame(sub, subjectId) || !isSame(jti, credential.id)) return 'CLAIMS_DIFFER';
  if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return 'CLAIMS_DIFFER';
  const ahead = (seconds: number | undefined) => (seconds ?? 0) * 1000 > now.getTime() + CLOCK_SKEW_MS;
  if (ahead(iat)) return 'SIGNED_IN_FUTURE';
  if (ahead(nbf)) return 'NOT_YET_VALID';
  return exp !== undefined && exp * 1000 <= now.getTime() ? 'EXPIRED' : undefined;
}

async function checkJws(
  { form, jws }: Exclude<ReadCredential, { form: 'embedded' }>,
  issuerId: string,
  sources: KeySources,
): Promise<ReasonCode> {
  const { alg, kid, jwk } = jws.header;
  const algorithm = SEAL_ALGORITHMS.find((one) => one === alg);
  if (algorithm === undefined) return 'ALGORITHM_REFUSED';
  const found = await keyOf(form, { kid, jwk }, issuerId, sources);
  if (typeof found === 'string') return found;
  if (found.algorithm !== algorithm) return 'ALGORITHM_REFUSED';
  return isSignedBy(found.key, algorithm, jws.signedContent, jws.signature) ? 'SIGNATURE_HOLDS' : 'SIGNATURE_WRONG';
}

/** `kid` names a method of the issuer's documents; an Open Badge may bring its key along instead. */
async function keyOf(
  form: string,
  { kid, jwk }: { kid: unknown; jwk: unknown },
  issuerId: string,
  sources: KeySources,
): Promise<FoundKey | ReasonCode> {
  if (isUrl(kid)) return resolveKey(issuerId, kid, sources);
  if (typeof kid === 'string' && jwk === undefined) return resolveKey(issuerId, `${issuerId}#${kid.replace(/^#/, '')}`, sources);
  const brought = form === 'badge-jwt' && kid === undefined ? readPublicJwk(jwk) : undefined;
  return brought === undefined ? 'KEY_UNKNOWN' : resolveHeaderKey(issuerId, brought, sources);
}

/** Every proof we can check has to hold; proofs of suites we do not know are passed over as long as one is known. */
async function checkProofs(secured: JsonObject, issuerId: string, sources: KeySources): Promise<ReasonCode> {
  const { proof, ...document } = secured;
  const proofs = setOf(proof);
  if (proofs.length === 0) return 'NOT_SECURED';
  if (proofs.length > MOST_PROOFS) return 'TOO_COMPLEX';
  if (!proofs.every(isDataIntegrity)) return 'PROOF_WRONG';
  const known = proofs.filter(({ cryptosuite }) => typeof cryptosuite === 'string' && Object.hasOwn(SUITES, cryptosuite));
  if (known.length === 0) return 'ALGORITHM_REFUSED';
  for (const one of known) {
    const reason = await checkProof(document, one, issuerId, sources);
    if (reason !== 'SIGNATURE_HOLDS') return reason;
  }
  return 'SIGNATURE_HOLDS';
}

function isDataIntegrity(proof: unknown): proof is JsonObject {
  return isObject(proof) && proof.type === 'DataIntegrityProof';
}

async function checkProof(document: JsonObject, proof: JsonObject, issuerId: string, sources: KeySources): Promise<ReasonCode> {
  const { proofValue, ...options } = proof;
  const { cryptosuite, verificationMethod, proofPurpose, created, expires } = options;
  const signature = typeof proofValue === 'string' && proofValue.startsWith('z') ? decodeMultibase(proofValue) : undefined;
  if (proofPurpose !== 'assertionMethod' || !isUrl(verificationMethod) || signature?.length !== 64) return 'PROOF_WRONG';
  const dates = checkProofDates({ created, expires }, sources.now);
  if (dates !== undefined) return dates;
  const found = await resolveKey(issuerId, verificationMethod, sources);
  if (typeof found === 'string') return found;
  const suite = String(cryptosuite);
  if (SUITES[suite] !== found.algorithm) return 'ALGORITHM_REFUSED';
  const content = await contentOf(document, { ...options, cryptosuite: suite });
  if (typeof content === 'string') return content;
  return isSignedBy(found.key, found.algorithm, content, signature) ? 'SIGNATURE_HOLDS' : 'SIGNATURE_WRONG';
}

function checkProofDates({ created, expires }: { created: unknown; expires: unknown }, now: Date): ReasonCode | undefined {
  const [from, until] = [readStamp(created), readStamp(expires)];
  if ((created !== undefined && from === undefined) || (expires !== undefined && until === undefined)) return 'PROOF_WRONG';
  if (from !== undefined && from.getTime() > now.getTime() + CLOCK_SKEW_MS) return 'SIGNED_IN_FUTURE';
  return until !== undefined && until <= now ? 'EXPIRED' : undefined;
}

/** A JCS proof repeats the contexts it was made under, and the document must begin with them (Data Integrity EdDSA 3.3.2). */
async function contentOf(document: JsonObject, options: JsonObject & { cryptosuite: string }): Promise<Buffer | ReasonCode> {
  const context = options['@context'];
  if (context !== undefined && !beginsWith(setOf(document['@context']), setOf(context))) return 'PROOF_WRONG';
  const isJcs = options.cryptosuite.includes('-jcs-');
  try {
    return await hashOf({ ...document, '@context': (isJcs ? context : undefined) ?? document['@context'] }, options);
  } catch (error) {
    if (error instanceof NotCanonical) return 'TERMS_UNDEFINED';
    throw error;
  }
}

const beginsWith = (whole: readonly unknown[], start: readonly unknown[]) =>
  start.every((one, at) => JSON.stringify(one) === JSON.stringify(whole[at]));
