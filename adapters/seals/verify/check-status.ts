import { STATUS_PURPOSES, type StatusPurpose } from '../../../domain/seals/statement.js';
import { CLOCK_SKEW_MS, type ReasonCode } from '../../../domain/seals/verdict.js';
import { isObject, type JsonObject, setOf } from '../encoding/json-object.js';
import { decodeList, statusAt } from '../status/bitstring.js';
import { checkSignature } from './check-signature.js';
import { brokenRules, issuerIdOf, isUrl, readStamp } from './credential-model.js';
import { readCredential } from './read-credential.js';
import type { KeySources } from './resolve-key.js';

const MOST_ENTRIES = 4;
const LIST_TYPES = 'application/vc+ld+json, application/vc+jwt, application/vc, application/json';

/** What a set bit means; other purposes (`refresh`, `message`) say nothing about whether a credential is good. */
const SET_MEANS = { revocation: 'REVOKED', suspension: 'SUSPENDED' } as const satisfies Record<StatusPurpose, ReasonCode>;

interface Entry {
  purpose: StatusPurpose;
  index: number;
  listUrl: string;
  size: number;
}

/** What the status lists of a credential of somebody else say. A list that cannot be had or trusted makes the status unknown, never clear. */
export async function checkStatus(credential: JsonObject, sources: KeySources): Promise<ReasonCode[]> {
  const entries = setOf(credential.credentialStatus);
  if (entries.length === 0) return ['NO_STATUS'];
  if (entries.length > MOST_ENTRIES) return ['TOO_COMPLEX'];
  const reasons: ReasonCode[] = [];
  for (const one of entries) {
    const entry = readEntry(one);
    const reason = typeof entry === 'string' ? entry : entry === undefined ? undefined : await checkEntry(entry, credential, sources);
    if (reason !== undefined) reasons.push(reason);
  }
  return reasons.length === 0 ? ['STATUS_CLEAR'] : reasons;
}

/** Undefined for a purpose that does not concern us; a type of status we cannot read leaves the status unknown. */
function readEntry(value: unknown): Entry | ReasonCode | undefined {
  if (!isObject(value)) return 'STATUS_ENTRY_WRONG';
  const { type, id, statusPurpose, statusListIndex, statusListCredential, statusSize = 1 } = value;
  if (type !== 'BitstringStatusListEntry') return 'STATUS_UNREACHABLE';
  const isIndex = typeof statusListIndex === 'string' && /^\d{1,10}$/.test(statusListIndex);
  const isSize = typeof statusSize === 'number' && Number.isInteger(statusSize) && statusSize >= 1 && statusSize <= 8;
  if (typeof statusPurpose !== 'string' || !isIndex || !isSize || !isUrl(statusListCredential) || id === statusListCredential)
    return 'STATUS_ENTRY_WRONG';
  const purpose = STATUS_PURPOSES.find((one) => one === statusPurpose);
  if (purpose === undefined) return undefined;
  return { purpose, index: Number(statusListIndex), listUrl: statusListCredential, size: statusSize };
}

async function checkEntry(entry: Entry, credential: JsonObject, sources: KeySources): Promise<ReasonCode | undefined> {
  // Ours are asked of the register; a credential of somebody else that points to one of ours is not covered by it.
  if (entry.listUrl.startsWith(`${sources.publicUrl}/`)) return 'STATUS_LIST_WRONG';
  const fetched = await sources.fetch(entry.listUrl, LIST_TYPES);
  if (!fetched.ok) return fetched.problem === 'ADDRESS_NOT_ALLOWED' ? 'ADDRESS_NOT_ALLOWED' : 'STATUS_UNREACHABLE';
  const read = readCredential(fetched.text);
  if (typeof read === 'string') return 'STATUS_LIST_WRONG';
  const isTrusted =
    isListFor(read.credential, entry, credential, sources.now) && (await checkSignature(read, sources)) === 'SIGNATURE_HOLDS';
  return isTrusted ? bitOf(read.credential, entry) : 'STATUS_LIST_WRONG';
}

/** A list counts where it is the one asked for, for this purpose, of the same issuer, and of this time. */
function isListFor(list: JsonObject, { listUrl, purpose }: Entry, credential: JsonObject, now: Date): boolean {
  const [subject] = setOf(list.credentialSubject);
  const [from, until] = [readStamp(list.validFrom), readStamp(list.validUntil)];
  return (
    brokenRules(list).length === 0 &&
    setOf(list.type).includes('BitstringStatusListCredential') &&
    (list.id === undefined || list.id === listUrl) &&
    issuerIdOf(list) === issuerIdOf(credential) &&
    isObject(subject) &&
    setOf(subject.type).includes('BitstringStatusList') &&
    setOf(subject.statusPurpose).includes(purpose) &&
    (from === undefined || from.getTime() <= now.getTime() + CLOCK_SKEW_MS) &&
    (until === undefined || until > now)
  );
}

function bitOf(list: JsonObject, { index, size, purpose }: Entry): ReasonCode | undefined {
  const [subject] = setOf(list.credentialSubject);
  const encoded = isObject(subject) ? subject.encodedList : undefined;
  const bits = typeof encoded === 'string' ? decodeList(encoded) : 'MALFORMED_VALUE_ERROR';
  if (typeof bits === 'string') return 'STATUS_LIST_WRONG';
  const status = statusAt(bits, index, size);
  if (status === undefined) return 'STATUS_OUT_OF_RANGE';
  return status === 0 ? undefined : SET_MEANS[purpose];
}
