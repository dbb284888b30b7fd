import { guardedRequest } from '../../outbound/guarded-request.js';
import { type JsonObject, readJsonObject } from '../encoding/json-object.js';

/** A document of somebody else's server, or why there is none. */
export type OutsideDocument =
  | { ok: true; mediaType: string; text: string; json: JsonObject | undefined }
  | { ok: false; problem: 'ADDRESS_NOT_ALLOWED' | 'ADDRESS_UNREACHABLE' };

/** Fetches for one verification. */
export type FetchDocument = (url: string, accept: string) => Promise<OutsideDocument>;

const TIMEOUT_MS = 4_000;
const MOST_BYTES = 1_048_576;
const KEPT_MS = 60_000;
const KEPT_DOCUMENTS = 200;
/** Of all that is kept: somebody who publishes many large documents fills no memory. */
const KEPT_BYTES = 16_777_216;
/** What one credential may make us fetch: its issuer's documents and its lists. */
const PER_VERIFICATION = 6;
const READABLE = /^(application\/([\w.+-]*\+)?(json|jwt|ld\+json)|application\/(vc|did)|text\/plain)\s*(;|$)/i;

/**
 * The one way to the documents of other issuers: https to public addresses, no redirect, 4 s, 1 MB, only types that can be a document,
 * and each address at most once a minute. Returns a maker, so that each verification has its own count.
 */
export function createOutsideDocuments(allowedHosts: readonly string[]): () => FetchDocument {
  const kept = new Map<string, { at: number; bytes: number; document: Promise<OutsideDocument> }>();
  let keptBytes = 0;
  const drop = (key: string) => {
    keptBytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  function keep(key: string, document: Promise<OutsideDocument>): void {
    drop(key);
    const entry = { at: Date.now(), bytes: 0, document };
    kept.set(key, entry);
    for (const oldest of kept.keys()) if (kept.size > KEPT_DOCUMENTS) drop(oldest);
    void document.then((had) => {
      if (kept.get(key) !== entry) return;
      entry.bytes = had.ok ? had.text.length : 0;
      keptBytes += entry.bytes;
      for (const oldest of kept.keys()) if (keptBytes > KEPT_BYTES) drop(oldest);
    });
  }
  return () => {
    let left = PER_VERIFICATION;
    return (url, accept) => {
      const key = `${accept} ${url}`;
      const known = kept.get(key);
      if (known !== undefined && Date.now() - known.at < KEPT_MS) return known.document;
      if (left === 0) return Promise.resolve({ ok: false, problem: 'ADDRESS_NOT_ALLOWED' });
      left -= 1;
      const document = fetchDocument(url, accept, allowedHosts);
      keep(key, document);
      return document;
    };
  };
}

async function fetchDocument(url: string, accept: string, allowedHosts: readonly string[]): Promise<OutsideDocument> {
  const ask = (at: string) => guardedRequest({ url: at, headers: { accept }, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES, allowedHosts });
  let asked = await ask(url);
  // did:web always means https. A host that the operator allowed may be one without it, as a second installation on one's own machine.
  const isAllowed = URL.canParse(url) && allowedHosts.includes(new URL(url).host);
  if (!asked.ok && asked.problem === 'UNREACHABLE' && isAllowed) asked = await ask(url.replace(/^https:/, 'http:'));
  if (!asked.ok) return { ok: false, problem: asked.problem === 'FORBIDDEN_ADDRESS' ? 'ADDRESS_NOT_ALLOWED' : 'ADDRESS_UNREACHABLE' };
  const { status, headers, body } = asked.answer;
  const mediaType = headers['content-type'] ?? '';
  if (status !== 200 || !READABLE.test(mediaType)) return { ok: false, problem: 'ADDRESS_UNREACHABLE' };
  const text = body.toString('utf8').trim();
  return { ok: true, mediaType, text, json: readJsonObject(text) };
}
