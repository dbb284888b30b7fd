import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import { LANGUAGES } from '../../domain/request/types.js';
import {
  copyingHost,
  type Headers,
  isShownAsValid,
  pictureHeaders,
  readWishes,
  type Sharing,
  type ShownSeal,
  sharingOf,
} from '../../domain/seals/display.js';
import { limitRate } from '../middleware/rate-limit.js';
import type { SealDisplay } from './door.js';

export interface PictureDeps {
  sealDisplay: SealDisplay;
  now: () => Date;
}

/** Files that take a while to make: an address may ask for so many a minute. */
const FILES_PER_ADDRESS = { name: 'seal-files', points: 120, seconds: 60 };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The files that a member keeps, made when they are asked for; the live picture and frame are of `api/public-seals`. No session, no cookie, no log of the visitor. Whatever is not valid is the same neutral mark with the
 * same headers for everybody: suspended, revoked, expired, hidden, unknown.
 */
export function sealPictures({ sealDisplay: display, now }: PictureDeps): Router {
  const router = Router();
  const limitFiles = limitRate(FILES_PER_ADDRESS, (req) => req.ip);

  router.get('/seals/:id/badge.png', limitFiles, async (req, res) => {
    const { seal, wishes, sharing } = await look(req);
    const width = Math.min(1200, Math.max(88, Number(req.query.width) || 528));
    const isOurs = seal !== undefined && sharing.verdict !== 'foreign';
    const png = isOurs ? await display.bakedPng(seal, wishes, width) : await display.neutralPng(wishes, width, now());
    sendShared(res, sharing).type('image/png').send(png);
  });

  router.get('/seals/:id/baked.svg', limitFiles, async (req, res) => {
    const { seal, wishes, sharing } = await look(req);
    const isOurs = seal !== undefined && sharing.verdict !== 'foreign';
    const svg = isOurs ? await display.bakedSvg(seal, wishes) : display.neutral(wishes, now()).body;
    sendShared(res, sharing).type('image/svg+xml').send(svg);
  });

  // For browsers without Ed25519; what is signed with that, api/public-seals has already answered.
  router.get('/seals/:id/credential', async (req, res) => {
    const { seal, sharing } = await look(req);
    const isOurs = seal !== undefined && sharing.verdict !== 'foreign';
    const token = isOurs ? await display.credentialJwtEs256(seal.id) : undefined;
    sendShared(res, sharing, token === undefined ? 404 : 200);
    if (token === undefined) return void res.type('text/plain').send('There is no valid seal to show here.\n');
    res.type('application/vc+jwt').send(token);
  });

  router.get('/seals/:id/qr.svg', async (req, res) => {
    if (!UUID.test(idOf(req))) throw missing();
    const isEverybodys: Sharing = sharingOf(undefined, undefined, display.isPlain);
    clean(res)
      .set(pictureHeaders(isEverybodys))
      .type('image/svg+xml')
      .send(display.qr(idOf(req)));
  });

  router.get('/seals/:id/certificate.pdf', limitFiles, async (req, res) => {
    const { seal } = await look(req);
    if (seal === undefined) throw missing();
    const language = LANGUAGES.find((one) => one === req.query.lang) ?? LANGUAGES.find((one) => one === seal.language) ?? 'en';
    const pdf = await display.certificate(seal, language, now());
    res.set({ 'Cache-Control': 'private, max-age=60', 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' });
    res
      .attachment(`seal-${seal.id.slice(0, 8)}.pdf`)
      .type('application/pdf')
      .send(pdf);
  });

  router.get('/seals/component/:file', (req, res) => {
    const source = display.componentSource(req.params.file);
    if (source === undefined) throw missing();
    clean(res).set({
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
    res.type('text/javascript').send(source);
  });

  /** The seal of the address where it is valid now; whoever asks from a website that is not the seal's is noted: the website, not the visitor. */
  async function look(req: Request): Promise<{ seal: ShownSeal | undefined; wishes: ReturnType<typeof readWishes>; sharing: Sharing }> {
    const at = now();
    const found = await display.find(idOf(req));
    const seal = isShownAsValid(found, at) ? found : undefined;
    const sharing = sharingOf(seal, req.get('origin'), display.isPlain);
    const host = isByBrowser(req) ? copyingHost(seal, req.get('origin')) : undefined;
    if (seal !== undefined && host !== undefined) display.misuse.note(seal.id, host, at);
    return { seal, wishes: readWishes(req.query, seal), sharing };
  }

  return router;
}

/** Where a browser says how it asks, it must be CORS mode: only then does it vouch for the origin. */
const isByBrowser = (req: Request) => ['cors', undefined].includes(req.get('sec-fetch-mode'));

const idOf = (req: Request) => String(req.params.id).toLowerCase();

const missing = () =>
  new DomainError({
    code: 'SEAL_NOT_FOUND',
    kind: 'missing',
    detail: 'There is no valid seal at this address. Check the link on /verify.',
  });

/** What helmet put there for our own pages does not fit here: it would forbid the frame, or say less than is meant. */
function clean(res: Response): Response {
  for (const name of [
    'Content-Security-Policy',
    'Cross-Origin-Resource-Policy',
    'Cross-Origin-Opener-Policy',
    'X-Frame-Options',
    'Origin-Agent-Cluster',
  ])
    res.removeHeader(name);
  return res;
}

/** A foreign website gets the neutral mark and no leave to show even that; its console says 403. */
function sendShared(res: Response, sharing: Sharing, status = 200): Response {
  const headers: Headers = pictureHeaders(sharing);
  return clean(res)
    .status(sharing.verdict === 'foreign' ? 403 : status)
    .set(headers);
}
