import { DomainError } from '../../domain/errors.js';
import { DISCOVERY_PATH, TRANSFER_MEDIA_TYPE, type TransferHead } from '../../domain/portability/transfer.js';
import type { Vault } from '../crypto/vault.js';
import { discover } from './discover.js';
import { openTransfer } from './envelope.js';
import { claimOf, requireSigned, type SignatureClaim, sha256OfDigest } from './signed-request.js';
import { ownJwk } from './transfer-keys.js';

/** The largest package that is taken: the whole body, head included. */
export const MAX_INCOMING_BYTES = 512 * 1024 * 1024;
/** Where we take packages. */
export const INCOMING_PATH = '/api/v1/portability/incoming';
export const JWKS_PATH = '/.well-known/portability-jwks.json';

/** What we publish at DISCOVERY_PATH, so that others find out how to hand over to us. */
export function ownDiscovery(settings: { name: string; publicUrl: string }) {
  const { origin } = new URL(settings.publicUrl);
  return {
    version: 1,
    name: settings.name,
    endpoint: `${origin}${INCOMING_PATH}`,
    jwksUri: `${origin}${JWKS_PATH}`,
    formats: [TRANSFER_MEDIA_TYPE],
    maxBytes: MAX_INCOMING_BYTES,
  };
}

export const ownJwks = (vault: Pick<Vault, 'transferKey'>) => ({ keys: [ownJwk(vault)] });

/** A sender whose signature was checked. */
export interface VerifiedSender extends SignatureClaim {
  name: string;
}

/**
 * Checks, before a byte of the body is read, who sends: the signature, against the keys that the sender's own origin publishes.
 * Throws the refusal of requireSigned, or SENDER_NOT_REACHABLE (unavailable) where its keys cannot be fetched.
 */
export async function verifySender(
  request: { url: string; headers: Record<string, string> },
  { allowedHosts, now }: { allowedHosts: readonly string[]; now: Date },
): Promise<VerifiedSender> {
  const claim = await claimOf(request.headers);
  const found = await discover(claim.origin, allowedHosts);
  if (!found.ok)
    throw new DomainError({
      code: 'SENDER_NOT_REACHABLE',
      kind: found.mayRetry ? 'unavailable' : 'unauthenticated',
      detail: `The sender's ${DISCOVERY_PATH} or its keys could not be read.`,
    });
  await requireSigned(request, claim, found.receiver.keys, now);
  return { ...claim, name: found.receiver.document.name };
}

/** Opens the body of a checked request. Throws what openTransfer throws, or SENDER_MISMATCH where the head names another source. */
export async function openIncoming(headers: Record<string, string>, body: AsyncIterable<Uint8Array>, sender: VerifiedSender) {
  const sha256 = sha256OfDigest(headers['content-digest'] ?? '');
  if (headers['content-type'] !== TRANSFER_MEDIA_TYPE || sha256 === undefined)
    throw new DomainError({
      code: 'TRANSFER_MALFORMED',
      kind: 'invalid',
      detail: `Send ${TRANSFER_MEDIA_TYPE} with a Content-Digest of sha-256 (RFC 9530).`,
    });
  const opened = await openTransfer(body, { sha256, maxBytes: MAX_INCOMING_BYTES });
  requireSource(opened.head, sender);
  return opened;
}

function requireSource({ source }: TransferHead, { origin }: VerifiedSender): void {
  if (source.origin !== origin)
    throw new DomainError({
      code: 'SENDER_MISMATCH',
      kind: 'invalid',
      detail: 'The package names another source than the one that signed.',
    });
}
