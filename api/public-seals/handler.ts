import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, send } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';
import { documentAnswer } from './documents.js';
import { badgeAnswer, embedAnswer } from './pictures.js';
import { verifyAnswer } from './verify.js';

/** Answers a request if it is about published seals, and calls `otherwise` where it is not. */
export type PublicSealsHandler = (req: IncomingMessage, res: ServerResponse, otherwise: () => void) => void;

const UUID = '([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
const VERIFY = new RegExp(`^/verify/${UUID}$`);
const PICTURE = new RegExp(`^/seals/${UUID}/(badge\\.svg|embed)$`);
const LONGEST_ADDRESS = 2_000;

const NO_QUERY = new URLSearchParams();

/**
 * Verification by link, badges, status lists and keys: everything the public asks about seals, before and without Express. Reads
 * nothing but what is published, sets no cookie, and notes nothing of the visitor.
 */
export function createPublicSeals(deps: PublicSealsDeps): PublicSealsHandler {
  return (req, res, otherwise) => {
    const { url = '/', method = 'GET' } = req;
    if (!isOurs(url) || url.length > LONGEST_ADDRESS) return otherwise();
    if (method === 'OPTIONS' && isForAnyPage(url)) return preflight(res);
    if (method !== 'GET' && method !== 'HEAD') return otherwise();
    const asked = askedOf(req, url);
    const id = sealIdIn(asked.path);
    const respond = () => {
      const answer = answerTo(deps, id, asked);
      if (answer === undefined) otherwise();
      else send(req, res, answer);
    };
    if (id !== undefined && isJustIssued(deps, id)) void whenPublished(deps, id).then(respond);
    else respond();
  };
}

const sealIdIn = (path: string) => (VERIFY.exec(path)?.[1] ?? PICTURE.exec(path)?.[1])?.toLowerCase();

function answerTo(deps: PublicSealsDeps, id: string | undefined, asked: Asked): Answer | undefined {
  if (id === undefined) return documentAnswer(deps, asked);
  if (asked.path.startsWith('/verify/')) return verifyAnswer(deps, id, asked);
  return asked.path.endsWith('/embed') ? embedAnswer(deps, id, asked) : badgeAnswer(deps, id, asked);
}

const isOurs = (url: string) =>
  url.startsWith('/verify/') ||
  url.startsWith('/seals/') ||
  url.startsWith('/status/') ||
  url.startsWith('/.well-known/jwks') ||
  url.startsWith('/issuers/');

function askedOf({ headers }: IncomingMessage, url: string): Asked {
  const mark = url.indexOf('?');
  return {
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? NO_QUERY : new URLSearchParams(url.slice(mark + 1)),
    accept: headers.accept,
    language: headers['accept-language'],
    origin: headers.origin,
  };
}

const isForAnyPage = (url: string) => /^\/(verify|status|issuers)\/|^\/\.well-known\//.test(url);

/** A page that asks for a credential by its media type sends this first (Fetch, 4.8); anyone may read what is public. */
function preflight(res: ServerResponse): void {
  res.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD',
    'Access-Control-Allow-Headers': 'Accept, If-None-Match',
    'Access-Control-Max-Age': '86400',
  });
  res.end();
}

const PATIENCE_MS = 3_000;
const LOOK_MS = 50;
const MOST_WAITING = 500;
let waiting = 0;

/** An id that was made within the last seconds (its first 48 bits say when, RFC 9562 5.7) may be on its way to us. */
function isJustIssued(deps: PublicSealsDeps, id: string): boolean {
  if (id[14] !== '7' || waiting >= MOST_WAITING) return false;
  const age = deps.now().getTime() - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return age > -PATIENCE_MS && age < PATIENCE_MS && deps.find(id) === undefined;
}

async function whenPublished(deps: PublicSealsDeps, id: string): Promise<void> {
  waiting += 1;
  for (let tries = 0; tries < PATIENCE_MS / LOOK_MS && deps.find(id) === undefined; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  waiting -= 1;
}
