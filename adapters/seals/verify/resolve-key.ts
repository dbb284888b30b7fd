import type { KeyObject } from 'node:crypto';
import { issuerSlugOf } from '../../../domain/seals/ids.js';
import type { ReasonCode } from '../../../domain/seals/verdict.js';
import { isObject, type JsonObject, setOf } from '../encoding/json-object.js';
import { multikeyOf, readMultikey } from '../encoding/multikey.js';
import { algorithmOf, openPublicKey, type PublicJwk, readPublicJwk, type SealAlgorithm, thumbprintOf } from '../keys/public-key.js';
import { isPublished, type SealKeys } from '../keys/signer.js';
import { didWebUrl } from './did-web.js';
import type { FetchDocument } from './outside-documents.js';

/** A key that a credential says it was signed with, proven to be the issuer's. */
export interface FoundKey {
  key: KeyObject;
  algorithm: SealAlgorithm;
}

export interface KeySources {
  publicUrl: string;
  keys: Pick<SealKeys, 'list'>;
  fetch: FetchDocument;
  now: Date;
}

const DOCUMENT = 'application/did+ld+json, application/did+json, application/json';

/**
 * Finds the key of `methodUrl` in what the issuer itself publishes: ours in the keystore, did:key in its own name, did:web and https
 * at the issuer's address. A key that the issuer does not name for assertions is none of its keys, whoever signed with it.
 */
export async function resolveKey(issuerId: string, methodUrl: string, sources: KeySources): Promise<FoundKey | ReasonCode> {
  const [owner = ''] = methodUrl.split('#');
  if (issuerId.startsWith('did:') && owner !== issuerId) return 'KEY_NOT_THE_ISSUERS';
  const slug = issuerSlugOf(sources.publicUrl, issuerId);
  if (slug !== undefined) return ourKey(issuerId, slug, methodUrl, sources);
  if (issuerId.startsWith('did:key:')) return didKey(issuerId, methodUrl);
  const url = issuerId.startsWith('did:') ? didWebUrl(issuerId) : documentUrl(issuerId, owner);
  if (url === undefined) return issuerId.startsWith('did:web:') ? 'ISSUER_WRONG' : 'ISSUER_METHOD_UNKNOWN';
  const document = await sources.fetch(url, DOCUMENT);
  if (!issuerId.startsWith('did:') && document.ok && document.json !== undefined && document.json.verificationMethod === undefined)
    return bareKey(document.json, issuerId, methodUrl, sources);
  return publishedKey(issuerId, methodUrl, document);
}

/** An https issuer publishes its key at its own origin, or nowhere. */
function documentUrl(issuerId: string, owner: string): string | undefined {
  if (!issuerId.startsWith('https://') || !URL.canParse(issuerId) || !URL.canParse(owner)) return undefined;
  return new URL(issuerId).origin === new URL(owner).origin ? owner : undefined;
}

async function ourKey(did: string, slug: string, methodUrl: string, { keys, now }: KeySources): Promise<FoundKey | ReasonCode> {
  const fragment = methodUrl.slice(did.length + 1);
  const found = (await keys.list(slug)).find(({ kid, jwk }) => fragment === kid || fragment === multikeyOf(jwk));
  if (found === undefined) return 'KEY_UNKNOWN';
  if (found.state === 'compromised') return 'KEY_COMPROMISED';
  return isPublished(found, now) ? open(found.jwk) : 'KEY_UNKNOWN';
}

function didKey(did: string, methodUrl: string): FoundKey | ReasonCode {
  const multikey = did.slice('did:key:'.length);
  const jwk = readMultikey(multikey);
  return jwk !== undefined && methodUrl === `${did}#${multikey}` ? open(jwk) : 'KEY_UNKNOWN';
}

function publishedKey(issuerId: string, methodUrl: string, document: Awaited<ReturnType<FetchDocument>>): FoundKey | ReasonCode {
  if (!document.ok) return document.problem === 'ADDRESS_NOT_ALLOWED' ? 'ADDRESS_NOT_ALLOWED' : 'ISSUER_UNREACHABLE';
  const { json } = document;
  if (json === undefined) return 'ISSUER_UNREACHABLE';
  // The document of an https issuer is the one at its own address: another file of that host may be anybody's (Controlled Identifiers 1.0, 3.3).
  const isAtHome = issuerId.startsWith('did:') || methodUrl.split('#')[0] === issuerId;
  return isAtHome && json.id === issuerId ? methodOf(json, methodUrl) : 'KEY_NOT_THE_ISSUERS';
}

/** The address of a bare JWK, as Open Badges has it: it counts where the host says so in its JWKS too (Open Badges 3.0, 8.2.4). */
function bareKey(
  json: JsonObject,
  issuerId: string,
  methodUrl: string,
  sources: KeySources,
): FoundKey | ReasonCode | Promise<FoundKey | ReasonCode> {
  const jwk = readPublicJwk(json);
  return jwk !== undefined && !methodUrl.includes('#') ? resolveHeaderKey(issuerId, jwk, sources) : 'KEY_UNKNOWN';
}

/** A method counts where the document lists it for assertions and says that the issuer controls it. */
function methodOf(document: JsonObject, methodUrl: string): FoundKey | ReasonCode {
  const methods = [...setOf(document.verificationMethod), ...setOf(document.assertionMethod)].filter(isObject);
  const method = methods.find((one) => one.id === methodUrl);
  if (method === undefined) return 'KEY_UNKNOWN';
  const isForAssertions = setOf(document.assertionMethod).some((one) => one === methodUrl || (isObject(one) && one.id === methodUrl));
  if (!isForAssertions || method.controller !== document.id) return 'KEY_NOT_THE_ISSUERS';
  const { publicKeyMultibase, publicKeyJwk } = method;
  const jwk = typeof publicKeyMultibase === 'string' ? readMultikey(publicKeyMultibase) : readPublicJwk(publicKeyJwk);
  return jwk === undefined ? 'KEY_UNKNOWN' : open(jwk);
}

/** A key that came in the header of a JWT: it counts where the issuer publishes the same one. */
export async function resolveHeaderKey(issuerId: string, jwk: PublicJwk, sources: KeySources): Promise<FoundKey | ReasonCode> {
  const thumbprint = thumbprintOf(jwk);
  if (issuerSlugOf(sources.publicUrl, issuerId) !== undefined) return resolveKey(issuerId, `${issuerId}#${thumbprint}`, sources);
  const url = issuerId.startsWith('did:') ? didWebUrl(issuerId) : issuerId;
  if (url === undefined || !URL.canParse(url)) return 'ISSUER_METHOD_UNKNOWN';
  const document = await sources.fetch(`${new URL(url).origin}/.well-known/jwks.json`, 'application/jwk-set+json, application/json');
  if (!document.ok) return document.problem === 'ADDRESS_NOT_ALLOWED' ? 'ADDRESS_NOT_ALLOWED' : 'ISSUER_UNREACHABLE';
  const isTheIssuers = setOf(document.json?.keys).some((one) => {
    const published = readPublicJwk(one);
    const isFor = isObject(one) && (one.iss === undefined || one.iss === issuerId);
    return published !== undefined && isFor && thumbprintOf(published) === thumbprint;
  });
  return isTheIssuers ? open(jwk) : 'KEY_NOT_THE_ISSUERS';
}

function open(jwk: PublicJwk): FoundKey | ReasonCode {
  const key = openPublicKey(jwk);
  return key === undefined ? 'KEY_UNKNOWN' : { key, algorithm: algorithmOf(jwk) };
}
