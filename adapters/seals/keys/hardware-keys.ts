import { createHash } from 'node:crypto';
import type { Handle, PKCS11 } from 'pkcs11js';
import { DomainError } from '../../../domain/errors.js';
import type { KeyMaker, KeyName, PrivatePart } from './key-maker.js';
import { type PublicJwk, readPublicJwk, type SealAlgorithm } from './public-key.js';

/** Where the hardware module is and how it is opened. */
export interface ModuleSettings {
  /** Path of the vendor's PKCS#11 library. */
  module: string;
  /** Label of the token. */
  token: string;
  pin: string;
}

interface Opened {
  library: PKCS11;
  constants: typeof import('pkcs11js');
  session: Handle;
}

/** PKCS#11 3.0 numbers that the binding has no name for. */
const EDWARDS_KEY_PAIR_GEN = 0x1055;
const EDDSA = 0x1057;
/** The curves as DER: the name edwards25519, and the identifier of P-256. */
const ED25519_PARAMS = Buffer.from('130c656477617264733235353139', 'hex');
const P256_PARAMS = Buffer.from('06082a8648ce3d030107', 'hex');
const RSA_BITS = 2_048;

/**
 * Keys in a hardware module over PKCS#11: they are made there and cannot leave it; what is signed goes in, the signature comes out.
 * `pkcs11js` is an optional package. Throws DomainError unavailable where it or the module is missing or refuses.
 */
export function createHardwareKeys(settings: ModuleSettings): KeyMaker {
  let opened: Promise<Opened> | undefined;
  const open = () => {
    opened ??= openModule(settings);
    opened.catch(() => (opened = undefined)); // the next call tries again
    return opened;
  };
  return {
    async make(name) {
      const at = await open();
      return { jwk: guarded(() => generate(at, name)), privatePart: { kind: 'pkcs11', label: name.label } };
    },
    async sign(name, part, content) {
      const at = await open();
      return guarded(() => signWith(at, name, part, content));
    },
  };
}

async function openModule({ module, token, pin }: ModuleSettings): Promise<Opened> {
  const constants = await import('pkcs11js').catch((cause: unknown) => {
    throw unavailable('The package pkcs11js is not installed; it is needed for SEAL_PKCS11_MODULE.', cause);
  });
  return guarded(() => {
    const library = new constants.PKCS11();
    library.load(module);
    library.C_Initialize({ flags: constants.CKF_OS_LOCKING_OK });
    const slot = library.C_GetSlotList(true).find((one) => library.C_GetTokenInfo(one).label.replace(/[\s\0]+$/, '') === token);
    if (slot === undefined) throw unavailable(`The hardware module has no token ${token}.`);
    const session = library.C_OpenSession(slot, constants.CKF_SERIAL_SESSION | constants.CKF_RW_SESSION);
    library.C_Login(session, constants.CKU_USER, pin);
    return { library, constants, session };
  });
}

function generate({ library, constants: c, session }: Opened, { algorithm, label }: KeyName): PublicJwk {
  const id = createHash('sha256').update(label).digest().subarray(0, 16);
  const common = [
    { type: c.CKA_TOKEN, value: true },
    { type: c.CKA_LABEL, value: label },
    { type: c.CKA_ID, value: id },
  ];
  const params = algorithm === 'EdDSA' ? ED25519_PARAMS : P256_PARAMS;
  const kind =
    algorithm === 'RS256'
      ? [
          { type: c.CKA_MODULUS_BITS, value: RSA_BITS },
          { type: c.CKA_PUBLIC_EXPONENT, value: Buffer.of(1, 0, 1) },
        ]
      : [{ type: c.CKA_EC_PARAMS, value: params }];
  const mechanism = { EdDSA: EDWARDS_KEY_PAIR_GEN, ES256: c.CKM_EC_KEY_PAIR_GEN, RS256: c.CKM_RSA_PKCS_KEY_PAIR_GEN }[algorithm];
  const { publicKey } = library.C_GenerateKeyPair(
    session,
    { mechanism },
    [...common, ...kind, { type: c.CKA_VERIFY, value: true }],
    [
      ...common,
      { type: c.CKA_SIGN, value: true },
      { type: c.CKA_SENSITIVE, value: true },
      { type: c.CKA_EXTRACTABLE, value: false },
      { type: c.CKA_PRIVATE, value: true },
    ],
  );
  return readPublic({ library, constants: c, session }, publicKey, algorithm);
}

function readPublic({ library, constants: c, session }: Opened, key: Handle, algorithm: SealAlgorithm): PublicJwk {
  const read = (type: number) => Buffer.from(library.C_GetAttributeValue(session, key, [{ type }])[0]?.value as Buffer); // asked for as bytes
  const url = (bytes: Buffer) => bytes.toString('base64url');
  const jwk =
    algorithm === 'RS256'
      ? { kty: 'RSA', n: url(read(c.CKA_MODULUS)), e: url(read(c.CKA_PUBLIC_EXPONENT)) }
      : pointJwk(read(c.CKA_EC_POINT), algorithm, url);
  const known = readPublicJwk(jwk);
  if (known === undefined) throw unavailable('The hardware module made a key that cannot be read.');
  return known;
}

/** The point comes wrapped in an OCTET STRING: two bytes before an Ed25519 key, two and the mark 04 before x and y. */
function pointJwk(point: Buffer, algorithm: SealAlgorithm, url: (bytes: Buffer) => string) {
  if (algorithm === 'EdDSA') return { kty: 'OKP', crv: 'Ed25519', x: url(point.subarray(-32)) };
  return { kty: 'EC', crv: 'P-256', x: url(point.subarray(-64, -32)), y: url(point.subarray(-32)) };
}

function signWith({ library, constants: c, session }: Opened, { algorithm }: KeyName, part: PrivatePart, content: Uint8Array): Buffer {
  if (part.kind !== 'pkcs11') throw unavailable('The key of this issuer is in a file. Rotate it to have one made in the module.');
  library.C_FindObjectsInit(session, [
    { type: c.CKA_CLASS, value: c.CKO_PRIVATE_KEY },
    { type: c.CKA_LABEL, value: part.label },
  ]);
  const [key] = library.C_FindObjects(session, 1);
  library.C_FindObjectsFinal(session);
  if (key === undefined) throw unavailable('The hardware module does not hold the key of this issuer.');
  const mechanism = { EdDSA: EDDSA, ES256: c.CKM_ECDSA, RS256: c.CKM_SHA256_RSA_PKCS }[algorithm];
  const input = algorithm === 'ES256' ? createHash('sha256').update(content).digest() : Buffer.from(content);
  library.C_SignInit(session, { mechanism }, key);
  return library.C_Sign(session, input, Buffer.alloc(algorithm === 'RS256' ? RSA_BITS / 8 : 64));
}

/** What the module refuses is its own affair and may pass; its texts can name slots and serials, so they stay out. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw unavailable('The hardware module of the seal keys does not answer as it should.', cause);
  }
}

function unavailable(detail: string, cause?: unknown): DomainError {
  return new DomainError({ code: 'SEAL_KEY_MODULE_AWAY', kind: 'unavailable', detail, cause });
}
