import type { PoolClient } from 'pg';
import type { ChangedField } from '../../../domain/letters/common-facts.js';
import type { RecipientNoticeFacts } from '../../../domain/letters/third-party-facts.js';
import { changedFields } from '../rectification/answer.js';
import type { StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { addressesOf } from '../requests/sealed.js';
import { useInTransaction } from '../restrictions/allowed-use.js';

export type NoticeAct = RecipientNoticeFacts['act'];

/** The least a recipient needs: which record, and which of its data (GDPR Art. 19, 5(1)(c)). */
export interface NoticeContent {
  recordReference: string;
  data: readonly ChangedField[];
}

/** What recipients are told about this case. */
export async function noticeContentOf(deps: DeskDeps, { client, row, profile }: StepContext, act: NoticeAct): Promise<NoticeContent> {
  // To be told about a restriction is the person's right: the restricted record is read for it.
  await useInTransaction(client, 'rights-of-the-person');
  const numbers = await certificateNumbersOf(deps, client, row.subject_id);
  const data = await CHANGED[act](client, row.id, deps);
  return { recordReference: numbers.length > 0 ? numbers.join(', ') : (addressesOf(profile)[0] ?? ''), data };
}

/** A certificate's number finds the record without naming the person. */
async function certificateNumbersOf(deps: DeskDeps, client: PoolClient, subjectId: string): Promise<string[]> {
  const { rows } = await client.query<{ sealed_record: Buffer }>(
    'SELECT sealed_record FROM certificate WHERE subject_id = $1 AND sealed_record IS NOT NULL ORDER BY id LIMIT 20',
    [subjectId],
  );
  const records = await Promise.all(
    rows.map((row) => deps.vault.open<{ number?: string }>(subjectId, row.sealed_record, 'certificate.sealedRecord')),
  );
  return records.flatMap((record) => record?.number ?? []);
}

type ChangedBy = (client: PoolClient, requestId: string, deps: DeskDeps) => Promise<ChangedField[]>;

/** Which collections held something about the person: named, not shown. */
const collectionsOf: ChangedBy = async (client, requestId) => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT c->>'name' AS name FROM source_search s, jsonb_array_elements(s.summary->'collections') c
     WHERE s.request_id = $1 AND (c->>'rowCount')::int > 0 ORDER BY 1`,
    [requestId],
  );
  return rows.map(({ name }) => ({ field: name.replaceAll('_', ' '), before: null, after: null }));
};

const CHANGED = {
  rectified: async (client, requestId, deps) => {
    const fields = await changedFields(deps, client, requestId);
    return fields.length > 0 ? fields : collectionsOf(client, requestId, deps);
  },
  erased: collectionsOf,
  restricted: collectionsOf,
  'restriction-lifted': collectionsOf,
} satisfies Record<NoticeAct, ChangedBy>;
