import { fieldsToChange } from '../../../domain/rectification/decide.js';
import { type FieldBasis, judgeFields } from '../../../domain/rectification/judge-fields.js';
import type { Act } from '../../../domain/request/filing.js';
import type { KnownFacts } from '../../../domain/rights/known-facts.js';
import { type Connection, correctionsOf } from './correction-row.js';
import { factsOf } from './decide-corrections.js';

/** Holds a decision that names its fields against the table, each field with its own facts and its own issuer's answer. */
export async function judgeByField(
  connection: Connection,
  requestId: string,
  act: Extract<Act, { type: 'decision' }>,
  recorded: KnownFacts,
): Promise<FieldBasis[]> {
  const fields = (await correctionsOf(connection, requestId)).map(factsOf);
  const decisions = act.fields ?? [];
  const hasOverride = (act.override?.reason ?? '').trim() !== '';
  return judgeFields(fields, fieldsToChange(act.outcome, fields, decisions), recorded, { decisions, hasOverride });
}
