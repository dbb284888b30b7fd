import type { Request } from 'express';
import { FRESH_PROOF_MS } from '../../middleware/authenticate.js';

/** Notes that this browser used the mailed link of that request. */
export function rememberProof(req: Request, requestId: string, now: Date): void {
  req.session.proven = { ...req.session.proven, [requestId]: now.getTime() };
}

/** Whether this browser used the mailed link of that request within the hour. */
export function hasFreshProof(req: Request, requestId: string, now: Date): boolean {
  const at = req.session.proven?.[requestId];
  return at !== undefined && now.getTime() - at < FRESH_PROOF_MS;
}
