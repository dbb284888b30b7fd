import { multikeyUrlOf } from '../integrity/data-integrity.js';
import { keyUrlOf } from '../jose/credential-jwt.js';
import { algorithmOf, type PublicJwk } from '../keys/public-key.js';
import { isPublished, type SealKey } from '../keys/signer.js';

/** The contexts, in the order that the libraries which check it insist on. */
const CONTEXT = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1', 'https://w3id.org/security/jwk/v1'];

/**
 * The controller document of an issuer (did:web). A key is listed as JsonWebKey under its thumbprint, which a JWT names, and where it
 * makes Data Integrity proofs also as Multikey; each by its absolute URL, as a string, in `assertionMethod`.
 */
export function didDocument(did: string, keys: readonly SealKey[], now: Date) {
  const methods = keys.filter((key) => isPublished(key, now)).flatMap((key) => methodsOf(did, key.jwk, key.kid));
  return {
    '@context': CONTEXT,
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  };
}

function methodsOf(did: string, jwk: PublicJwk, kid: string) {
  const asJwk = {
    id: keyUrlOf(did, kid),
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: { ...jwk, kid, alg: algorithmOf(jwk), use: 'sig' },
  };
  if (jwk.kty !== 'OKP') return [asJwk];
  const id = multikeyUrlOf(did, jwk);
  return [asJwk, { id, type: 'Multikey', controller: did, publicKeyMultibase: id.slice(did.length + 1) }];
}

/** The keys of all issuers as a JWKS; `iss` says whose each is (Open Badges 3.0, key provenance of platforms with several issuers). */
export function jwksOf(issuers: readonly { did: string; keys: readonly SealKey[] }[], now: Date) {
  return {
    keys: issuers.flatMap(({ did, keys }) =>
      keys
        .filter((key) => isPublished(key, now))
        .map(({ jwk, kid, algorithm }) => ({ ...jwk, kid, alg: algorithm, use: 'sig' as const, iss: did })),
    ),
  };
}
