import type { SealDeps } from './seal-deps.js';

/** Where the reason of a change is sealed. */
export const REASON_CONTEXT = 'seal.reason';

/** The id of an issuer's key, made when it is first needed. Reasons and secrets are sealed with it: what they say is about organisations. */
export async function issuerKeyOf({ pool, vault }: SealDeps, issuerSlug: string): Promise<string> {
  const { rows } = await pool.query<{ key_id: string | null }>('SELECT key_id FROM issuer WHERE slug = $1', [issuerSlug]);
  const known = rows[0]?.key_id;
  if (known != null) return known;
  const fresh = await vault.freshSubject();
  const { rows: kept } = await pool.query<{ key_id: string }>(
    'UPDATE issuer SET key_id = coalesce(key_id, $2) WHERE slug = $1 RETURNING key_id',
    [issuerSlug, fresh],
  );
  return kept[0]?.key_id ?? fresh;
}

/** Seals the reasons given for changes of one issuer's seals, each under its context. */
export async function sealReasons(
  deps: SealDeps,
  issuerSlug: string,
  reasons: readonly (string | undefined)[],
): Promise<(Uint8Array | undefined)[]> {
  if (reasons.every((reason) => reason === undefined)) return reasons.map(() => undefined);
  const key = await issuerKeyOf(deps, issuerSlug);
  return Promise.all(reasons.map((reason) => (reason === undefined ? undefined : deps.vault.seal(key, reason, REASON_CONTEXT))));
}
