import { createSealShelf } from '../adapters/db/seals/shelf.js';
import { createSignatureBook } from '../adapters/db/seals/signatures.js';
import { createHardwareKeys } from '../adapters/seals/keys/hardware-keys.js';
import { openKeystore } from '../adapters/seals/keys/keystore.js';
import type { SealKeys } from '../adapters/seals/keys/signer.js';
import { createWrappedKeys } from '../adapters/seals/keys/wrapped-keys.js';
import { createSealPublisher } from '../adapters/seals/publish/publisher.js';
import { createVerifier } from '../adapters/seals/verify/verifier.js';
import type { SealDoor } from '../api/deps.js';
import type { PartEnvironment } from '../env.js';
import { type Foundation, masterKeysOf } from './compose.js';

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

/** The public side of seals over the register in the database. */
export function composeSeals(
  env: SealKeySettings,
  { pool, settings, now }: Pick<Foundation, 'pool' | 'settings' | 'now'>,
  keys = composeSealKeys(env),
): SealDoor {
  const { publicUrl } = settings;
  const shelf = createSealShelf({ pool, publicUrl });
  return {
    issuer: shelf.issuer,
    verifier: createVerifier({ publicUrl, keys, shelf, allowedHosts: settings.outboundAllowedHosts ?? [], now }),
    publisher: createSealPublisher({ publicUrl, keys, shelf, signatures: createSignatureBook(pool), now }),
  };
}
