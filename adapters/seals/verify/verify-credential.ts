import { verifiableSeal } from '../../../domain/seals/credential.js';
import { issuerSlugOf } from '../../../domain/seals/ids.js';
import { coversHost, type SealShelf, type ShelvedSeal } from '../../../domain/seals/shelf.js';
import { type ReasonCode, timeReasons } from '../../../domain/seals/verdict.js';
import { isObject, type JsonObject, setOf } from '../encoding/json-object.js';
import type { SealKeys } from '../keys/signer.js';
import { checkSignature } from './check-signature.js';
import { checkStatus } from './check-status.js';
import { brokenRules, issuerIdOf, readStamp } from './credential-model.js';
import type { FetchDocument } from './outside-documents.js';
import type { ReadCredential } from './read-credential.js';

/** What a verification stands on. */
export interface VerifierSources {
  publicUrl: string;
  keys: Pick<SealKeys, 'list'>;
  shelf: SealShelf;
  fetch: FetchDocument;
  now: Date;
}

/** What was found of a credential: every fact, and the seal in our register where it is one of ours. */
export interface Findings {
  reasons: ReasonCode[];
  seal?: ShelvedSeal;
  /** The hosts a credential says it is for. */
  domains: string[];
}

/**
 * Checks everything a credential stands on, in the order of what it costs: its form, its signature, our register or the lists of its
 * issuer, its time, and the domain it was found on. Later checks are left out once the signature does not hold: what an unsigned
 * document says about itself is worth nothing, and nothing is fetched for it.
 */
export async function verifyCredential(read: ReadCredential, sources: VerifierSources, foundOn?: string): Promise<Findings> {
  const { credential } = read;
  const domains = domainsOf(credential);
  const broken = brokenRules(credential);
  if (broken.length > 0) return { reasons: broken, domains };
  const signature = await checkSignature(read, sources);
  if (signature !== 'SIGNATURE_HOLDS') return { reasons: [signature, ...explain(signature, read, sources)], domains };
  const register = await lookUp(credential, sources);
  const status = register ?? { reasons: await checkStatus(credential, sources) };
  const reasons: ReasonCode[] = [signature, ...status.reasons, ...timesOf(credential, sources.now)];
  if (foundOn !== undefined && !isFor(foundOn, domains, register?.seal)) reasons.push('WRONG_DOMAIN');
  const seal = register?.seal === undefined ? {} : { seal: register.seal };
  return { reasons, domains, ...seal };
}

/** Beside a JWT that has run out, the time of the credential itself says the same. */
function explain(signature: ReasonCode, { credential }: ReadCredential, { now }: VerifierSources): ReasonCode[] {
  return signature === 'SIGNATURE_WRONG' || signature === 'KEY_UNKNOWN'
    ? []
    : timesOf(credential, now).filter((code) => code === 'EXPIRED' && code !== signature);
}

const timesOf = ({ validFrom, validUntil }: JsonObject, now: Date) =>
  timeReasons({ validFrom: readStamp(validFrom), validUntil: readStamp(validUntil) }, now);

/** A credential of ours counts as long as the register says so; our lists are made from it. Undefined for somebody else's. */
async function lookUp(
  credential: JsonObject,
  { publicUrl, shelf }: VerifierSources,
): Promise<{ reasons: ReasonCode[]; seal?: ShelvedSeal } | undefined> {
  if (issuerSlugOf(publicUrl, issuerIdOf(credential) ?? '') === undefined) return undefined;
  const sealId = sealIdOf(publicUrl, credential.id);
  const seal = sealId === undefined ? undefined : await shelf.find(sealId);
  if (seal === undefined) return { reasons: ['NOT_IN_REGISTER'] };
  return { reasons: [...registerReasons(seal), ...ageReasons(credential, seal)], seal };
}

/**
 * Whether it is the credential that the seal has now. One of before a renewal is true until its own end; one that states another holder,
 * website, number or award was replaced, whatever its dates.
 */
function ageReasons(credential: JsonObject, { statement }: ShelvedSeal): ReasonCode[] {
  const now = verifiableSeal(statement);
  const { id, name, licenseNumber, achievement } = now.credentialSubject;
  const [said] = setOf(credential.credentialSubject);
  const isSaid =
    isObject(said) && said.id === id && said.name === name && said.licenseNumber === licenseNumber && isObject(said.achievement);
  if (!isSaid || (isObject(said.achievement) && said.achievement.id !== achievement.id)) return ['OLDER_CREDENTIAL'];
  return wholeSecondsOf(credential.validUntil) === wholeSecondsOf(now.validUntil) ? [] : ['RENEWED_SINCE'];
}

const wholeSecondsOf = (stamp: unknown) => Math.floor((readStamp(stamp)?.getTime() ?? 0) / 1000);

/** What the register says of a seal's status. */
export function registerReasons({ status }: Pick<ShelvedSeal, 'status'>): ReasonCode[] {
  switch (status) {
    case 'revoked':
      return ['REVOKED'];
    case 'suspended':
      return ['SUSPENDED'];
    case 'superseded':
      return ['SUPERSEDED'];
    case 'expired':
      return ['EXPIRED'];
    case 'active':
      return ['IN_REGISTER'];
    case 'draft':
      return ['NOT_IN_REGISTER'];
  }
}

/** The seal an address of ours leads to, in any of its forms. */
export function sealIdOf(publicUrl: string, url: unknown): string | undefined {
  if (typeof url !== 'string' || !url.startsWith(`${publicUrl}/`)) return undefined;
  return /^\/(?:verify|seals)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#].*)?$/i
    .exec(url.slice(publicUrl.length))?.[1]
    ?.toLowerCase();
}

/** The hosts of the subjects that are websites. */
function domainsOf(credential: JsonObject): string[] {
  return setOf(credential.credentialSubject).flatMap((subject) => {
    const id = isObject(subject) ? subject.id : undefined;
    if (typeof id !== 'string') return [];
    if (id.startsWith('did:web:')) return [decodeHost(id.split(':')[2] ?? '')];
    return /^https?:/.test(id) && URL.canParse(id) ? [new URL(id).hostname] : [];
  });
}

const decodeHost = (part: string) => part.replace(/%3a.*$/i, '');

function isFor(host: string, domains: readonly string[], seal: ShelvedSeal | undefined): boolean {
  return seal === undefined ? domains.includes(host) : coversHost(seal, host);
}
