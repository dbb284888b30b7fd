import { createHash, hkdfSync } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import { openEnvelope, sealEnvelope } from './envelope.js';

/** Change with the master key: what they sealed is sealed anew (`rightsdesk keys rotate-master`). */
const RENEWED = ['wrapping', 'sealing'] as const;
/** Outlive it: what they made is in mails, in other people's hands, or cannot be made again because the text is gone. */
const KEPT = ['index', 'search', 'links', 'status', 'payloads', 'transfers', 'handed-out', 'seal-keys', 'day-marks'] as const;
const KEY_BYTES = 32;
const KEPT_CONTEXT = 'master|kept-keys';

/** What a sub-key of the master key may be used for. No two uses share a key. */
export type KeyPurpose = (typeof RENEWED)[number] | (typeof KEPT)[number];

/** The master key's children (HKDF-SHA-256), and a short public name of all of them together. */
export type Keyring = Readonly<Record<KeyPurpose, Buffer>> & { readonly keyId: string };

/** The master key of now, and where there was another before it: that one until everything is sealed anew, and what is kept of it. */
export interface MasterKeys {
  masterKey: string;
  formerKey?: string;
  /** What `sealKept` wrote. */
  keptKeys?: string;
}

/** The keys of now, and those of before while both are in use. */
export interface Keyrings {
  current: Keyring;
  former?: { sealing: Buffer; wrapping: Buffer; keyIds: readonly string[] };
}

const invalid = (code: 'MASTER_KEY_INVALID' | 'KEPT_KEYS_INVALID', detail: string) => new DomainError({ code, kind: 'invalid', detail });

function decodeMasterKey(masterKey: string): Buffer {
  const key = Buffer.from(masterKey, 'base64');
  if (key.length !== KEY_BYTES) throw invalid('MASTER_KEY_INVALID', 'MASTER_KEY must be 32 bytes in base64.');
  return key;
}

/** Without `kept` everything comes from the master key, as in an installation that never changed it. */
function ringOf(masterKey: string, kept?: Buffer): Keyring {
  const master = decodeMasterKey(masterKey);
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'rightsdesk/v1', purpose, KEY_BYTES));
  const keptOr = (purpose: (typeof KEPT)[number], derivedAs: string) => {
    const at = KEPT.indexOf(purpose) * KEY_BYTES;
    return kept === undefined ? derive(derivedAs) : kept.subarray(at, at + KEY_BYTES);
  };
  const named = createHash('sha256').update(derive('key-id'));
  if (kept !== undefined) named.update(kept);
  return {
    keyId: named.digest('hex').slice(0, 8),
    wrapping: derive('wrapping'),
    sealing: derive('sealing'),
    index: keptOr('index', 'index'),
    search: keptOr('search', 'search'),
    links: keptOr('links', 'links'),
    status: keptOr('status', 'status'),
    payloads: keptOr('payloads', 'payloads'),
    transfers: keptOr('transfers', 'transfers'),
    'handed-out': keptOr('handed-out', 'sealing'),
    'seal-keys': keptOr('seal-keys', 'seal-keys'),
    'day-marks': keptOr('day-marks', 'day-marks'),
  };
}

const keptOf = (ring: Keyring) => Buffer.concat(KEPT.map((purpose) => ring[purpose]));

function tryOpenKept(masterKey: string, keptKeys: string): Buffer | undefined {
  try {
    return openEnvelope(ringOf(masterKey).wrapping, Buffer.from(keptKeys, 'base64'), KEPT_CONTEXT);
  } catch {
    return undefined; // of another master key; whoever asks tries the other one
  }
}

/**
 * Derives every key of the program from the master key.
 * @param masterKey 32 bytes in base64; anything else is MASTER_KEY_INVALID.
 */
export function createKeyring(masterKey: string): Keyring {
  return ringOf(masterKey);
}

/** The same after or during a change of the master key. KEPT_KEYS_INVALID where the kept keys belong to neither. */
export function createKeyrings({ masterKey, formerKey, keptKeys }: MasterKeys): Keyrings {
  const masters = formerKey === undefined ? [masterKey] : [masterKey, formerKey];
  const opened = keptKeys === undefined ? undefined : masters.map((key) => tryOpenKept(key, keptKeys)).find((kept) => kept !== undefined);
  if (keptKeys !== undefined && opened?.length !== KEPT.length * KEY_BYTES)
    throw invalid('KEPT_KEYS_INVALID', 'KEPT_KEYS does not belong to MASTER_KEY: set the pair that keys rotate-master printed.');
  if (formerKey === undefined) return { current: ringOf(masterKey, opened) };
  const formerRings = opened === undefined ? [ringOf(formerKey)] : [ringOf(formerKey), ringOf(formerKey, opened)];
  const [former] = formerRings;
  if (former === undefined) throw new Error('there is always a former ring here');
  return {
    current: ringOf(masterKey, opened ?? keptOf(former)),
    former: { sealing: former.sealing, wrapping: former.wrapping, keyIds: formerRings.map(({ keyId }) => keyId) },
  };
}

/** What is kept of earlier master keys, sealed with this one: the setting KEPT_KEYS. Secret together with the master key only. */
export function sealKept(ring: Keyring): string {
  return sealEnvelope(ring.wrapping, keptOf(ring), KEPT_CONTEXT).toString('base64');
}
