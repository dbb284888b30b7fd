import { DISCOVERY_PATH, type DiscoveryDocument, readDiscovery } from '../../domain/portability/transfer.js';
import { guardedRequest, type OutboundProblem } from '../outbound/guarded-request.js';
import { readJwks, type TransferJwk } from './transfer-keys.js';

/** An organisation that can receive: what it says of itself, and its keys. */
export interface Receiver {
  document: DiscoveryDocument;
  keys: TransferJwk[];
}

/** `retry`: it may answer later. Otherwise it says, over a connection that was verified, that it takes nothing of the kind. */
export type Discovery = { ok: true; receiver: Receiver } | { ok: false; problem: OutboundProblem | 'NO_RECEIVER'; mayRetry: boolean };

const SMALL_BYTES = 65_536;

/** Asks an origin how it receives: its discovery document, then its keys; TLS is verified, no redirect is followed. */
export async function discover(origin: string, allowedHosts: readonly string[]): Promise<Discovery> {
  const asked = await fetchJson(new URL(DISCOVERY_PATH, origin).href, allowedHosts);
  if (!asked.ok) return asked;
  const document = readDiscovery(asked.value, origin);
  if (document === undefined) return { ok: false, problem: 'NO_RECEIVER', mayRetry: false };
  const published = await keysAt(document.jwksUri, allowedHosts);
  if (!published.ok) return published;
  return { ok: true, receiver: { document, keys: published.keys } };
}

/** The Ed25519 keys at this address; none at all counts as no receiver. */
export async function keysAt(
  url: string,
  allowedHosts: readonly string[],
): Promise<{ ok: true; keys: TransferJwk[] } | Extract<Discovery, { ok: false }>> {
  const asked = await fetchJson(url, allowedHosts);
  if (!asked.ok) return asked;
  const keys = readJwks(asked.value);
  return keys.length === 0 ? { ok: false, problem: 'NO_RECEIVER', mayRetry: false } : { ok: true, keys };
}

async function fetchJson(
  url: string,
  allowedHosts: readonly string[],
): Promise<{ ok: true; value: unknown } | Extract<Discovery, { ok: false }>> {
  const asked = await guardedRequest({ url, headers: { accept: 'application/json' }, maxBytes: SMALL_BYTES, allowedHosts });
  if (!asked.ok)
    return { ok: false, problem: asked.problem, mayRetry: asked.problem !== 'FORBIDDEN_ADDRESS' && asked.problem !== 'TOO_LARGE' };
  const { status, body } = asked.answer;
  if (status === 200) {
    try {
      return { ok: true, value: JSON.parse(body.toString('utf8')) };
    } catch {
      return { ok: false, problem: 'NO_RECEIVER', mayRetry: false };
    }
  }
  const mayRetry = status === 429 || status >= 500;
  return { ok: false, problem: mayRetry ? 'UNREACHABLE' : 'NO_RECEIVER', mayRetry };
}
