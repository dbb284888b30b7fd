import type { DescribedCollection } from '../../../domain/collection/description.js';
import { findTable, type Table } from './catalog.js';
import type { ReadSession } from './session.js';

/** Looks up every described collection, by its id. Throws SystemFault where the database lacks one. */
export async function findTables(session: ReadSession, collections: readonly DescribedCollection[]): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for (const collection of collections) tables.set(collection.id, await findTable(session, collection));
  return tables;
}
