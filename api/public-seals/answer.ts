import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An answer that is ready to be sent, any number of times. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  etag: string;
  /** Until when it is true, in milliseconds since 1970; it may be kept for ever where time changes nothing. */
  goodUntil: number;
  /** What keeping it takes. */
  bytes: number;
  /** Where the moment of sending stands in the body. */
  instantAt?: number;
  /** Made when the answer is asked for a second time; null where it would save nothing. */
  gzipped?: Buffer | null;
  sent: number;
  /** The headers as they are written, made at the first sending. */
  head?: string[];
  /** The kept answer that this one is but for its headers. */
  kept?: Answer;
}

/** Beyond one packet, and not compressed already. */
const WORTH_GZIP_BYTES = 1_400;
const OVERHEAD_BYTES = 600;

export interface AnswerParts {
  status?: number;
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
  goodUntil?: number;
}

export function answerOf({ status = 200, headers, body, goodUntil = Number.POSITIVE_INFINITY }: AnswerParts): Answer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const etag = `"${hashOf(bytes)}"`;
  return { status, headers: { ...headers, ETag: etag }, body: bytes, etag, goodUntil, bytes: bytes.length + OVERHEAD_BYTES, sent: 0 };
}

const hashOf = (bytes: Buffer | string) => createHash('sha1').update(bytes).digest('base64url');

const INSTANT_LENGTH = 24;

/**
 * An answer that says when it was given: `instant`, which stands in the body once, is replaced by the moment of each sending. The tag is
 * that of everything else, and weak for that reason (RFC 9110 8.8.1).
 */
export function timedAnswerOf(parts: Omit<AnswerParts, 'body'> & { body: string }, instant: string): Answer {
  const at = parts.body.indexOf(instant);
  const [before, after] = [parts.body.slice(0, at), parts.body.slice(at + INSTANT_LENGTH)];
  const etag = `W/"${hashOf(before + after)}"`;
  const answer = answerOf(parts);
  return { ...answer, etag, headers: { ...answer.headers, ETag: etag }, instantAt: Buffer.byteLength(before) };
}

/** The body as it is sent now. */
function bodyOf({ body, instantAt }: Answer): Buffer {
  if (instantAt === undefined) return body;
  const now = Buffer.from(body);
  now.write(new Date().toISOString(), instantAt, 'latin1');
  return now;
}

/** Sends an answer: with 304 to whoever has it already, without its body to HEAD, compressed where it is asked for often. */
export function send(req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  const kept = answer.kept ?? answer;
  kept.sent += 1;
  const known = req.headers['if-none-match'];
  if (known !== undefined && answer.status === 200 && matches(known, answer.etag)) {
    const { 'Content-Type': _type, ...headers } = answer.headers;
    res.writeHead(304, headers).end();
    return;
  }
  const gzipped = kept.sent > 1 && isGzipTaken(req) ? gzippedOf(kept) : undefined;
  const body = gzipped ?? bodyOf(answer);
  answer.head ??= Object.entries(answer.headers).flat();
  const more = gzipped === undefined ? [] : ['Content-Encoding', 'gzip'];
  res.writeHead(answer.status, [...answer.head, ...more, 'Content-Length', String(body.length)]);
  if (req.method === 'HEAD') res.end();
  else res.end(body);
}

/** RFC 9110 13.1.2, weak comparison: what a cache has marked as weak is the same bytes all the same. */
function matches(known: string, etag: string): boolean {
  return known === etag || known === '*' || known.split(',').some((one) => withoutWeak(one.trim()) === withoutWeak(etag));
}

const withoutWeak = (etag: string) => etag.replace(/^W\//, '');

const isGzipTaken = (req: IncomingMessage) => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(req.headers['accept-encoding'] ?? ''));

function gzippedOf(answer: Answer): Buffer | undefined {
  if (answer.gzipped === undefined) {
    const packed = answer.body.length < WORTH_GZIP_BYTES || answer.instantAt !== undefined ? undefined : gzipSync(answer.body);
    answer.gzipped = packed !== undefined && packed.length < 0.9 * answer.body.length ? packed : null;
  }
  return answer.gzipped ?? undefined;
}

/** Anyone may read it, from any page. */
export const openHeaders = (maxAge: number) => ({
  'Cache-Control': `public, max-age=${maxAge}`,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});
