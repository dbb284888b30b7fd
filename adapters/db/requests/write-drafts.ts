import type { PoolClient } from 'pg';
import type { FiledRequest } from '../../../domain/request/filing.js';
import { type EvidenceRow, evidenceCtes, evidenceParams } from '../../evidence/chain.js';
import { encodeRows, insertCte } from '../write-together.js';

type Tables = Record<string, readonly Record<string, unknown>[]>;

/** Cases of one filing, not yet written: what the sender will be told, and every row with its evidence. */
export interface DraftedCases {
  filed: FiledRequest & { ids: string[]; threadId: string; subjectId: string };
  rows: Tables;
  evidence: EvidenceRow[];
}

/** What is written in the same statement: members of a WITH list whose parameters begin at the number they are given. */
interface Along {
  ctes(firstParam: number): string;
  params: readonly unknown[];
}

function together(tables: readonly Tables[]): (readonly [string, readonly Record<string, unknown>[]])[] {
  const names = new Set(tables.flatMap((one) => Object.keys(one)));
  return [...names].map((name) => [name, tables.flatMap((one) => one[name] ?? [])] as const).filter(([, rows]) => rows.length > 0);
}

const names = new Map<string, string>();

/** Under which a connection keeps the statement prepared. There are as many as combinations of tables that are written together. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `write-drafts-${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** Writes drafts, and what goes along with them, in one statement: all of it or nothing, in one round trip. */
export async function writeDrafts(connection: Pick<PoolClient, 'query'>, drafts: readonly DraftedCases[], along?: Along): Promise<void> {
  const filled = together(drafts.map(({ rows }) => rows));
  const evidence = evidenceParams(drafts.flatMap((draft) => draft.evidence));
  const ctes = [
    ...filled.map(([table, rows], index) => insertCte(table, rows, index + 1)),
    evidenceCtes(filled.length + 1),
    ...(along === undefined ? [] : [along.ctes(filled.length + evidence.length + 1)]),
  ];
  const text = `WITH ${ctes.join(',\n')} SELECT 1`;
  await connection.query({
    name: nameOf(text),
    text,
    values: [...filled.map(([, rows]) => encodeRows(rows)), ...evidence, ...(along?.params ?? [])],
  });
}
