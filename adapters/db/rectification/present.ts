import { alternativesFromMs, issuerAnswerBy } from '../../../domain/rectification/issuer-asking.js';
import type { CorrectionItem, EvidenceFileView, FieldChange, RectificationView, VerdictView } from '../../../domain/rectification/view.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import {
  type Connection,
  type CorrectionRow,
  correctionsOf,
  isOpen,
  openClaim,
  openLocated,
  openVerdict,
  SEALED_HERE,
} from './correction-row.js';
import { type EffectRow, effectsOf, openChange } from './effect-row.js';
import { issuerTimeOf } from './issuer-records.js';
import { knownIssuers } from './look-up-issuer.js';

/** What the desk sees of a rectification: each field with old and new, who decides over it, what was said and done. */
export async function rectificationView(
  deps: DeskDeps,
  row: CaseRow,
  connection: Connection,
): Promise<{ rectification?: RectificationView }> {
  if (row.right !== 'rectification') return {};
  const [fields, effects, issuers, asked, files, statements] = await Promise.all([
    correctionsOf(connection, row.id),
    effectsOf(connection, row.id),
    knownIssuers(connection),
    askedOf(connection, row.id),
    filesOf(deps.vault, connection, row.id),
    statementsOf(deps.vault, connection, row),
  ]);
  const names = issuers.map(({ slug, name }) => ({ slug, name }));
  const items = await Promise.all(fields.map((field) => itemOf(deps.vault, field, { effects, names })));
  const time = issuerTimeOf(row);
  const unheardCount = fields.filter(isOpen).length;
  const isDecidable = row.decided_at === null && row.closed_at === null;
  const hasAlternatives = isDecidable && unheardCount > 0 && deps.now().getTime() >= alternativesFromMs(time);
  const rectification = {
    items,
    asked,
    issuers: names,
    files,
    statements,
    unheardCount,
    alternativesOn: issuerAnswerBy(time),
    hasAlternatives,
  };
  return { rectification };
}

interface Known {
  effects: readonly EffectRow[];
  names: readonly { slug: string; name: string }[];
}

async function itemOf(vault: Vault, field: CorrectionRow, { effects, names }: Known): Promise<CorrectionItem> {
  const [claim, located, verdict, changes] = await Promise.all([
    openClaim(vault, field),
    openLocated(vault, field),
    verdictView(vault, field),
    Promise.all(effects.filter((effect) => effect.correction_id === field.id).map((effect) => changeView(vault, effect))),
  ]);
  const slug = field.issuer_slug;
  return {
    ...claim,
    id: field.id,
    controller: field.controller,
    issuer: slug === null ? null : (names.find((one) => one.slug === slug) ?? { slug, name: slug }),
    current: located.map(({ system, collection, field: name, value }) => ({ system, collection, field: name, value })),
    verdict,
    isToChange: field.outcome === null ? null : field.outcome === 'apply',
    changes,
  };
}

/** What the issuer said about a field; null while it has not. */
export async function verdictView(vault: Vault, field: CorrectionRow): Promise<VerdictView | null> {
  if (field.verdict === null || field.verdict_at === null) return null;
  return { verdict: field.verdict, ...(await openVerdict(vault, field)), at: field.verdict_at.toISOString() };
}

async function changeView(vault: Vault, effect: EffectRow): Promise<FieldChange> {
  const { field, before, after } = await openChange(vault, effect);
  const { system, collection, status, done_at } = effect;
  return { system, collection, field, before, after, status, doneAt: done_at?.toISOString() ?? null };
}

async function askedOf(connection: Connection, requestId: string): Promise<RectificationView['asked']> {
  const { rows } = await connection.query<{
    slug: string;
    name: string;
    asked_at: Date;
    answer_by: string;
    reminded_at: Date | null;
    escalated_at: Date | null;
  }>(
    `SELECT r.issuer_slug AS slug, coalesce(i.name, r.issuer_slug) AS name, r.asked_at, r.answer_by::text, r.reminded_at, r.escalated_at
       FROM issuer_request r LEFT JOIN issuer i ON i.slug = r.issuer_slug WHERE r.request_id = $1 ORDER BY r.asked_at, r.issuer_slug`,
    [requestId],
  );
  return rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    askedAt: row.asked_at.toISOString(),
    answerBy: row.answer_by,
    remindedAt: row.reminded_at?.toISOString() ?? null,
    escalatedAt: row.escalated_at?.toISOString() ?? null,
  }));
}

interface FileRow {
  id: string;
  subject_id: string;
  sealed_name: Buffer;
  media_type: string;
  size_bytes: number;
  correction_id: string | null;
}

/** The files that came as proof, oldest first. */
export async function filesOf(vault: Vault, connection: Connection, requestId: string): Promise<EvidenceFileView[]> {
  const { rows } = await connection.query<FileRow>(
    'SELECT id, subject_id, sealed_name, media_type, size_bytes, correction_id FROM evidence_file WHERE request_id = $1 ORDER BY created_at, id',
    [requestId],
  );
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      correction: row.correction_id,
      name: (await vault.open<string>(row.subject_id, row.sealed_name, SEALED_HERE.fileName)) ?? '',
      mediaType: row.media_type,
      sizeBytes: row.size_bytes,
    })),
  );
}

async function statementsOf(vault: Vault, connection: Connection, row: CaseRow): Promise<RectificationView['statements']> {
  const { rows } = await connection.query<{ sealed_statement: Buffer; created_at: Date }>(
    'SELECT sealed_statement, created_at FROM record_statement WHERE request_id = $1 ORDER BY created_at, id',
    [row.id],
  );
  return Promise.all(
    rows.map(async (one) => ({
      text: (await vault.open<string>(row.subject_id, one.sealed_statement, SEALED_HERE.statement)) ?? '',
      at: one.created_at.toISOString(),
    })),
  );
}
