import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { ConnectorDeps } from '../../connectors/connected-systems.js';
import type { Connector } from '../../connectors/connector.js';
import { connectorNamed } from '../../connectors/registry.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { erasureItems } from './erasure-row.js';

const DAY_MS = 86_400_000;
const DEFAULT_BACKUP_DAYS = 90;
/** Beyond the longest life of a backup. */
const MARGIN_DAYS = 30;

/** Remembers by a keyed hash that the person of this case was erased, as long as any backup may still bring them back. */
export async function writeTombstone(
  deps: DeskDeps,
  client: PoolClient,
  { requestId, now }: { requestId: string; now: Date },
): Promise<void> {
  const keepUntil = new Date(now.getTime() + ((deps.settings.backupsKeptDays ?? DEFAULT_BACKUP_DAYS) + MARGIN_DAYS) * DAY_MS);
  await client.query(
    `INSERT INTO erasure_tombstone (address_index, request_id, erased_at, keep_until)
     SELECT s.email_index, r.id, $2, $3 FROM request r JOIN subject s ON s.id = r.subject_id WHERE r.id = $1 AND s.email_index IS NOT NULL
     ON CONFLICT (address_index) DO UPDATE SET request_id = EXCLUDED.request_id, erased_at = EXCLUDED.erased_at, keep_until = EXCLUDED.keep_until`,
    [requestId, now, keepUntil],
  );
}

/** What going through a restored system came to. */
export interface Reapplied {
  addresses: number;
  people: number;
  rows: number;
  /** People of whom something could not be erased by us. */
  byHand: number;
}

/**
 * Erases again whoever was erased before a system was restored from a backup: goes through the addresses it knows, compares their keyed
 * hashes with the tombstones, and erases what the decision of that time had erased. Safe to repeat. Throws CONNECTOR_MISSING,
 * NOTHING_TO_GO_THROUGH; a system that is down throws its fault.
 */
export async function reapplyErasures(deps: DeskDeps & ConnectorDeps, system: string): Promise<Reapplied> {
  const connector = await connectorNamed(deps, system);
  if (connector.listAddresses === undefined)
    throw new DomainError({
      code: 'NOTHING_TO_GO_THROUGH',
      kind: 'conflict',
      detail: `${system} cannot be gone through by us; look there by hand for the people on the list of erasures.`,
    });
  const sum = { addresses: 0, people: 0, rows: 0, byHand: 0 };
  const done = new Set<string>();
  for await (const page of connector.listAddresses()) {
    sum.addresses += page.length;
    for (const { address, requestId } of await erasedAmong(deps, page)) {
      if (done.has(requestId)) continue; // the same person in another place
      done.add(requestId);
      const { rows, isByHand } = await eraseAgain(deps, connector, { address, requestId });
      sum.people += 1;
      sum.rows += rows;
      if (isByHand) sum.byHand += 1;
    }
  }
  return sum;
}

async function erasedAmong({ pool, vault }: DeskDeps, addresses: readonly string[]): Promise<{ address: string; requestId: string }[]> {
  const byIndex = new Map(addresses.map((address) => [vault.blindIndex(address).toString('hex'), address]));
  const { rows } = await pool.query<{ address_index: Buffer; request_id: string }>(
    'SELECT address_index, request_id FROM erasure_tombstone WHERE address_index = ANY($1::bytea[]) AND keep_until > now()',
    [[...byIndex.keys()].map((hex) => Buffer.from(hex, 'hex'))],
  );
  return rows.flatMap((row) => {
    const address = byIndex.get(row.address_index.toString('hex'));
    return address === undefined ? [] : [{ address, requestId: row.request_id }];
  });
}

async function eraseAgain(
  deps: DeskDeps,
  connector: Connector,
  { address, requestId }: { address: string; requestId: string },
): Promise<{ rows: number; isByHand: boolean }> {
  const decided = (await erasureItems(deps.pool, requestId)).filter(({ system }) => system === connector.name);
  const kept = decided.filter(({ decision }) => decision === 'keep').map(({ collection }) => collection);
  const collections = connector.describe().flatMap(({ name }) => (kept.includes(name) ? [] : [name]));
  const evenKept = decided.filter(({ decision }) => decision === 'erase').map(({ collection }) => collection);
  const result = await connector.erase({ emails: [address] }, { runId: uuidv7(), collections, evenKept });
  const erased = result.status === 'erased' ? result.collections : [];
  const rows = erased.reduce((total, one) => total + one.deleted + one.masked, 0);
  const left = erased.reduce((total, one) => total + one.left, 0);
  await recordTransition(deps, { id: requestId }, SYSTEM, () => ({
    facts: [{ event: 'erasure-executed', data: { system: connector.name, rowCount: rows, keptCount: left } }],
  }));
  return { rows, isByHand: result.status !== 'erased' || left > 0 || erased.some(({ byHand }) => byHand !== null) };
}
