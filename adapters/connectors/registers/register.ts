import type { DataNotice } from '../../../domain/collection/description.js';
import type { CollectionOrigin, Origin } from '../../../domain/portability/origin.js';

/** A sealed column of a register and the context it was sealed under. */
export interface SealedColumn {
  column: string;
  context: string;
  /** Sealed as plain text, not as JSON. */
  isText?: true;
}

/** One register of our own: what is read of it, whose it is, and what Art. 15(1) wants said about it. */
export interface Register {
  name: string;
  /** SQL of the rows: key (text, in `order`), subject_id, the plain columns as one JSON object, the sealed column or NULL. */
  sql: string;
  /** The plain columns that are read. */
  columns: readonly string[];
  sealed: SealedColumn | null;
  categories: readonly string[];
  notice: DataNotice;
  origin: CollectionOrigin;
  structure: readonly string[];
}

interface RegisterInit {
  table: string;
  columns: readonly string[];
  sealed?: SealedColumn;
  categories: readonly string[];
  purposes: readonly string[];
  recipients?: readonly string[];
  period: string;
  source: string;
  /** Art. 20: where the data come from and on what their processing rests. `fields` differ from the rest. */
  origin?: readonly [Origin['provenance'], Origin['basis'], Readonly<Record<string, Origin['provenance']>>?];
  /** Where the subject stands, when not in the table itself. */
  join?: string;
  subject?: string;
}

/** A register from what is particular to it: its SQL, who may see what of it, and what has to be said about it. */
export function register(init: RegisterInit): Register {
  const { table, columns, sealed, join = '', subject = 't.subject_id' } = init;
  const plain = columns.map((column) => `'${column}', t."${column}"`).join(', ');
  return {
    name: table,
    // Every page is one index look-up: keys are the primary key, as text only for the reader.
    sql: `SELECT t.id::text AS key, ${subject} AS subject_id, jsonb_build_object(${plain}) || ${markOf(table, subject)} AS plain, ${sealed ? `t.${sealed.column}` : 'NULL::bytea'} AS sealed
          FROM "${table}" t ${join} WHERE ${subject} = ANY($1::uuid[]) AND ($2::text IS NULL OR t.id > $2::text::${table === 'log_entry' ? 'bigint' : 'uuid'})
          ORDER BY t.id LIMIT $3`,
    columns,
    sealed: sealed ?? null,
    categories: init.categories,
    origin: originOf(init.origin),
    structure: ['id', 'created_at', 'updated_at'],
    notice: { purposes: init.purposes, recipients: init.recipients ?? [], period: init.period, source: init.source, safeguards: null },
  };
}

/** A row under restriction says since when (GDPR Art. 18): it is in the answer, and marked. */
function markOf(table: string, subject: string): string {
  return `coalesce((SELECT jsonb_build_object('restricted_since', min(r.started_at)) FROM restriction r JOIN restriction_scope part ON part.restriction_id = r.id
    WHERE r.subject_id = ${subject} AND r.lifted_at IS NULL AND part.system = 'rightsdesk' AND part.row_key IN ('', t.id::text)
      AND part.collection IN (${OBEYS_SUBJECT.has(table) ? "'', " : ''}'${table}') HAVING count(*) > 0), '{}'::jsonb)`;
}

function originOf([provenance, basis, fields = {}]: NonNullable<RegisterInit['origin']> = [null, null]): CollectionOrigin {
  const rest = { provenance, basis, isAutomated: true };
  const key = { ...rest, provenance: null };
  const named = Object.entries(fields).map(([name, own]) => [name, { ...rest, provenance: own }]);
  return { rest, fields: { id: key, created_at: key, updated_at: key, ...Object.fromEntries(named) } };
}

/** Registers that a restriction of everything covers; an organisation's own record or seal is covered only where it is named. */
const OBEYS_SUBJECT = new Set(['officer', 'certificate', 'newsletter', 'preference', 'support_message', 'log_entry', 'newsletter_copy']);
