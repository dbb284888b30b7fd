import { type Request, type RequestHandler, type Response, Router, raw } from 'express';
import type { Verifiable } from '../../adapters/seals/verify/verifier.js';
import { DomainError } from '../../domain/errors.js';
import type { PageDeps } from '../deps.js';
import type { Limit } from '../middleware/rate-limit.js';
import { takeUploads, uploadsOf } from '../middleware/uploads.js';
import { read } from '../middleware/validate.js';
import { hostOf } from './input.js';
import { verificationBody } from './present.js';
import { newVerification } from './schema.js';

const MOST_FILE_BYTES = 1_048_576;
const ONE_FILE = { files: 1, bytes: MOST_FILE_BYTES };
const FORMS_PER_ADDRESS: Limit = { name: 'verify-form', points: 600, seconds: 60 };
/** Files sent as they are. What a file is, its bytes say; the type only says that it is a file. */
const FILE_TYPES = [
  'image/png',
  'image/svg+xml',
  'application/pdf',
  'application/vc',
  'application/vc+jwt',
  'application/jwt',
  'application/octet-stream',
  'text/plain',
];
/** Types of JSON that are a credential themselves, not a question about one. */
const CREDENTIAL_TYPES = ['application/vc+ld+json', 'application/ld+json', 'application/vc+json'];

/** POST /api/v1/verifications: one verdict with its reasons for a credential, an address, a domain or a file. For anyone. */
export function verificationRoutes({ seals, now }: Pick<PageDeps, 'seals' | 'now'>): Router {
  const router = Router();
  const answer = async (what: Verifiable) => verificationBody(await seals.verifier.verify(what), now());
  const readSent = [raw({ type: FILE_TYPES, limit: MOST_FILE_BYTES }), ...ifForm(takeUploads(ONE_FILE, FORMS_PER_ADDRESS))];
  router.post('/verifications', ...readSent, async (req: Request, res: Response) => {
    res.set('Cache-Control', 'no-store').json(await answer(whatWasSent(req)));
  });
  return router;
}

/** Handlers that run for a form with files only. */
function ifForm(handlers: RequestHandler[]): RequestHandler[] {
  return handlers.map((handler) => (req, res, next) => (req.is('multipart/form-data') ? handler(req, res, next) : next()));
}

function whatWasSent(req: Request): Verifiable {
  const [file] = req.res === undefined ? [] : uploadsOf(req.res);
  if (file !== undefined) return { file: Buffer.from(file.content) };
  if (Buffer.isBuffer(req.body)) return { file: req.body };
  if (req.is(CREDENTIAL_TYPES)) return { credential: req.body };
  const { credential, url, domain } = read(newVerification, req.body);
  const host = domain === undefined ? undefined : hostOf(domain);
  if (domain !== undefined && host === undefined) throw noDomain();
  const foundOn = host === undefined ? {} : { foundOn: host };
  if (credential !== undefined) return { credential, ...foundOn };
  return url !== undefined ? { url, ...foundOn } : { domain: host ?? '' };
}

function noDomain(): DomainError {
  return new DomainError({
    code: 'INVALID_INPUT',
    kind: 'invalid',
    detail: 'Some of the input cannot be used; each problem is listed.',
    fields: [{ pointer: '/domain', detail: 'Give a domain like northpier.example.' }],
  });
}
