import { evidenceText } from '../../../domain/evidence/present.js';
import type { Language } from '../../../domain/request/types.js';
import { kindOf, statedSentence } from '../../../domain/seals/kinds.js';
import { actsFrom } from '../../../domain/seals/life.js';
import type { DomainState, SealDetail, SealEvent, SealKey } from '../../../domain/seals/view.js';
import { issuerKeyOf, REASON_CONTEXT } from './issuer-key.js';
import type { MatterRow } from './matters.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, inUnicode, type SealRow, sealItem } from './seal-row.js';

/** One seal with its history, as its issuer, its member or staff see it; undefined where it is not theirs. */
export async function sealDetail(deps: SealDeps, key: SealKey): Promise<SealDetail | undefined> {
  const row = await findSeal(deps.pool, key);
  return row === undefined ? undefined : detailOf(deps, row, key.language);
}

export async function detailOf(deps: SealDeps, row: SealRow, language: Language = 'en'): Promise<SealDetail> {
  const { rows } = await deps.pool.query<{
    issuer: string;
    state: DomainState | null;
    asked_at: Date | null;
    matters: MatterRow[];
    hidden: boolean;
  }>(
    `SELECT i.name AS issuer, d.state, d.link_asked_at AS asked_at, m.hidden_at IS NOT NULL AS hidden,
       coalesce((SELECT jsonb_agg(x ORDER BY x.opened_at) FROM seal_matter x WHERE x.seal_id = $1 AND x.closed_at IS NULL), '[]'::jsonb) AS matters
     FROM issuer i LEFT JOIN member_domain d ON d.member_id = $2 AND d.domain = $4 LEFT JOIN member m ON m.id = $2 WHERE i.slug = $3`,
    [row.id, row.member_id, row.issuer_slug, row.domain],
  );
  const [found] = rows;
  const kind = kindOf(row.kind);
  return {
    ...sealItem(row, deps.settings.publicUrl),
    issuer: row.issuer_slug,
    memberId: row.member_id,
    kindName: kind.name[language],
    states: statedSentence(kind, language, { member: row.member_name, issuer: found?.issuer ?? row.issuer_slug }),
    licenceNumber: row.licence_number,
    certificate: row.certificate_id,
    version: row.version,
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
    reference: row.external_ref,
    isPublic: row.status !== 'draft' && row.hidden_at === null && found?.hidden !== true,
    domainState: found?.state ?? 'unproven',
    domainUnicode: inUnicode(row.domain),
    linkBack: row.link_back === null || !found?.asked_at ? null : { said: row.link_back, askedAt: found.asked_at.toISOString() },
    acts: actsFrom(row.status).filter((act) => act !== 'expire'),
    open: (found?.matters ?? []).map(({ id, kind: matter, opened_at, due_at }) => ({
      id,
      kind: matter,
      openedAt: new Date(opened_at).toISOString(),
      dueAt: new Date(due_at).toISOString(),
    })),
    history: await historyOf(deps, row, language),
  };
}

/** What happened to a seal, newest last: its chain of evidence with the reasons opened. */
async function historyOf(deps: SealDeps, row: SealRow, language: Language): Promise<SealEvent[]> {
  const { rows } = await deps.pool.query<{ at: Date; event: string; actor: string; role: string; data: unknown; sealed: Buffer | null }>(
    'SELECT at, event, actor, role, data, sealed FROM evidence WHERE request_id = $1 ORDER BY seq',
    [row.id],
  );
  const key = rows.some(({ sealed }) => sealed !== null) ? await issuerKeyOf(deps, row.issuer_slug) : '';
  return Promise.all(
    rows.map(async ({ at, event, actor, role, data, sealed }) => {
      const reason = sealed === null ? undefined : await deps.vault.open<string>(key, sealed, REASON_CONTEXT);
      const text = evidenceText(event, data, language);
      return { at: at.toISOString(), event, actor, role, text, ...(reason === undefined ? {} : { reason }) };
    }),
  );
}
