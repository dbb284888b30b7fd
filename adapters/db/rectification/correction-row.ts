import type { PoolClient } from 'pg';
import type { FieldController } from '../../../domain/rectification/controller.js';
import type { IssuerVerdict } from '../../../domain/rectification/decide.js';
import type { FoundBy } from '../../../domain/rectification/find-issuer.js';
import type { LocatedValue } from '../../../domain/rectification/view.js';
import type { Correction } from '../../../domain/request/filing.js';
import type { Vault } from '../../crypto/vault.js';

export type Connection = Pick<PoolClient, 'query'>;

/** Where each sealed value of a rectification belongs. */
export const SEALED_HERE = {
  claim: 'correction.sealedClaim',
  located: 'correction.sealedLocated',
  verdict: 'correction.sealedVerdict',
  change: 'correctionEffect.sealedChange',
  statement: 'recordStatement.sealedStatement',
  fileName: 'evidenceFile.sealedName',
} as const;

/** One row of `correction`, still sealed. */
export interface CorrectionRow {
  id: string;
  request_id: string;
  subject_id: string;
  position: number;
  sealed_claim: Buffer;
  controller: FieldController;
  issuer_slug: string | null;
  found_by: FoundBy;
  member_id: string | null;
  certificate_id: string | null;
  opened_at: Date;
  sealed_located: Buffer | null;
  located_at: Date | null;
  verdict: IssuerVerdict | null;
  sealed_verdict: Buffer | null;
  verdict_by: string | null;
  verdict_at: Date | null;
  outcome: 'apply' | 'leave' | null;
  applied_at: Date | null;
}

/** A place that holds the value, with the key of its row; kept sealed on the correction. */
export interface LocatedPlace extends LocatedValue {
  key: string;
  isCorrectable: boolean;
}

/** The fields of a case in the order they were asked for. */
export async function correctionsOf(connection: Connection, requestId: string): Promise<CorrectionRow[]> {
  const { rows } = await connection.query<CorrectionRow>('SELECT * FROM correction WHERE request_id = $1 ORDER BY position', [requestId]);
  return rows;
}

const UNREADABLE: Correction = { record: '', field: '', proposed: '' };

/** What the person wants; empty texts when the key was destroyed. */
export async function openClaim(vault: Vault, row: CorrectionRow): Promise<Correction> {
  return (await vault.open<Correction>(row.subject_id, row.sealed_claim, SEALED_HERE.claim)) ?? UNREADABLE;
}

/** What the issuer gave with its verdict. */
export async function openVerdict(vault: Vault, row: CorrectionRow): Promise<{ value?: string; reason?: string }> {
  if (row.sealed_verdict === null) return {};
  return (await vault.open<{ value?: string; reason?: string }>(row.subject_id, row.sealed_verdict, SEALED_HERE.verdict)) ?? {};
}

export async function openLocated(vault: Vault, row: CorrectionRow): Promise<LocatedPlace[]> {
  if (row.sealed_located === null) return [];
  return (await vault.open<LocatedPlace[]>(row.subject_id, row.sealed_located, SEALED_HERE.located)) ?? [];
}

/** The value that is to stand in the record: the issuer's where it gave another one, else the one that was asked for. */
export async function valueToSet(vault: Vault, row: CorrectionRow): Promise<string> {
  const [claim, verdict] = await Promise.all([openClaim(vault, row), openVerdict(vault, row)]);
  return row.verdict === 'correct' && verdict.value !== undefined ? verdict.value : claim.proposed;
}

/** Fields whose issuer has yet to give its verdict. */
export const isOpen = (row: CorrectionRow): boolean => row.controller === 'issuer' && row.verdict === null;
