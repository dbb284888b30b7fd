import type { PoolClient } from 'pg';
import { useInTransaction } from '../../restrictions/allowed-use.js';
import { inTransaction } from '../../transaction.js';
import { type CertificateRow, certificateNumber } from '../certificates.js';
import { type Place, takePlaces } from '../places.js';
import { replaceSeal } from '../replace-seal.js';
import type { SealDeps } from '../seal-deps.js';
import { SEAL_COLUMNS, type SealRow } from '../seal-row.js';
import { tellWebhooks } from '../tell-webhooks.js';
import { appendSealFacts } from '../transition.js';
import { SEAL_SYSTEM } from './days-work.js';
import { queueNotice } from './queue-notice.js';

interface RecordEvent {
  id: string;
  kind: 'record-rectified' | 'record-disputed' | 'record-erased';
  request_id: string | null;
  issuer_slug: string | null;
  member_id: string | null;
  certificate_id: string | null;
}

/**
 * Lets the seals follow what happened to their records (GDPR Art. 16, 19): each event is taken once, whatever dies meanwhile, because its
 * mark is written in the transaction of what follows from it. Answers how many were followed.
 */
export async function followRecords(deps: SealDeps, limit = 50): Promise<number> {
  let done = 0;
  while (done < limit && (await followNext(deps))) done += 1;
  return done;
}

const NEXT = `SELECT id, kind, request_id, issuer_slug, member_id, certificate_id FROM record_event WHERE handled_at IS NULL ORDER BY id LIMIT 1`;
/** A seal shows a certificate, or the record of its member. One whose certificate was erased shows nothing and stays out of view. */
const SHOWN = `SELECT ${SEAL_COLUMNS} FROM seal s WHERE s.status IN ('active', 'suspended') AND s.hidden_at IS NULL AND s.issuer_slug = coalesce($3, s.issuer_slug)
  AND CASE WHEN $1::uuid IS NOT NULL THEN s.certificate_id = $1 ELSE s.member_id = $2::uuid END ORDER BY s.id`;

async function followNext(deps: SealDeps): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<RecordEvent>(`${NEXT} FOR UPDATE SKIP LOCKED`);
    const [event] = rows;
    if (event === undefined) return false;
    // A correction is the person's own right: it also reaches what is restricted, and what is restricted stays out of view.
    await useInTransaction(client, 'rights-of-the-person');
    const now = deps.now();
    if (event.kind === 'record-rectified') await reissue(deps, client, event, now);
    if (event.kind === 'record-erased') await tellHidden(deps, client, event, now);
    await client.query('UPDATE record_event SET handled_at = $2 WHERE id = $1', [event.id, now]);
    return true;
  });
}

async function reissue(deps: SealDeps, client: PoolClient, event: RecordEvent, now: Date): Promise<void> {
  const { rows: seals } = await client.query<SealRow>(SHOWN, [event.certificate_id, event.member_id, event.issuer_slug]);
  const [first] = seals;
  if (first === undefined) return;
  const places = await takePlaces(client, first.issuer_slug, seals.length);
  const licenceNumber = await numberNow(deps, client, event.certificate_id);
  for (const [n, seal] of seals.entries())
    await reissueOne(deps, client, seal, { place: places[n], licenceNumber, requestId: event.request_id, now });
}

async function reissueOne(
  deps: SealDeps,
  client: PoolClient,
  seal: SealRow,
  order: { place: Place | undefined; licenceNumber: string | undefined; requestId: string | null; now: Date },
): Promise<void> {
  const { place, licenceNumber, now } = order;
  if (place === undefined) throw new Error('takePlaces gives as many as it is asked for');
  const reason = 'A record that this seal shows was corrected (GDPR Art. 16).';
  const change = licenceNumber === undefined ? {} : { licenceNumber };
  const { after } = await replaceSeal(deps, client, { id: seal.id, places: [place], actor: SEAL_SYSTEM, reason, now }, change);
  await queueNotice(deps, client, after, { code: 'REISSUED', key: `reissued:${after.id}`, on: now, url: `/verify/${after.id}` }, now);
}

/** The number the certificate carries now. */
async function numberNow(deps: SealDeps, client: PoolClient, certificateId: string | null): Promise<string | undefined> {
  if (certificateId === null) return undefined;
  const { rows } = await client.query<CertificateRow>('SELECT id, member_id, subject_id, sealed_record FROM certificate WHERE id = $1', [
    certificateId,
  ]);
  return rows[0] === undefined ? undefined : certificateNumber(deps.vault, rows[0]);
}

/** The database has hidden them with the erasure; the history and the issuer's systems are told. Why is not said. */
async function tellHidden(deps: SealDeps, client: PoolClient, event: RecordEvent, now: Date): Promise<void> {
  const { rows: seals } = await client.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seal s WHERE s.certificate_id = $1 AND s.hidden_at IS NOT NULL ORDER BY s.id`,
    [event.certificate_id],
  );
  const facts = seals.map(({ id }) => ({ id, fact: { event: 'seal-hidden', data: { cause: 'record-gone' } } as const }));
  const [first] = seals;
  if (first === undefined) return;
  await appendSealFacts(deps, client, first.issuer_slug, facts, { actor: SEAL_SYSTEM, at: now });
  await tellWebhooks(
    client,
    seals.map((row) => ({ row, type: 'seal.hidden' as const })),
    { now, publicUrl: deps.settings.publicUrl },
  );
}
