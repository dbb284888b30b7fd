import type { DescribedCollection } from '../../../domain/collection/description.js';
import { categoriesOf } from '../../../domain/collection/description.js';
import { graphOf, identityFields } from '../../../domain/collection/graph.js';
import type { Connector, FindResult, ReadEvent, Recipient, TestReport } from '../connector.js';
import { originsOf } from '../fideslang-origin.js';
import type { Identity } from '../reading.js';
import { findTable, type Table, undescribedColumns } from './catalog.js';
import { findTables } from './find-tables.js';
import { listAddresses } from './list-addresses.js';
import { carriesIdentity, knownOf } from './select.js';
import { openReadSession, type ReadSession, SystemFault } from './session.js';
import type { DescribedDatabase } from './system.js';
import { batchOf, walk } from './walk.js';
import { writingActs } from './writing.js';

/** Makes the connector of a described PostgreSQL database. Nothing connects before the first act. */
export function describedPostgres(system: DescribedDatabase): Connector {
  const { description } = system;
  return {
    name: system.name,
    kind: 'postgres',
    describe: () =>
      description.collections.map((collection) => ({
        name: collection.name,
        categories: categoriesOf(collection),
        notice: collection.notice,
        ...originsOf(collection),
      })),
    test: () => testDatabase(system),
    find: (identity) => findPerson(system, identity),
    read: (identity) => readPerson(system, identity),
    listRecipients: async () => namedRecipients(description.collections),
    listAddresses: () => listAddresses(system),
    ...writingActs(system),
  };
}

/** Reads everything of a person in one transaction; a fault of the database becomes the last event. */
async function* readPerson(system: DescribedDatabase, identity: Identity): AsyncGenerator<ReadEvent> {
  const known = knownOf(identity);
  let session: Awaited<ReturnType<typeof openReadSession>> | undefined;
  try {
    session = await openReadSession(system.url, system.limits);
    const tables = await findTables(session, system.description.collections);
    for await (const visit of walk({ session, graph: graphOf(system.description.collections), tables, known })) yield batchOf(visit);
  } catch (error) {
    yield faultOf(error);
  } finally {
    await session?.close();
  }
}

async function findPerson(system: DescribedDatabase, identity: Identity): Promise<FindResult> {
  return withSession<FindResult>(
    system,
    async (session) => {
      const { kinds, values } = knownOf(identity);
      for (const collection of system.description.collections.filter((candidate) => identityFields(candidate, kinds).length > 0)) {
        const table = await findTable(session, collection);
        const sql = `SELECT 1 FROM ${table.relation} AS r WHERE ${carriesIdentity(table, 'r', kinds, '$1')} LIMIT 1`;
        if ((await session.query(sql, [[...values]])).rows.length > 0) return { status: 'found' };
      }
      return { status: 'nothing-held' };
    },
    (problem) => ({ status: 'unreachable', problem }),
  );
}

async function testDatabase(system: DescribedDatabase): Promise<TestReport> {
  const { collections, remarks } = system.description;
  return withSession<TestReport>(
    system,
    async (session) => {
      const tables = await findTables(session, collections);
      const found = [...tables.values()];
      for (const table of found) await session.query(`SELECT 1 FROM ${table.relation} AS r LIMIT 1`);
      return {
        ok: true,
        problem: null,
        collections: found.map((table) => table.collection.name),
        remarks: [...remarks, ...found.flatMap(remarksOn)],
      };
    },
    (problem) => ({ ok: false, problem, collections: [], remarks: [...remarks] }),
  );
}

function remarksOn(table: Table): string[] {
  const left = undescribedColumns(table);
  const name = table.collection.name;
  return [
    ...(left.length > 0 ? [`${name}: not described and so not read: ${left.join(', ')}`] : []),
    ...(table.primaryKey.length === 0 ? [`${name}: has no primary key`] : []),
  ];
}

async function withSession<T>(
  system: DescribedDatabase,
  work: (session: ReadSession) => Promise<T>,
  onFault: (problem: ReturnType<typeof faultOf>) => T,
): Promise<T> {
  let session: Awaited<ReturnType<typeof openReadSession>> | undefined;
  try {
    session = await openReadSession(system.url, system.limits);
    return await work(session);
  } catch (error) {
    return onFault(faultOf(error));
  } finally {
    await session?.close();
  }
}

/** A fault of the system becomes a value; anything else is a mistake of ours and goes on up. */
function faultOf(error: unknown) {
  if (error instanceof SystemFault) return error.problem;
  throw error;
}

function namedRecipients(collections: readonly DescribedCollection[]): Recipient[] {
  const names = new Set(collections.flatMap((collection) => collection.notice.recipients));
  return [...names].map((name) => {
    const giving = collections.filter((collection) => collection.notice.recipients.includes(name));
    return { name, purpose: giving[0]?.notice.purposes[0] ?? null, categories: [...new Set(giving.flatMap(categoriesOf))], at: null };
  });
}
