import type { Pool } from 'pg';
import type { DataRow, JsonValue } from '../../../domain/collection/row.js';
import type { Vault } from '../../crypto/vault.js';
import type { Connector, OwnedRow, ReadEvent, Recipient, TestReport } from '../connector.js';
import { problemOfOurs } from '../our-fault.js';
import type { Identity } from '../reading.js';
import type { Register } from './register.js';
import { REGISTERS } from './registers.js';
import { registerActs } from './write-registers.js';

/** The name under which our own registers stand in every answer. */
export const OWN_REGISTERS = 'rightsdesk';

const PAGE_ROWS = 200;

interface StoredRow {
  key: string;
  subject_id: string;
  plain: DataRow;
  sealed: Buffer | null;
}

interface Deps {
  pool: Pool;
  vault: Vault;
}

/** The connector of Rightsdesk's own registers: what is sealed with the person's key is opened for their answer. */
export function ownRegisters(deps: Deps): Connector {
  return {
    name: OWN_REGISTERS,
    kind: 'registers',
    describe: () => REGISTERS.map(({ name, categories, notice, origin, structure }) => ({ name, categories, notice, origin, structure })),
    test: () => testRegisters(deps),
    async find(identity) {
      try {
        const subjects = await subjectsOf(deps, identity);
        for (const register of REGISTERS) if ((await pageOf(deps, register, subjects, null, 1)).length > 0) return { status: 'found' };
        return { status: 'nothing-held' };
      } catch (error) {
        return { status: 'unreachable', problem: problemOfOurs(error) };
      }
    },
    read: (identity) => readRegisters(deps, identity),
    listRecipients: (identity) => disclosedTo(deps, identity),
    ...registerActs({
      vault: deps.vault,
      holderOf: async (identity) => ({ pool: deps.pool, system: OWN_REGISTERS, subjects: await subjectsOf(deps, identity) }),
      rowsOf: (register, subjects) => rowsOf(deps, register, subjects),
    }),
  };
}

async function* readRegisters(deps: Deps, identity: Identity): AsyncGenerator<ReadEvent> {
  try {
    const subjects = await subjectsOf(deps, identity);
    if (subjects.length > 0) for (const register of REGISTERS) yield* readRegister(deps, register, subjects);
  } catch (error) {
    yield problemOfOurs(error);
  }
}

async function* readRegister(deps: Deps, register: Register, subjects: readonly string[]): AsyncGenerator<ReadEvent> {
  for await (const rows of rowsOf(deps, register, subjects)) yield { kind: 'rows', collection: register.name, rows };
}

async function* rowsOf(deps: Deps, register: Register, subjects: readonly string[]): AsyncGenerator<OwnedRow[]> {
  let after: string | null = null;
  for (;;) {
    const page: StoredRow[] = await pageOf(deps, register, subjects, after, PAGE_ROWS);
    if (page.length > 0) yield await opened(deps.vault, register, page);
    if (page.length < PAGE_ROWS) return;
    after = page.at(-1)?.key ?? null;
  }
}

async function pageOf(
  deps: Deps,
  register: Register,
  subjects: readonly string[],
  after: string | null,
  limit: number,
): Promise<StoredRow[]> {
  const { rows } = await deps.pool.query<StoredRow>(register.sql, [subjects, after, limit]);
  return rows;
}

/** A row whose key was destroyed keeps its plain columns only. */
async function opened(vault: Vault, register: Register, page: readonly StoredRow[]): Promise<OwnedRow[]> {
  const { sealed } = register;
  const closed = sealed
    ? page.flatMap((row) => (row.sealed === null ? [] : [{ subjectId: row.subject_id, sealed: row.sealed, context: sealed.context }]))
    : [];
  const clear: (JsonValue | undefined)[] =
    sealed?.isText === true
      ? await Promise.all(closed.map((one) => vault.openText(one.subjectId, one.sealed, one.context)))
      : await vault.openMany<JsonValue>(closed);
  let next = 0;
  return page.map((row) => {
    const content = row.sealed === null ? undefined : clear[next++];
    return { key: row.key, row: { id: row.key, ...row.plain, ...asColumns(content) }, owner: 'subject' };
  });
}

function asColumns(content: JsonValue | undefined): DataRow {
  if (content === undefined || content === null) return {};
  return typeof content === 'object' && !Array.isArray(content) ? content : { text: content };
}

async function subjectsOf({ pool, vault }: Deps, identity: Identity): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM subject WHERE email_index = ANY($1::bytea[]) OR id = $2::uuid', [
    identity.emails.map((email) => vault.blindIndex(email)),
    identity.subjectId ?? null,
  ]);
  return rows.map((row) => row.id);
}

async function testRegisters(deps: Deps): Promise<TestReport> {
  try {
    for (const register of REGISTERS) await pageOf(deps, register, [], null, 1);
    return { ok: true, problem: null, remarks: [], collections: REGISTERS.map(({ name }) => name) };
  } catch (error) {
    return { ok: false, problem: problemOfOurs(error), remarks: [], collections: [] };
  }
}

async function disclosedTo(deps: Deps, identity: Identity): Promise<Recipient[]> {
  const { rows } = await deps.pool.query<{ recipient: string; purpose: string; categories: string[]; at: Date }>(
    'SELECT recipient, purpose, categories, at FROM disclosure WHERE subject_id = ANY($1::uuid[]) ORDER BY at, id',
    [await subjectsOf(deps, identity)],
  );
  return rows.map((row) => ({ name: row.recipient, purpose: row.purpose, categories: row.categories, at: row.at.toISOString() }));
}
