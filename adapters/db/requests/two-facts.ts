import { createHash, timingSafeEqual } from 'node:crypto';
import type { PoolClient } from 'pg';
import { higherLevel, isEnough } from '../../../domain/identity.js';
import { FACT_ATTEMPTS, type FactKind, factsToAsk, type KnownFacts, normaliseFact } from '../../../domain/identity-facts.js';
import type { Actor } from '../../../domain/request/filing.js';
import { needsIdentity } from '../../../domain/request/state.js';
import type { Vault } from '../../crypto/vault.js';
import { localDateOf } from './case-clock.js';
import { type CaseRow, factsOf, requireCase } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { openProfile, type Profile } from './sealed.js';
import { recordTransition } from './transition.js';

/** Why a set of answers did not prove anybody; counted in the evidence, which nobody can set back. */
const WRONG = 'wrong-facts';

interface Held {
  position: string;
  registered: string;
  sealed_profile: Buffer;
}

/** The two facts a case can be asked for now; empty where a person of the desk has to go on, and where nothing is to be proven. */
export async function identityQuestions(deps: DeskDeps, reference: string): Promise<FactKind[]> {
  const row = await requireCase(deps.pool, { reference });
  return factsToAsk(await openFacts(deps, deps.pool, row, await openProfile(deps.vault, row)));
}

/**
 * Takes the answers to both facts: level L3 when all are right (RULEBOOK section 4). Nothing tells which one was wrong, and no answer
 * is kept. `wrong` also when nothing can be asked any more.
 */
export async function proveByFacts(
  deps: DeskDeps,
  reference: string,
  answers: Readonly<Partial<Record<FactKind, string>>>,
): Promise<'proven' | 'wrong'> {
  const { id } = await requireCase(deps.pool, { reference });
  const actor: Actor = { id, role: 'requester' };
  let isRight = false;
  await recordTransition(deps, { id }, actor, async ({ client, row, profile, now }) => {
    const known = await openFacts(deps, client, row, profile);
    const asked = factsToAsk(known);
    if (asked.length === 0) return undefined;
    // Every answer is compared, so that the time does not tell either.
    isRight = asked.map((kind) => isOneOf(kind, known[kind], answers[kind] ?? '')).every((one) => one);
    if (!isRight) return { facts: [{ event: 'identity-not-proven', data: { reason: WRONG } }] };
    return {
      facts: [{ event: 'identity-confirmed', data: { level: 'L3', how: 'two-facts' } }],
      set: { identity_level: higherLevel('L3', row.identity_level) },
      clockEvents: row.identity_asked_at === null ? [] : [{ type: 'identity-received', on: localDateOf(now, row.time_zone) }],
    };
  });
  return isRight ? 'proven' : 'wrong';
}

const NOTHING: KnownFacts = { phone: [], topic: [], registered: [], position: [] };

/**
 * What may be asked of a case: only after its mailed link was used, while more is needed, and while attempts are left. An agent is asked
 * for the authority instead: what we hold of the agent proves nothing of the person.
 */
async function openFacts(
  deps: Pick<DeskDeps, 'vault'>,
  client: Pick<PoolClient, 'query'>,
  row: CaseRow,
  profile: Profile,
): Promise<KnownFacts> {
  const isOpen = row.status === 'identity' && isEnough(row.identity_level, 'L1') && needsIdentity(factsOf(row));
  if (!isOpen || (profile.onBehalfOf !== undefined && row.authority !== 'doubted') || row.required_level === 'L4') return NOTHING;
  const wrong = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM evidence WHERE request_id = $1 AND event = 'identity-not-proven' AND data->>'reason' = $2`,
    [row.id, WRONG],
  );
  return (wrong.rows[0]?.n ?? 0) >= FACT_ATTEMPTS ? NOTHING : heldFacts(deps.vault, client, row);
}

async function heldFacts(vault: Vault, client: Pick<PoolClient, 'query'>, row: CaseRow): Promise<KnownFacts> {
  const officers = await client.query<Held>(
    `SELECT position, sealed_profile, to_char(created_at AT TIME ZONE $2, 'YYYY-MM') AS registered FROM officer WHERE subject_id = $1`,
    [row.subject_id, row.time_zone],
  );
  const topics = await client.query<{ topic: string }>('SELECT DISTINCT topic FROM newsletter WHERE subject_id = $1 AND channel <> $2', [
    row.subject_id,
    'partners',
  ]);
  const profiles = await vault.openMany<{ phone?: string | null }>(
    officers.rows.map(({ sealed_profile: sealed }) => ({ subjectId: row.subject_id, sealed, context: 'officer.sealedProfile' })),
  );
  return {
    phone: profiles.flatMap((one) => (typeof one?.phone === 'string' ? [one.phone] : [])),
    topic: topics.rows.map(({ topic }) => topic),
    registered: officers.rows.map(({ registered }) => registered),
    position: officers.rows.map(({ position }) => position),
  };
}

/** Compares in the same time whatever the answer; an empty one is never right. */
function isOneOf(kind: FactKind, known: readonly string[], answer: string): boolean {
  const digest = (text: string) => createHash('sha256').update(normaliseFact(kind, text)).digest();
  const given = digest(answer);
  const hits = known.filter((value) => normaliseFact(kind, value) !== '').map((value) => timingSafeEqual(digest(value), given));
  return hits.includes(true);
}
