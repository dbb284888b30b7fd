import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError, type FieldProblem } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from './case-row.js';
import type { Change, Fact } from './change.js';
import type { ActContext } from './judge.js';

export interface HeldBackRow {
  id: string;
  system: string;
  collection: string;
  key: string;
  reason: string;
  verdict: 'released' | 'withheld' | null;
  row: Record<string, unknown>;
}

interface StoredRow {
  id: string;
  system: string;
  collection: string;
  reason: string;
  verdict: HeldBackRow['verdict'];
  sealed_key: Buffer;
  sealed_row: Buffer;
}

/** The rows of a case that wait for a reviewer, opened. Empty once the person's key is destroyed. */
export async function heldBackRowsOf(
  connection: Pick<PoolClient, 'query'>,
  vault: Vault,
  row: Pick<CaseRow, 'id' | 'subject_id'>,
): Promise<HeldBackRow[]> {
  const { rows } = await connection.query<StoredRow>(
    'SELECT id, system, collection, reason, verdict, sealed_key, sealed_row FROM held_back_row WHERE request_id = $1 ORDER BY system, collection, id',
    [row.id],
  );
  const opened = await Promise.all(
    rows.map(async ({ sealed_key, sealed_row, ...rest }) => {
      const key = await vault.openText(row.subject_id, sealed_key, 'heldBackRow.sealedKey');
      const value = await vault.open<Record<string, unknown>>(row.subject_id, sealed_row, 'heldBackRow.sealedRow');
      return key === undefined || value === undefined ? [] : [{ ...rest, key, row: value }];
    }),
  );
  return opened.flat();
}

/** How a reviewer may name a row: the key alone, with its collection, or with its system too. */
function isNamed(row: HeldBackRow, key: string): boolean {
  return key === row.key || key === `${row.collection}/${row.key}` || key === `${row.system}/${row.collection}/${row.key}`;
}

/** GDPR Art. 15(4): rows that may be somebody else's go out only when a reviewer releases them; fields can be blacked out with a reason. */
export async function reviewRows(act: Extract<Act, { type: 'review' }>, { client, deps, row, actor, now }: ActContext): Promise<Change> {
  const held = await heldBackRowsOf(client, deps.vault, row);
  const problems: FieldProblem[] = [];
  const find = (key: string, pointer: string): HeldBackRow[] => {
    const found = held.filter((one) => isNamed(one, key));
    if (found.length === 0) problems.push({ pointer, detail: 'No row with this key is held back in this case.' });
    return found;
  };
  const released = act.release.flatMap((key, index) => find(key, `/release/${index}`));
  const withheld = act.withhold.flatMap((key, index) => find(key, `/withhold/${index}`));
  released.forEach((one) => {
    if (withheld.includes(one)) problems.push({ pointer: '/withhold', detail: 'The same row is named under release and under withhold.' });
  });
  if (problems.length > 0)
    throw new DomainError({ code: 'REVIEW_KEYS_UNKNOWN', kind: 'invalid', detail: 'Some rows cannot be reviewed.', fields: problems });
  const redactions = await redactionRows(deps.vault, row, act.redact ?? [], { decidedBy: actor.id, now });
  return {
    facts: [
      ...verdictFacts(deps.vault, released, 'row-released'),
      ...verdictFacts(deps.vault, withheld, 'row-withheld'),
      ...redactions.map(redactionFact),
    ],
    rows: { redaction: redactions },
    also: async (connection) => {
      await setVerdict(connection, released, 'released', actor.id, now);
      await setVerdict(connection, withheld, 'withheld', actor.id, now);
    },
  };
}

function verdictFacts(vault: Vault, rows: readonly HeldBackRow[], event: 'row-released' | 'row-withheld'): Fact[] {
  return rows.map(({ system, collection, key }) => {
    const keyIndex = vault.indexOf('row-key', `${system}/${collection}/${key}`).toString('hex');
    return { event, data: { system, collection, keyIndex }, text: key };
  });
}

function redactionFact(row: Awaited<ReturnType<typeof redactionRows>>[number]): Fact {
  const { system, collection, field, reason } = row;
  return {
    event: 'redacted',
    data: { system, collection, keyIndex: row.key_index.toString('hex'), field, reason: 'art-15-4' },
    text: reason,
  };
}

async function setVerdict(client: PoolClient, rows: readonly HeldBackRow[], verdict: string, decidedBy: string, now: Date): Promise<void> {
  if (rows.length === 0) return;
  await client.query('UPDATE held_back_row SET verdict = $2, decided_by = $3, decided_at = $4 WHERE id = ANY($1::uuid[])', [
    rows.map((one) => one.id),
    verdict,
    decidedBy,
    now,
  ]);
}

/** A redaction names its row as `system/collection/key`. */
async function redactionRows(
  vault: Vault,
  row: CaseRow,
  redactions: readonly { key: string; field: string; reason: string }[],
  by: { decidedBy: string; now: Date },
) {
  return Promise.all(
    redactions.map(async ({ key, field, reason }, index) => {
      const [system, collection, ...rest] = key.split('/');
      if (system === undefined || collection === undefined || rest.length === 0)
        throw new DomainError({
          code: 'REDACTION_KEY_UNREADABLE',
          kind: 'invalid',
          detail: 'A redaction names its row.',
          fields: [{ pointer: `/redact/${index}/key`, detail: 'Write it as system/collection/key.' }],
        });
      return {
        id: uuidv7(),
        request_id: row.id,
        system,
        collection,
        key_index: vault.indexOf('row-key', key),
        sealed_key: await vault.sealText(row.subject_id, rest.join('/'), 'redaction.sealedKey'),
        field,
        reason,
        decided_by: by.decidedBy,
        created_at: by.now.toISOString(),
      };
    }),
  );
}
