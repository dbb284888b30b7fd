import type { LookupFunction } from 'node:net';
import { WELL_KNOWN_SEALS } from '../../domain/seals/placement.js';
import { guardedRequest } from '../outbound/guarded-request.js';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 65_536;

/**
 * What a website says of its seals at `/.well-known/seals.json`; undefined where it has no such file or does not answer, and a file that
 * is no JSON is `{ file: undefined }`. Guarded: https to public addresses only, no redirect, small.
 */
export async function fetchLinkFile(
  domain: string,
  allowedHosts: readonly string[],
  lookup?: LookupFunction,
): Promise<{ file: unknown } | undefined> {
  const plain = allowedHosts.find((host) => host === domain || host.startsWith(`${domain}:`));
  const url = `${plain === undefined ? `https://${domain}` : `http://${plain}`}${WELL_KNOWN_SEALS}`;
  const headers = { accept: 'application/json', 'user-agent': 'Rightsdesk-Seal-Check/1' };
  const result = await guardedRequest({ url, headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, allowedHosts, lookup });
  return result.ok && result.answer.status === 200 ? { file: jsonOf(result.answer.body) } : undefined;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // a file that somebody wrote by hand
  }
}
