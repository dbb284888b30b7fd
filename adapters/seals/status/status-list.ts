import { CREDENTIALS_V2 } from '../../../domain/seals/credential.js';
import { type StatusPurpose, wholeSeconds } from '../../../domain/seals/statement.js';
import { CRYPTOSUITES, hashForSigning, multikeyUrlOf, proofOptions, withValue } from '../integrity/data-integrity.js';
import { signVcJwt } from '../jose/credential-jwt.js';
import type { SealKeys } from '../keys/signer.js';
import { bitstringOf, encodeList } from './bitstring.js';

/** How long a list may be kept, by us as by anybody: its `ttl`, and the max-age it is served with. */
export const LIST_TTL_MS = 60_000;
/** How long a list counts. One that is served for days because we are away is still true of what was revoked. */
const LIST_VALID_MS = 7 * 24 * 3_600_000;

/** What one list says at one moment. */
export interface StatusListContent {
  listUrl: string;
  issuer: { slug: string; did: string };
  purpose: StatusPurpose;
  /** The entries that are set. */
  indexes: Iterable<number>;
  /** The moment it speaks of. */
  at: Date;
}

/** The list as a credential (Bitstring Status List 1.0, 2.2), not yet secured. Its purpose is one string: a set breaks verifiers. */
export function statusListCredential({ listUrl, issuer, purpose, indexes, at }: StatusListContent) {
  return {
    '@context': [CREDENTIALS_V2],
    id: listUrl,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.did,
    validFrom: wholeSeconds(at),
    validUntil: wholeSeconds(new Date(at.getTime() + LIST_VALID_MS)),
    credentialSubject: {
      id: `${listUrl}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeList(bitstringOf(indexes)),
      ttl: LIST_TTL_MS,
    },
  };
}

/** A list in the two forms it is served in, secured in the same ways as the seals it speaks of. */
export interface SignedStatusList {
  json: string;
  jwt: string;
}

export async function signStatusList(keys: SealKeys, content: StatusListContent): Promise<SignedStatusList> {
  const signer = await keys.signer(content.issuer.slug, 'EdDSA');
  const document = statusListCredential(content);
  const method = { created: document.validFrom, verificationMethod: multikeyUrlOf(content.issuer.did, signer.jwk) };
  const proof = await Promise.all(
    CRYPTOSUITES.map(async (suite) => {
      const options = proofOptions(suite, document, method);
      return withValue(options, await signer.sign(await hashForSigning(document, options)));
    }),
  );
  const jwt = await signVcJwt(signer, document, content.at);
  return { json: JSON.stringify({ ...document, proof }), jwt };
}
