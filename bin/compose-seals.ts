import { createRegisterLookUps } from '../adapters/db/seals/shelf.js';
import { createSignatureBook } from '../adapters/db/seals/signatures.js';
import { createCredentialForms } from '../adapters/seals/forms/renditions.js';
import { createHardwareKeys } from '../adapters/seals/keys/hardware-keys.js';
import { openKeystore } from '../adapters/seals/keys/keystore.js';
import type { SealKeys } from '../adapters/seals/keys/signer.js';
import { createWrappedKeys } from '../adapters/seals/keys/wrapped-keys.js';
import { createVerifier } from '../adapters/seals/verify/verifier.js';
import type { SealDoor } from '../api/seal-desks.js';
import type { PartEnvironment } from '../env.js';
import { type Foundation, masterKeysOf } from './compose.js';
import type { PublicSeals } from './compose-public-seals.js';

/** The settings of the keys that seals are signed with. */
export type SealKeySettings = Pick<
  PartEnvironment,
  'SEAL_KEYS_FOLDER' | 'SEAL_PKCS11_MODULE' | 'SEAL_PKCS11_TOKEN' | 'SEAL_PKCS11_PIN' | 'MASTER_KEY' | 'MASTER_KEY_FORMER' | 'KEPT_KEYS'
>;

/** The keys of the issuers: in the folder, or in a hardware module where one is set. */
export function composeSealKeys(env: SealKeySettings): SealKeys {
  const { SEAL_KEYS_FOLDER: folder, SEAL_PKCS11_MODULE: module, SEAL_PKCS11_TOKEN: token = '', SEAL_PKCS11_PIN: pin = '' } = env;
  return openKeystore({
    folder,
    maker: module === undefined ? createWrappedKeys(masterKeysOf(env)) : createHardwareKeys({ module, token, pin }),
  });
}

/**
 * What answers about seals beyond what stands ready: the verifier, and the forms that are signed when they are asked for. A seal is
 * what is published of it; so links, files and credentials are verified without the database, and only a domain is asked of it.
 */
export function composeSeals(
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  { keys, published }: { keys: SealKeys; published: Pick<PublicSeals, 'find' | 'untilKeyIsPublished'> },
): SealDoor {
  const { publicUrl } = settings;
  const shelf = { find: published.find, ...createRegisterLookUps({ pool, publicUrl }) };
  return {
    issuer: shelf.issuer,
    verifier: createVerifier({ publicUrl, keys, shelf, allowedHosts: settings.outboundAllowedHosts ?? [], now }),
    forms: createCredentialForms({
      keys,
      shelf,
      signatures: createSignatureBook(pool),
      untilKeyIsPublished: published.untilKeyIsPublished,
      now,
    }),
  };
}
