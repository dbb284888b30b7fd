import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { fitOf, isSameValue } from '../../../domain/collection/field-words.js';
import type { DataRow, JsonValue } from '../../../domain/collection/row.js';
import type { Vault } from '../../crypto/vault.js';
import { inTransaction } from '../../db/transaction.js';
import type { OwnedRow } from '../connector.js';
import { stateOf } from '../postgres/session.js';
import type { Correction, CorrectionCandidate, CorrectResult, LocateQuery } from '../writing-acts.js';
import type { Holder } from './erase-registers.js';
import type { Register } from './register.js';
import { registerActsOf } from './register-acts.js';
import { REGISTERS } from './registers.js';

/** Where the old version of a record is sealed. */
export const RECORD_VERSION_SEALED = 'recordVersion.sealedBefore';

/** Columns that say what a record is, not what it says about somebody. */
const OF_THE_RECORD = new Set(['id', 'created_at', 'updated_at', 'member_id', 'issuer_slug', 'restricted_since']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The places of one row that fit what is to be corrected. */
export function candidatesIn(register: Register, { key, row }: OwnedRow, query: LocateQuery): CorrectionCandidate[] {
  const acts = registerActsOf(register.name);
  return Object.entries(row).flatMap(([field, value]) => {
    const categories = acts.fields[field] ?? [];
    if (OF_THE_RECORD.has(field) || fitOf(query.field, { name: field, categories }) === 0) return [];
    if (query.value !== undefined && !isSameValue(query.value, value)) return [];
    const isCorrectable = isCorrectableField(register, field, Object.hasOwn(acts.plain, field) ? undefined : row);
    return [{ collection: register.name, key, field, value, categories, isCorrectable }];
  });
}

function isCorrectableField({ name, columns, sealed }: Register, field: string, content: DataRow | undefined): boolean {
  const acts = registerActsOf(name);
  if (Object.hasOwn(acts.plain, field)) return true;
  return acts.isSealedCorrectable && sealed !== null && content !== undefined && !columns.includes(field) && !OF_THE_RECORD.has(field);
}

interface Stored {
  subject_id: string;
  plain: JsonValue;
  sealed: Buffer | null;
}

/** Sets one field of one record and keeps what stood there, sealed, with the reason: both or neither. */
export async function correctRegister(holder: Holder, vault: Vault, correction: Correction): Promise<CorrectResult> {
  const register = REGISTERS.find(({ name }) => name === correction.collection);
  if (register === undefined || !UUID.test(correction.key)) return { status: 'not-found' };
  const acts = registerActsOf(register.name);
  const type = acts.plain[correction.field];
  if (type === undefined && !(acts.isSealedCorrectable && isCorrectableField(register, correction.field, {})))
    return { status: 'by-hand', reason: 'FIELD_IS_FIXED' };
  return inTransaction(holder.pool, async (client) => {
    const stored = await lockRecord(client, holder, register, correction, type !== undefined);
    if (stored === undefined) return { status: 'not-found' };
    const change = { client, vault, register, correction, stored };
    return type === undefined ? setSealed(change) : setPlain(change, type);
  });
}

interface Change {
  client: PoolClient;
  vault: Vault;
  register: Register;
  correction: Correction;
  stored: Stored;
}

async function lockRecord(
  client: PoolClient,
  { subjects }: Holder,
  { name, sealed }: Register,
  { key, field }: Correction,
  isPlain: boolean,
): Promise<Stored | undefined> {
  const ofMember = name === 'member';
  const owner = ofMember
    ? 'EXISTS (SELECT FROM officer o WHERE o.member_id = t.id AND o.subject_id = ANY($2::uuid[]))'
    : 't.subject_id = ANY($2::uuid[])';
  const { rows } = await client.query<Stored>(
    `SELECT ${ofMember ? '($2::uuid[])[1]' : 't.subject_id'} AS subject_id, ${isPlain ? `to_jsonb(t."${field}")` : 'NULL::jsonb'} AS plain,
       ${sealed ? `t.${sealed.column}` : 'NULL::bytea'} AS sealed
     FROM "${name}" t WHERE t.id = $1::uuid AND ${owner} FOR UPDATE`,
    [key, subjects],
  );
  return rows[0];
}

async function setPlain(change: Change, type: string): Promise<CorrectResult> {
  const { client, register, correction, stored } = change;
  const verdict = compare(stored.plain, correction);
  if (verdict !== null) return verdict;
  const value = correction.value === null ? null : String(correction.value);
  await client.query('SAVEPOINT correction');
  try {
    await client.query(`UPDATE "${register.name}" SET "${correction.field}" = $2::text::${type} WHERE id = $1::uuid`, [
      correction.key,
      value,
    ]);
  } catch (error) {
    if (!isRefused(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT correction');
    return { status: 'by-hand', reason: 'VALUE_REFUSED' };
  }
  await keepVersion(change, stored.plain);
  return { status: 'corrected', before: stored.plain };
}

async function setSealed(change: Change): Promise<CorrectResult> {
  const { client, vault, register, correction, stored } = change;
  const { sealed } = register;
  const record = stored.sealed && sealed && (await vault.open<DataRow>(stored.subject_id, stored.sealed, sealed.context));
  if (!sealed || !record || !Object.hasOwn(record, correction.field)) return { status: 'not-found' };
  const before = record[correction.field] ?? null;
  const verdict = compare(before, correction);
  if (verdict !== null) return verdict;
  const next = await vault.seal(stored.subject_id, { ...record, [correction.field]: correction.value }, sealed.context);
  await client.query(`UPDATE "${register.name}" SET ${sealed.column} = $2 WHERE id = $1::uuid`, [correction.key, next]);
  await keepVersion(change, before);
  return { status: 'corrected', before };
}

function compare(before: JsonValue, { value, expected }: Correction): CorrectResult | null {
  if (isSame(before, value)) return { status: 'already', before };
  return expected !== undefined && !isSame(before, expected) ? { status: 'changed-meanwhile', before } : null;
}

function isSame(left: JsonValue, right: JsonValue): boolean {
  const textOf = (value: JsonValue) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value));
  return (left === null) === (right === null) && textOf(left) === textOf(right);
}

async function keepVersion({ client, vault, register, correction, stored }: Change, before: JsonValue): Promise<void> {
  const version = { value: before, reason: correction.reason ?? '' };
  await client.query(
    `INSERT INTO record_version (id, subject_id, request_id, register, record_id, field, sealed_before, at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [
      uuidv7(),
      stored.subject_id,
      correction.requestId ?? null,
      register.name,
      correction.key,
      correction.field,
      await vault.seal(stored.subject_id, version, RECORD_VERSION_SEALED),
    ],
  );
}

/** SQLSTATE classes 22 (the value does not fit the type) and 23 (a constraint). */
function isRefused(error: unknown): boolean {
  return /^2[23]/.test(stateOf(error));
}
