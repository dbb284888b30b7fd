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
  /** Made when the answer is asked for a second time; null where it would save nothing. */
  gzipped?: Buffer | null;
  sent: number;
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
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`;
  return { status, headers: { ...headers, ETag: etag }, body: bytes, etag, goodUntil, bytes: bytes.length + OVERHEAD_BYTES, sent: 0 };
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
  const body = gzipped ?? answer.body;
  res.writeHead(answer.status, {
    ...answer.headers,
    ...(gzipped === undefined ? {} : { 'Content-Encoding': 'gzip' }),
    'Content-Length': body.length,
  });
  if (req.method === 'HEAD') res.end();
  else res.end(body);
}

/** RFC 9110 13.1.2, weak comparison: what a cache has marked as weak is the same bytes all the same. */
function matches(known: string, etag: string): boolean {
  return known === etag || known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

const isGzipTaken = (req: IncomingMessage) => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(req.headers['accept-encoding'] ?? ''));

function gzippedOf(answer: Answer): Buffer | undefined {
  if (answer.gzipped === undefined) {
    const packed = answer.body.length < WORTH_GZIP_BYTES ? undefined : gzipSync(answer.body);
    answer.gzipped = packed !== undefined && packed.length < 0.9 * answer.body.length ? packed : null;
  }
  return answer.gzipped ?? undefined;
}
