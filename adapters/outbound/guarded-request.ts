import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { useAgent } from 'request-filtering-agent';

/** What another server answered; at most `maxBytes` of its body. */
export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Why nothing came back. `FORBIDDEN_ADDRESS`: it leads into a private or reserved network, or is not https. */
export type OutboundProblem = 'FORBIDDEN_ADDRESS' | 'UNREACHABLE' | 'TOO_SLOW' | 'TOO_LARGE';

export type OutboundResult = { ok: true; answer: OutboundAnswer } | { ok: false; problem: OutboundProblem };

export interface OutboundCall {
  url: string;
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  /** A stream needs its Content-Length among the headers. */
  body?: Buffer | string | AsyncIterable<Uint8Array>;
  timeoutMs?: number;
  maxBytes?: number;
  /** `host:port` of servers that may be reached although they are in a private network or speak plain HTTP. */
  allowedHosts?: readonly string[];
  /** How names become addresses, where not by this machine's own way; what is found is checked all the same. */
  lookup?: LookupFunction | undefined;
}

const TEN_SECONDS_MS = 10_000;
const ONE_MEGABYTE = 1_048_576;

/**
 * The only way out to servers that somebody else named. Only https to public addresses, checked at the moment of connecting, so that a
 * name that changes its address (DNS rebinding) does not get through; no redirect is followed; time and size end. A failure is a value.
 */
export async function guardedRequest(call: OutboundCall): Promise<OutboundResult> {
  if (!URL.canParse(call.url)) return { ok: false, problem: 'FORBIDDEN_ADDRESS' };
  const url = new URL(call.url);
  const isAllowed = (call.allowedHosts ?? []).includes(url.host);
  const isPlain = url.protocol === 'http:';
  if ((url.protocol !== 'https:' && !(isPlain && isAllowed)) || url.username !== '' || url.password !== '')
    return { ok: false, problem: 'FORBIDDEN_ADDRESS' };
  return exchange(url, call, isAllowed);
}

function exchange(url: URL, call: OutboundCall, isAllowed: boolean): Promise<OutboundResult> {
  const { method = 'GET', headers = {}, body, timeoutMs = TEN_SECONDS_MS, maxBytes = ONE_MEGABYTE, lookup } = call;
  return new Promise((resolve) => {
    const agent = useAgent(url.href, { allowPrivateIPAddress: isAllowed, keepAlive: false, ...(lookup === undefined ? {} : { lookup }) });
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = open(url, { method, headers, agent, signal: AbortSignal.timeout(timeoutMs) }, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) return void end({ ok: false, problem: 'TOO_LARGE' });
        chunks.push(chunk);
      });
      incoming.on('error', fail);
      incoming.on('end', () => {
        const named = Object.entries(incoming.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]);
        end({ ok: true, answer: { status: incoming.statusCode ?? 0, headers: Object.fromEntries(named), body: Buffer.concat(chunks) } });
      });
    });
    const end = (result: OutboundResult) => {
      resolve(result);
      outgoing.destroy();
    };
    const fail = (error: Error) => end({ ok: false, problem: problemOf(error) });
    outgoing.on('error', fail);
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return void outgoing.end(body);
    const source = Readable.from(body, { objectMode: false });
    source.on('error', fail);
    outgoing.on('close', () => source.destroy());
    source.pipe(outgoing);
  });
}

function problemOf(error: Error): OutboundProblem {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'TOO_SLOW';
  return /is not allowed/.test(error.message) ? 'FORBIDDEN_ADDRESS' : 'UNREACHABLE';
}
