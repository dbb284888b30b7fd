import { TRANSFER_MEDIA_TYPE, type TransferHead } from '../../domain/portability/transfer.js';
import type { Vault } from '../crypto/vault.js';
import { guardedRequest } from '../outbound/guarded-request.js';
import type { BlobStore } from '../storage/blob-store.js';
import type { Receiver } from './discover.js';
import { enclose, measure } from './envelope.js';
import { signRequest } from './signed-request.js';
import { openReceipt } from './transfer-keys.js';

/** What one attempt came to. A refusal that will not change is `isFinal`. */
export type SendResult = { ok: true; receipt: string } | { ok: false; problem: string; isFinal: boolean };

export interface SendDeps {
  vault: Pick<Vault, 'transferKey'>;
  blobs: Pick<BlobStore, 'open'>;
  allowedHosts: readonly string[];
  now: Date;
}

const SEND_TIMEOUT_MS = 15 * 60_000;
const FINAL = new Set([400, 409, 410, 413, 415, 422]);

/**
 * Hands one package over: a signed POST (RFC 9421) whose answer must be a receipt for exactly this package, signed with a key of the
 * receiver. The same transfer may be sent again after a crash: the receiver knows its id and answers with the receipt it gave.
 */
export async function sendPackage(deps: SendDeps, receiver: Receiver, head: TransferHead, blobId: string): Promise<SendResult> {
  const { endpoint, maxBytes } = receiver.document;
  const measured = await measure(enclose(head, deps.blobs.open(blobId)));
  if (measured.sizeBytes > maxBytes) return { ok: false, problem: 'TOO_LARGE_FOR_RECEIVER', isFinal: true };
  const headers = await signRequest(deps.vault, {
    url: endpoint,
    origin: head.source.origin,
    ...measured,
    contentType: TRANSFER_MEDIA_TYPE,
    now: deps.now,
  });
  const sent = await guardedRequest({
    url: endpoint,
    method: 'POST',
    headers: { ...headers, accept: 'application/json' },
    body: enclose(head, deps.blobs.open(blobId)),
    timeoutMs: SEND_TIMEOUT_MS,
    maxBytes: 65_536,
    allowedHosts: deps.allowedHosts,
  });
  if (!sent.ok) return { ok: false, problem: sent.problem, isFinal: sent.problem === 'FORBIDDEN_ADDRESS' };
  const { status, body } = sent.answer;
  if (status !== 200 && status !== 201) return { ok: false, problem: `HTTP_${status}`, isFinal: FINAL.has(status) };
  const receipt = receiptIn(body);
  const said = receipt === undefined ? undefined : openReceipt(receipt, receiver.keys);
  const isForThis = said?.transferId === head.transferId && said.sha256 === head.sha256 && said.from === head.source.origin;
  if (receipt === undefined || !isForThis) return { ok: false, problem: 'RECEIPT_NOT_VALID', isFinal: false };
  return { ok: true, receipt };
}

function receiptIn(body: Buffer): string | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    const receipt: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'receipt') : undefined;
    return typeof receipt === 'string' ? receipt : undefined;
  } catch {
    return undefined;
  }
}
