import type { OpenBadgeSeal } from '../../../domain/seals/credential.js';
import type { Signer } from '../keys/signer.js';
import { signCompact, signingInput } from './jws.js';

/** The verification method of a key that signs a JWT: its thumbprint as fragment, which is also its `kid` in our JWKS. */
export const keyUrlOf = (did: string, kid: string) => `${did}#${kid}`;

const secondsOf = (instant: string) => Math.floor(Date.parse(instant) / 1000);

interface IssuedCredential {
  issuer: string | { id: string };
}

/**
 * The header and payload of a credential as `vc+jwt` (VC-JOSE-COSE 3.1.1): the credential itself at the top, no `vc` around it, no
 * `nbf`. `iat` is about the signature.
 */
function vcJwtParts(credential: IssuedCredential, { kid, algorithm }: Pick<Signer, 'kid' | 'algorithm'>, signedAt: Date) {
  const id = typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id;
  const header = { alg: algorithm, typ: 'vc+jwt', cty: 'vc', kid: keyUrlOf(id, kid) };
  return { header, payload: { ...credential, iss: id, iat: Math.floor(signedAt.getTime() / 1000) } };
}

/**
 * The header and payload of an Open Badge as JWT (Open Badges 3.0, 8.2.4): only `alg`, `kid` and `typ` in the header, and the
 * registered claims repeat what the credential says.
 */
function badgeJwtParts(badge: OpenBadgeSeal, { kid, algorithm }: Pick<Signer, 'kid' | 'algorithm'>) {
  const did = badge.issuer.id;
  const claims = {
    iss: did,
    jti: badge.id,
    sub: badge.credentialSubject.id,
    nbf: secondsOf(badge.validFrom),
    exp: secondsOf(badge.validUntil),
  };
  return { header: { alg: algorithm, kid: keyUrlOf(did, kid), typ: 'JWT' }, payload: { ...badge, ...claims } };
}

/** Signs any credential of ours as `vc+jwt`. */
export function signVcJwt(signer: Signer, credential: IssuedCredential, signedAt: Date): Promise<string> {
  const { header, payload } = vcJwtParts(credential, signer, signedAt);
  return signCompact(signer, header, payload);
}

/** Signs an Open Badge. 1EdTech certifies RS256 and takes ES256; EdDSA it refuses, so callers do not ask for that. */
export function signBadgeJwt(signer: Signer, badge: OpenBadgeSeal): Promise<string> {
  const { header, payload } = badgeJwtParts(badge, signer);
  return signCompact(signer, header, payload);
}

/** What such a `vc+jwt` was signed over, to put it together again with a signature that was kept. */
export function vcJwtInput(credential: IssuedCredential, key: Pick<Signer, 'kid' | 'algorithm'>, signedAt: Date): string {
  const { header, payload } = vcJwtParts(credential, key, signedAt);
  return signingInput(header, payload);
}

/** The same for an Open Badge. */
export function badgeJwtInput(badge: OpenBadgeSeal, key: Pick<Signer, 'kid' | 'algorithm'>): string {
  const { header, payload } = badgeJwtParts(badge, key);
  return signingInput(header, payload);
}
