import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { EvidenceFileView } from '../../domain/rectification/view.js';
import type { Act, Actor, ActType, NewRequest } from '../../domain/request/filing.js';
import { readReference } from '../../domain/request/ids.js';
import type { DeskItem } from '../../domain/request/list-item.js';
import type { Language } from '../../domain/request/types.js';
import { uploadProblem } from '../../domain/uploads.js';
import { isProvenFor, requireActor } from '../middleware/authenticate.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import type { IdempotentAnswer } from '../middleware/idempotency.js';
import { FILINGS_PER_ADDRESS, limitRate } from '../middleware/rate-limit.js';
import { takeUploads, uploadsOf } from '../middleware/uploads.js';
import { read } from '../middleware/validate.js';
import { rolesOfAct } from '../policies/request.js';
import type { RequestDesk } from '../request-desk.js';
import { ACTS } from './act-schema.js';
import { complaintOfPerson } from './complaint.js';
import { handInRoute } from './hand-in.js';
import { forIssuer, listFilterOf, onlyWaitingFor, requireIssuerCase } from './issuer.js';
import { forPerson, listItem } from './present.js';
import { listQuery, newRequest, proofFields } from './schema.js';

const READERS = ['staff', 'dpo', 'auditor', 'operator'] as const;
const ANYONE: Actor = { id: 'anyone', role: 'anyone' };

export interface RequestRouteDeps {
  desk: RequestDesk;
  /** Filing: key and request in one transaction. */
  filedOnce: IdempotentAnswer;
  /** Acts: claimed before they are done. */
  doneOnce: IdempotentAnswer;
}

/** /api/v1/requests: file, list, look, act, fetch the answer (PRODUCT section 4). */
export function requestRoutes({ desk, filedOnce, doneOnce }: RequestRouteDeps): Router {
  const router = Router();
  const filingLimit = limitRate(FILINGS_PER_ADDRESS, (req, res) => (res.locals.actor === undefined ? req.ip : undefined));

  router.post('/requests', filingLimit, async (req, res) => {
    const input = read(newRequest, req.body);
    const actor = res.locals.isByToken === true ? requireActor(res, ['staff', 'operator']) : ANYONE;
    requireStaffForThePast(input, actor);
    const answer = await filedOnce(req, res, async (claim) => ({
      status: 201,
      body: await desk.file(toNewRequest(input, req), actor, { claim }),
    }));
    res.status(answer.status).json(answer.body);
  });

  router.get('/requests', async (req, res) => {
    const actor = requireActor(res, [...READERS, 'issuer']);
    const query = read(listQuery, req.query);
    const page = await desk.list(onlyWaitingFor(actor, listFilterOf(query)));
    // The other cases of the person are not the issuer's to know.
    const item = (one: DeskItem) => (actor.role === 'issuer' ? { ...listItem(one), linked: [] } : listItem(one));
    res.json({ items: page.items.map(item), hasMore: page.hasMore, after: page.after });
  });

  router.get('/requests/:reference', async (req, res) => {
    const { actor } = res.locals;
    if (actor?.role === 'issuer') return void res.json(forIssuer(await requireIssuerCase(desk, referenceOf(req), actor)));
    const detail = await desk.detail(referenceOf(req));
    const isReader = res.locals.actor !== undefined && READERS.some((role) => role === res.locals.actor?.role);
    if (detail !== undefined && isReader) return void res.json(detail);
    if (detail !== undefined && isProvenFor(req, detail.id)) return void res.json(forPerson(detail));
    // Whether a case exists is itself personal data.
    throw res.locals.actor === undefined ? notSignedIn() : missing();
  });

  router.get('/requests/:reference/package', async (req, res) => {
    const detail = await desk.detail(referenceOf(req));
    if (detail === undefined) throw missing();
    const actor = isProvenFor(req, detail.id, { isFresh: true })
      ? ({ id: 'requester', role: 'requester' } as const)
      : requireActor(res, ['staff', 'dpo']);
    const { stream, sizeBytes, filename } = await desk.openPackage(detail.reference, actor);
    res.set({
      'Content-Type': 'application/zip',
      'Content-Length': String(sizeBytes),
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    });
    await pipeline(stream, res);
  });

  // A file shown for a check, by a token of the desk or by the browser that used the mailed link (multipart/form-data).
  router.post('/requests/:reference/proofs', mayShowProof(desk), sameOriginOnly, ...takeUploads(), async (req, res) => {
    const actor =
      res.locals.isByToken === true ? requireActor(res, ['staff', 'operator']) : ({ id: 'requester', role: 'requester' } as const);
    const { kind, personEmail, correction } = read(proofFields, req.body ?? {});
    const files = uploadsOf(res);
    if (files.length === 0) throw uploadProblem('FILE_EMPTY');
    const reference = referenceOf(req);
    if (kind === 'correction')
      await desk.issuers.addFiles(reference, files, { by: actor, ...(correction === undefined ? {} : { correction }) });
    else await desk.proofs.add(reference, { kind, via: 'api', files, ...(personEmail === undefined ? {} : { personEmail }) }, actor);
    const detail = await desk.detail(reference);
    res.status(201).json({ proofs: detail?.proofs ?? [], files: (detail?.rectification?.files ?? []).map(shownFile) });
  });

  router.post('/requests/:reference/complaint', complaintOfPerson(desk));
  router.use(handInRoute(desk));

  for (const [name, schema] of Object.entries(ACTS)) {
    router.post(`/requests/:reference/${name}`, async (req, res) => {
      const actor = requireActor(res, rolesOfAct(name as ActType), { byToken: true });
      const reference = referenceOf(req);
      const own = actor.role === 'issuer' ? await requireIssuerCase(desk, reference, actor) : undefined;
      const act = { type: name, ...read(schema, req.body ?? {}), ...MADE_BY_MACHINE[name] } as Act; // the table's type ties each name to its body
      // Only the reference is kept under the key: the case itself is read anew, so that no personal data lie there in clear.
      const { status } = await doneOnce(req, res, async () => {
        await desk.act(reference, act, actor);
        return { status: 200, body: { reference } };
      });
      if (own !== undefined)
        return void res.status(status).json(forIssuer((await desk.issuers.find(reference, actor.issuerSlug ?? '')) ?? own));
      const detail = await desk.detail(reference);
      if (detail === undefined) throw missing();
      res.status(status).json(detail);
    });
  }
  return router;
}

/** A file that shows what is right, without its name, which can name a person. */
const shownFile = ({ id, correction, mediaType, sizeBytes }: EvidenceFileView) => ({ id, correction, mediaType, sizeBytes });

/** Whoever may not is told so before a byte of the files is read. */
const mayShowProof =
  (desk: RequestDesk): RequestHandler =>
  async (req, res, next) => {
    const detail = await desk.detail(referenceOf(req));
    if (res.locals.isByToken === true) requireActor(res, ['staff', 'operator']);
    else if (detail === undefined || !isProvenFor(req, detail.id, { isFresh: true })) throw notSignedIn();
    if (detail === undefined) throw missing();
    next();
  };

/** What an act by the wire says of itself: the reasons of a decision hold all that was weighed. */
const MADE_BY_MACHINE: Partial<Record<string, object>> = { decision: { isBalanceInReasons: true } };

type FilingBody = ReturnType<typeof read<typeof newRequest>>;

function requireStaffForThePast(input: FilingBody, actor: Actor): void {
  const wrong = (['channel', 'receivedAt'] as const).filter(
    (member) => input[member] !== undefined && actor.role === 'anyone' && !(member === 'channel' && input.channel === 'api'),
  );
  if (wrong.length > 0)
    throw new DomainError({
      code: 'STAFF_ONLY_MEMBER',
      kind: 'forbidden',
      detail: `Only staff may give ${wrong.join(' and ')}; send a staff token or leave it out.`,
    });
  if (input.receivedAt !== undefined && input.receivedAt.getTime() > Date.now() + 60_000)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'A request cannot be received in the future.',
      fields: [{ pointer: '/receivedAt', detail: 'Give the instant it reached you, not later than now.' }],
    });
  if (input.receivedAt !== undefined && input.receivedAt.getUTCFullYear() < 2018)
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'The date of receipt is before the GDPR.',
      fields: [{ pointer: '/receivedAt', detail: 'Give an instant from 2018 on.' }],
    });
}

function toNewRequest({ right, language, channel, ...input }: FilingBody, req: Request): NewRequest {
  return { ...input, rights: Array.isArray(right) ? right : [right], channel: channel ?? 'api', language: language ?? spokenIn(req) };
}

function spokenIn(req: Request): Language {
  const best = req.acceptsLanguages('en', 'de', 'fr');
  return best === 'de' || best === 'fr' ? best : 'en';
}

function referenceOf(req: Request): string {
  const { reference } = req.params;
  const read = typeof reference === 'string' ? readReference(reference) : undefined;
  if (read === undefined) throw missing();
  return read;
}

function missing(): DomainError {
  return new DomainError({
    code: 'REQUEST_NOT_FOUND',
    kind: 'missing',
    detail: 'There is no request with this reference that you may see.',
  });
}

function notSignedIn(): DomainError {
  return new DomainError({ code: 'NOT_SIGNED_IN', kind: 'unauthenticated', detail: 'Use the link we mailed you, or send a staff token.' });
}
