import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { DomainError } from '../../../domain/errors.js';
import { openEnvelope, sealEnvelope } from '../../crypto/envelope.js';
import { createKeyrings, type MasterKeys } from '../../crypto/keyring.js';
import type { KeyMaker, KeyName, PrivatePart } from './key-maker.js';
import { publicJwkOf, type SealAlgorithm } from './public-key.js';

const RSA_BITS = 2_048;
const generate = promisify(generateKeyPair);

/**
 * Keys in files: the private half is sealed with a key of its own derived from the master key, and tied to its issuer and label, so
 * that a file moved to another issuer does not open. That key outlives a change of the master key. An opened key stays in memory.
 */
export function createWrappedKeys(keys: MasterKeys): KeyMaker {
  const wrappingKey = createKeyrings(keys).current['seal-keys'];
  const opened = new Map<string, KeyObject>();
  const place = ({ issuerSlug, label }: KeyName) => `seal-key|${issuerSlug}|${label}`;

  function open(name: KeyName, part: PrivatePart): KeyObject {
    const known = opened.get(name.label);
    if (known !== undefined) return known;
    if (part.kind !== 'wrapped') throw inModule();
    const der = openEnvelope(wrappingKey, Buffer.from(part.value, 'base64'), place(name));
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    opened.set(name.label, key);
    return key;
  }

  return {
    async make(name) {
      const { privateKey } = await generateFor(name.algorithm);
      const sealed = sealEnvelope(wrappingKey, privateKey.export({ type: 'pkcs8', format: 'der' }), place(name));
      return { jwk: publicJwkOf(privateKey), privatePart: { kind: 'wrapped', value: sealed.toString('base64') } };
    },
    async sign(name, part, content) {
      return signWith(open(name, part), name.algorithm, content);
    },
  };
}

function generateFor(algorithm: SealAlgorithm): Promise<{ privateKey: KeyObject }> {
  if (algorithm === 'EdDSA') return generate('ed25519', undefined);
  return algorithm === 'ES256' ? generate('ec', { namedCurve: 'P-256' }) : generate('rsa', { modulusLength: RSA_BITS });
}

function signWith(key: KeyObject, algorithm: SealAlgorithm, content: Uint8Array): Buffer {
  if (algorithm === 'EdDSA') return sign(null, content, key);
  return algorithm === 'ES256' ? sign('sha256', content, { key, dsaEncoding: 'ieee-p1363' }) : sign('sha256', content, key);
}

function inModule(): DomainError {
  return new DomainError({
    code: 'SEAL_KEY_IN_MODULE',
    kind: 'unavailable',
    detail: 'The key of this issuer is in a hardware module, and none is set. Set SEAL_PKCS11_MODULE as before.',
  });
}
