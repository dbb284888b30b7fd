import { DomainError } from '../../../domain/errors.js';
import type { IssuerAnswer, IssuerCase } from '../../../domain/rectification/view.js';
import type { Actor } from '../../../domain/request/filing.js';
import { LANGUAGES, type Language } from '../../../domain/request/types.js';
import type { SentFile } from '../../../domain/uploads.js';
import { recordAct } from '../requests/acts.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { recordTransition } from '../requests/transition.js';
import { inTransaction } from '../transaction.js';
import { notTheirs } from './act-issuer-decision.js';
import { addEvidenceFiles, openEvidenceFile } from './evidence-files.js';
import { hasOpenField, issuerCase, waitingCases } from './issuer-case.js';

/** An issuer's use cases (api/deps.ts IssuerDesk): its own cases and nothing of anybody else's. */
export function createIssuerDesk(deps: DeskDeps) {
  return {
    waiting: (issuerSlug: string, limit: number) => waitingCases(deps, issuerSlug, limit),
    find: (reference: string, issuerSlug: string) => issuerCase(deps, reference, issuerSlug),
    answer: (reference: string, answers: readonly IssuerAnswer[], actor: Actor) => answerFields(deps, reference, answers, actor),
    peekLink: (token: string) => peekIssuerLink(deps, token),
    answerByLink: (token: string, answers: readonly IssuerAnswer[]) => answerByLink(deps, token, answers),
    addFiles: (reference: string, files: readonly SentFile[], about: { correction?: string; by?: Actor } = {}) =>
      addEvidenceFiles(deps, reference, files, about),
    openFile: async (reference: string, fileId: string, actor: Actor) => {
      if (actor.role === 'issuer' && (await issuerCase(deps, reference, actor.issuerSlug ?? '')) === undefined) throw notTheirs();
      return openEvidenceFile(deps, reference, fileId, actor);
    },
    openFileByLink: async (token: string, fileId: string) => {
      const link = await peekIssuerLink(deps, token);
      if (link === undefined) throw notTheirs();
      return openEvidenceFile(deps, link.case.reference, fileId, { id: link.linkId, role: 'issuer', issuerSlug: link.issuer.slug });
    },
    name: async (issuerSlug: string): Promise<string> => {
      const { rows } = await deps.pool.query<{ name: string }>('SELECT name FROM issuer WHERE slug = $1', [issuerSlug]);
      return rows[0]?.name ?? issuerSlug;
    },
    language: async (issuerSlug: string): Promise<Language> => {
      const { rows } = await deps.pool.query<{ language: string }>('SELECT language FROM issuer WHERE slug = $1', [issuerSlug]);
      return languageFrom(rows[0]?.language);
    },
  };
}

const languageFrom = (code: string | undefined): Language => LANGUAGES.find((known) => known === code) ?? 'en';

/** Answers to several fields of one case are recorded together or not at all. */
function answerFields(deps: DeskDeps, reference: string, answers: readonly IssuerAnswer[], actor: Actor): Promise<void> {
  return inTransaction(deps.pool, async (client) => {
    for (const answer of answers) await recordAct(deps, reference, { type: 'issuer-decision', ...answer }, actor, { client });
  });
}

interface LinkRow {
  id: string;
  request_id: string;
  reference: string;
  issuer_slug: string;
  name: string;
  language: string | null;
}

const FIND = `SELECT l.id, l.request_id, r.reference, il.issuer_slug, coalesce(i.name, il.issuer_slug) AS name, i.language
  FROM link l JOIN issuer_link il ON il.link_id = l.id JOIN request r ON r.id = l.request_id LEFT JOIN issuer i ON i.slug = il.issuer_slug
  WHERE l.token_hash = $1 AND l.purpose = 'issuer' AND l.consumed_at IS NULL AND l.expires_at > $2`;

/** Looks at a link without using it up. Undefined when it was used, is too old, or nothing waits for this issuer any more. */
async function peekIssuerLink(deps: DeskDeps, token: string) {
  const { rows } = await deps.pool.query<LinkRow>(FIND, [deps.vault.hashToken(token), deps.now()]);
  const link = rows[0];
  if (link === undefined || !(await hasOpenField(deps.pool, link.request_id, link.issuer_slug))) return undefined;
  const found: IssuerCase | undefined = await issuerCase(deps, link.reference, link.issuer_slug);
  return (
    found && {
      linkId: link.id,
      issuer: { slug: link.issuer_slug, name: link.name, language: languageFrom(link.language ?? undefined) },
      case: found,
    }
  );
}

/** Uses the link up and records the answers, in one transaction: a link that failed to answer is not used. */
async function answerByLink(
  deps: DeskDeps,
  token: string,
  answers: readonly IssuerAnswer[],
): Promise<{ reference: string; issuer: string }> {
  return inTransaction(deps.pool, async (client) => {
    const now = deps.now();
    const { rows } = await client.query<LinkRow>(`${FIND} FOR UPDATE OF l`, [deps.vault.hashToken(token), now]);
    const link = rows[0];
    if (link === undefined)
      throw new DomainError({ code: 'LINK_NOT_VALID', kind: 'missing', detail: 'This link was used already or is too old.' });
    await client.query('UPDATE link SET consumed_at = $2 WHERE id = $1', [link.id, now]);
    const actor: Actor = { id: link.id, role: 'issuer', issuerSlug: link.issuer_slug };
    const used = () => ({ facts: [{ event: 'link-used' as const, data: { purpose: 'issuer' } }] });
    await recordTransition(deps, { id: link.request_id }, actor, used, { client, now });
    for (const answer of answers) await recordAct(deps, link.reference, { type: 'issuer-decision', ...answer }, actor, { client });
    return { reference: link.reference, issuer: link.name };
  });
}
