import { coversHost, type SealShelf, type ShelvedSeal } from '../../../domain/seals/shelf.js';
import { type ReasonCode, timeReasons, type Verdict, verdictOf } from '../../../domain/seals/verdict.js';
import { openFile } from '../containers/open-file.js';
import { isObject, isWithin, type JsonObject } from '../encoding/json-object.js';
import type { SealKeys } from '../keys/signer.js';
import { issuerIdOf } from './credential-model.js';
import { didWebUrl } from './did-web.js';
import { createOutsideDocuments } from './outside-documents.js';
import { type ReadCredential, readCredential } from './read-credential.js';
import { registerReasons, sealIdOf, type VerifierSources, verifyCredential } from './verify-credential.js';

/** What is to be verified. `foundOn`: the host it was seen on, in the form of DNS. */
export type Verifiable =
  | { credential: unknown; foundOn?: string }
  | { file: Buffer; foundOn?: string }
  | { url: string; foundOn?: string }
  | { domain: string };

/** The result; `seal` where it is one of ours and its issuer lets it be seen. */
export interface Verification {
  verdict: Verdict;
  reasons: ReasonCode[];
  seal?: ShelvedSeal;
  /** What a credential of another issuer says of itself, worth as much as the verdict. */
  said?: SaidElsewhere;
}

/** A valid signature proves `issuer` and nothing else: anybody can make a key, and call its owner by any name. */
export interface SaidElsewhere {
  /** The id it was signed under: a DID or an address. */
  issuer: string;
  /** The website that stands behind this id; undefined for a bare key (did:key). */
  host: string | undefined;
  /** The name that it gives its issuer. */
  callsIssuer: string;
  name: string;
  domains: string[];
}

export interface Verifier {
  verify(what: Verifiable): Promise<Verification>;
  /** What the register says of one of our seals; undefined where the public sees nothing of it. */
  lookUp(sealId: string): Promise<Verification | undefined>;
  /** The same for every seal of a domain, the best first. */
  lookUpDomain(domain: string): Promise<(Verification & { seal: ShelvedSeal })[]>;
}

const FORMS = 'application/vc+ld+json, application/vc+jwt, application/vc, application/json;q=0.9, text/plain;q=0.5';
const LIMITS = { values: 20_000, depth: 40 };

/** One function for every form a seal can be met in: a credential, a file, an address, a domain. It never throws for what comes in. */
export function createVerifier(deps: {
  publicUrl: string;
  keys: Pick<SealKeys, 'list'>;
  shelf: SealShelf;
  allowedHosts: readonly string[];
  now: () => Date;
}): Verifier {
  const outside = createOutsideDocuments(deps.allowedHosts);
  const sources = (): VerifierSources => ({ ...deps, fetch: outside(), now: deps.now() });

  async function ofRead(read: ReadCredential | ReasonCode, from: VerifierSources, foundOn?: string): Promise<Verification> {
    if (typeof read === 'string') return resultOf([read]);
    const { reasons, seal, domains } = await verifyCredential(read, from, foundOn);
    return { ...resultOf(reasons), ...(seal === undefined ? { said: saidBy(read.credential, domains) } : { seal }) };
  }

  async function lookUp(sealId: string, foundOn?: string): Promise<Verification | undefined> {
    const seal = await deps.shelf.find(sealId);
    if (seal === undefined || !isShown(seal)) return undefined;
    const isElsewhere = foundOn !== undefined && !coversHost(seal, foundOn);
    return { ...resultOf([...factsOf(seal, deps.now()), ...(isElsewhere ? (['WRONG_DOMAIN'] as const) : [])]), seal };
  }

  async function ofUrl(url: string, foundOn?: string): Promise<Verification> {
    if (!URL.canParse(url)) return resultOf(['ADDRESS_NOT_ALLOWED']);
    const ours = asOurs(url, deps.publicUrl);
    if (ours !== undefined) return (await lookUp(sealIdOf(deps.publicUrl, ours) ?? '', foundOn)) ?? resultOf(['NOT_IN_REGISTER']);
    const from = sources();
    const fetched = await from.fetch(url, FORMS);
    return fetched.ok ? ofRead(readCredential(fetched.text), from, foundOn) : resultOf([fetched.problem]);
  }

  async function lookUpDomain(domain: string): Promise<(Verification & { seal: ShelvedSeal })[]> {
    const seals = (await deps.shelf.findByDomain(domain)).filter(isShown);
    return seals.map((seal) => ({ ...resultOf(factsOf(seal, deps.now())), seal }));
  }

  return {
    lookUp: (sealId) => lookUp(sealId),
    lookUpDomain,
    async verify(what) {
      if ('domain' in what) return (await lookUpDomain(what.domain))[0] ?? resultOf(['NO_SEAL_FOR_DOMAIN']);
      if ('url' in what) return ofUrl(what.url, what.foundOn);
      if ('credential' in what) return ofRead(readAny(what.credential), sources(), what.foundOn);
      const opened = openFile(what.file);
      return ofRead(typeof opened === 'string' ? opened : readCredential(opened.text), sources(), what.foundOn);
    },
  };
}

const resultOf = (reasons: ReasonCode[]): Verification => ({ verdict: verdictOf(reasons), reasons });

function factsOf(seal: ShelvedSeal, now: Date): ReasonCode[] {
  const { validFrom, validUntil } = seal.statement;
  return [...registerReasons(seal), ...timeReasons({ validFrom: new Date(validFrom), validUntil: new Date(validUntil) }, now)];
}

/** Whether the public sees anything of a seal that is looked up; the issuer chooses for those that are not good. */
function isShown({ status, publicView }: ShelvedSeal): boolean {
  if (status === 'revoked') return publicView.whenRevoked === 'say-so';
  return status !== 'suspended' || publicView.whenSuspended === 'say-so';
}

function readAny(credential: unknown): ReadCredential | ReasonCode {
  if (typeof credential === 'string') return readCredential(credential);
  if (!isObject(credential)) return 'NOTHING_READABLE';
  return isWithin(credential, LIMITS) ? readCredential(JSON.stringify(credential)) : 'TOO_COMPLEX';
}

/** An address of ours in the words of PUBLIC_URL; a loopback host is ours by any of its names. Undefined for somebody else's. */
function asOurs(url: string, publicUrl: string): string | undefined {
  const [asked, own] = [new URL(url), new URL(publicUrl)];
  const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
  const isSameHost = asked.hostname === own.hostname || (isLoopback(asked.hostname) && isLoopback(own.hostname));
  return isSameHost && asked.port === own.port ? `${publicUrl}${asked.pathname}${asked.search}` : undefined;
}

function saidBy(credential: JsonObject, domains: string[]): SaidElsewhere {
  const { issuer, name } = credential;
  const id = issuerIdOf(credential) ?? '';
  const short = (value: unknown) => (typeof value === 'string' ? value.slice(0, 300) : '');
  const callsIssuer = isObject(issuer) ? short(issuer.name) : '';
  return { issuer: short(id), host: hostBehind(id), callsIssuer, name: short(name), domains: domains.slice(0, 5) };
}

/** The host that publishes the keys of an id, with the path where only that is proven (did:web Method Specification, 2.5). */
function hostBehind(id: string): string | undefined {
  const url = id.startsWith('did:web:') ? didWebUrl(id) : id.startsWith('https://') ? id : undefined;
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  return id.startsWith('did:web:') ? `${host}${pathname.replace(/\/(\.well-known\/)?did\.json$/, '')}` : host;
}
