import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { DomainError } from '../../domain/errors.js';

export interface Answer {
  status: number;
  body: unknown;
}

/** What remembers keys; adapters/db implements it. */
export interface IdempotencyStore {
  find(claim: { scope: string; bodyHash: Buffer }): Promise<Answer | undefined>;
  claim(claim: { scope: string; bodyHash: Buffer }): Promise<boolean>;
  settle(scope: string, answer: Answer): Promise<void>;
  abandon(scope: string): Promise<void>;
}

/** Runs `work` once per Idempotency-Key within 24 hours; without the header simply runs it. */
export type IdempotentAnswer = (
  req: Request,
  res: Response,
  work: (claim?: { scope: string; bodyHash: Buffer }) => Promise<Answer>,
) => Promise<Answer>;

/**
 * The claim of a call, or undefined without the header. The key counts per caller and address, so that nobody gets another's answer.
 */
function claimOf(req: Request, res: Response): { scope: string; bodyHash: Buffer } | undefined {
  const key = req.get('idempotency-key');
  if (key === undefined) return undefined;
  if (key.length === 0 || key.length > 255)
    throw new DomainError({ code: 'IDEMPOTENCY_KEY_UNUSABLE', kind: 'invalid', detail: 'An Idempotency-Key has 1 to 255 characters.' });
  const caller = res.locals.actor?.id ?? req.ip ?? '';
  const scope = createHash('sha256')
    .update(JSON.stringify([caller, req.method, req.path, key]))
    .digest('hex');
  return {
    scope,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(req.body ?? null))
      .digest(),
  };
}

/** For acts: the key is claimed first, then the act is done, then the answer is kept. */
export function answerOnce(store: IdempotencyStore): IdempotentAnswer {
  return async (req, res, work) => {
    const claim = claimOf(req, res);
    if (claim === undefined) return work();
    const before = await store.find(claim);
    if (before !== undefined) return replay(res, before);
    if (!(await store.claim(claim))) return replay(res, await waitFor(store, claim));
    try {
      const answer = await work();
      await store.settle(claim.scope, answer);
      return answer;
    } catch (error) {
      await store.abandon(claim.scope);
      throw error;
    }
  };
}

/** For filing: the key is written in the same transaction as the request, so that no crash can part them. */
export function answerTogether(store: IdempotencyStore, isTaken: (error: unknown) => boolean): IdempotentAnswer {
  return async (req, res, work) => {
    const claim = claimOf(req, res);
    if (claim === undefined) return work();
    const before = await store.find(claim);
    if (before !== undefined) return replay(res, before);
    try {
      return await work(claim);
    } catch (error) {
      if (!isTaken(error)) throw error;
      return replay(res, await waitFor(store, claim));
    }
  };
}

function replay(res: Response, answer: Answer): Answer {
  res.set('Idempotency-Replayed', 'true');
  return answer;
}

async function waitFor(store: IdempotencyStore, claim: { scope: string; bodyHash: Buffer }): Promise<Answer> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await store.find(claim).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'IDEMPOTENCY_KEY_IN_USE') return undefined;
      throw error;
    });
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new DomainError({
    code: 'IDEMPOTENCY_KEY_IN_USE',
    kind: 'conflict',
    detail: 'The first call with this Idempotency-Key is still running. Ask again in a moment.',
    retryAfterSeconds: 1,
  });
}
