import type { DataRow } from '../../domain/collection/row.js';
import type { Connector } from './connector.js';
import type { Identity, ReadProblem } from './reading.js';

/** What an answer from one system would hold, as `connector preview --json` prints it. */
export interface Preview {
  collections: Record<string, DataRow[]>;
  heldBack: { collection: string; key: string; reason: string }[];
  /** False where the system did not answer to the end, or a person has still to answer for it. */
  complete: boolean;
  problem: ReadProblem | null;
}

/** Reads one person's rows from one system and changes nothing. The whole result is held in memory: it is meant for looking. */
export async function previewConnector(connector: Connector, identity: Identity): Promise<Preview> {
  const preview: Preview = { collections: {}, heldBack: [], complete: true, problem: null };
  const collections = new Map<string, DataRow[]>();
  for await (const event of connector.read(identity)) {
    if (event.kind === 'problem') preview.problem = event;
    if (event.kind === 'problem' || event.kind === 'open') preview.complete = false;
    if (event.kind !== 'rows') continue;
    for (const { row, key, owner, reason } of event.rows) {
      if (owner === 'held-back') preview.heldBack.push({ collection: event.collection, key, reason: reason ?? '' });
      else rowsOf(collections, event.collection).push(row);
    }
  }
  return { ...preview, collections: Object.fromEntries(collections) };
}

function rowsOf(collections: Map<string, DataRow[]>, name: string): DataRow[] {
  const rows = collections.get(name) ?? [];
  collections.set(name, rows);
  return rows;
}
