import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, send } from './answer.js';
import type { Asked, PublicSealsDeps } from './deps.js';
import { documentAnswer } from './documents.js';
import { isJustIssued, whenPublished } from './just-issued.js';
import { badgeAnswer, credentialAnswer, embedAnswer } from './pictures.js';
import { verifyAnswer } from './verify.js';

/** Answers a request if it is about published seals, and calls `otherwise` where it is not. */
export type PublicSealsHandler = (req: IncomingMessage, res: ServerResponse, otherwise: () => void) => void;

const VERIFY = /^\/verify\/([^/]{1,100})$/;
const OF_SEAL = /^\/seals\/([^/]{1,100})\/(badge\.svg|embed|credential|credential\.json|credential\.jwt)$/;
/** Files are the credential in one form, whatever is accepted. */
const FORM_OF_FILE: Readonly<Record<string, string>> = {
  'credential.json': 'application/vc+ld+json',
  'credential.jwt': 'application/vc+jwt',
};
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

/** `/verify/offline` is a page of its own. */
const sealIdIn = (path: string) => {
  const id = (VERIFY.exec(path)?.[1] ?? OF_SEAL.exec(path)?.[1])?.toLowerCase();
  return id === 'offline' ? undefined : id;
};

function answerTo(deps: PublicSealsDeps, id: string | undefined, asked: Asked): Answer | undefined {
  if (id === undefined) return documentAnswer(deps, asked);
  const file = OF_SEAL.exec(asked.path)?.[2];
  if (file === undefined) return verifyAnswer(deps, id, asked);
  if (file === 'badge.svg') return badgeAnswer(deps, id, asked);
  if (file === 'embed') return embedAnswer(deps, id, asked);
  if (file === 'credential') return credentialAnswer(deps, id, asked);
  return verifyAnswer(deps, id, { ...asked, accept: FORM_OF_FILE[file] });
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
    mode: typeof headers['sec-fetch-mode'] === 'string' ? headers['sec-fetch-mode'] : undefined,
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
