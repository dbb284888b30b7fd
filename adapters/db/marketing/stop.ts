import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { STOPPABLE, STOPS_BY_DEFAULT, type Stoppable } from '../../../domain/objection.js';
import type { SuppressedChannel } from '../../../domain/suppression.js';
import type { CaseRow } from '../requests/case-row.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { addressesOf } from '../requests/sealed.js';
import { openDecision } from '../requests/sealed-decision.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { type Consent, endConsent } from './consent.js';
import { suppress } from './suppression.js';

const PROMOTION = ['email', 'sms', 'post', 'telephone'] as const satisfies readonly SuppressedChannel[];

/** GDPR Art. 21(3): an objection to direct marketing ends it at once, with no proof, no fee and nothing to weigh. */
export function stopMarketing(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row, profile }): Change | undefined => {
      if (row.decided_at !== null || row.closed_at !== null) return undefined;
      const addressIndex = deps.vault.blindIndex(addressesOf(profile)[0] ?? profile.email);
      return {
        facts: [
          { event: 'marketing-suppressed', data: { channels: [...PROMOTION, 'partners'], source: 'objection' } },
          { event: 'decided', data: { outcome: 'granted', hasReasons: false } },
        ],
        set: { outcome: 'granted', decided_by: 'GDPR Art. 21(3)', decided_at: now, collected_at: now },
        also: async (client) => {
          await suppress(client, { addressIndex, source: 'objection', since: row.received_at < now ? now : row.received_at });
          await endOwnProcessing(client, { subjectId: row.subject_id, addressIndex, at: now }, ['newsletter', 'partner-sharing']);
        },
      };
    },
    { now },
  );
}

/**
 * GDPR Art. 21(1), 7(3): what a granted objection names ends in our own registers at once, and that it ended is kept. A use that happens
 * elsewhere (`other`) is ended by a person with a task.
 */
export function stopProcessing(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row, profile }): Promise<Change | undefined> => {
      if (row.closed_at !== null || (await stoppedBy(client, requestId)).length > 0) return undefined;
      const purposes = await stopsOf(deps, row);
      const channels = [
        ...(purposes.includes('newsletter') ? PROMOTION : []),
        ...(purposes.includes('partner-sharing') ? (['partners'] as const) : []),
      ];
      const addressIndex = deps.vault.blindIndex(addressesOf(profile)[0] ?? profile.email);
      return {
        facts: [{ event: 'processing-stopped', data: { purposes } }],
        rows: {
          stopped_processing: purposes.map((purpose) => ({
            id: uuidv7(),
            request_id: requestId,
            subject_id: row.subject_id,
            purpose,
            stopped_at: now.toISOString(),
          })),
        },
        also: async (connection) => {
          await suppress(connection, { addressIndex, channels, source: 'objection', since: now });
          await endOwnProcessing(connection, { subjectId: row.subject_id, addressIndex, at: now }, purposes);
        },
      };
    },
    { now },
  );
}

/** What the decision names, or everything that rests on our own interest. */
async function stopsOf(deps: Pick<DeskDeps, 'vault'>, row: CaseRow): Promise<readonly Stoppable[]> {
  const decision = await openDecision(deps, row);
  const named = STOPPABLE.filter((purpose) => decision?.stops?.includes(purpose));
  return named.length > 0 ? named : STOPS_BY_DEFAULT;
}

/** What a case has stopped. */
export async function stoppedBy(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<Stoppable[]> {
  const { rows } = await connection.query<{ purpose: Stoppable }>('SELECT purpose FROM stopped_processing WHERE request_id = $1', [
    requestId,
  ]);
  return STOPPABLE.filter((purpose) => rows.some((row) => row.purpose === purpose));
}

/** Nothing has to be ended outside our own registers. */
export async function isOwnProcessingOnly(connection: Pick<PoolClient, 'query'>, row: CaseRow): Promise<boolean> {
  if (row.right !== 'objection' || row.decided_at === null) return false;
  const stopped = await stoppedBy(connection, row.id);
  return stopped.length > 0 && !stopped.includes('other');
}

/** Ending is the person's own right, so restricted rows are ended too. */
async function endOwnProcessing(client: PoolClient, whose: Omit<Consent, 'how'>, purposes: readonly Stoppable[]): Promise<void> {
  const { subjectId, at } = whose;
  const consent: Consent = { ...whose, how: 'objection' };
  await useInTransaction(client, 'rights-of-the-person');
  if (purposes.includes('newsletter')) {
    await endConsent(client, { channels: PROMOTION }, consent);
    await client.query(
      `INSERT INTO preference (id, subject_id, email, sms, post, telephone, share_partners) VALUES ($2, $1, false, false, false, false, false)
       ON CONFLICT (subject_id) DO UPDATE SET email = false, sms = false, post = false, telephone = false, updated_at = $3`,
      [subjectId, uuidv7(), at],
    );
  }
  if (!purposes.includes('partner-sharing')) return;
  await endConsent(client, { channels: ['partners'] }, consent);
  await client.query('UPDATE preference SET share_partners = false, updated_at = $2 WHERE subject_id = $1', [subjectId, at]);
}
