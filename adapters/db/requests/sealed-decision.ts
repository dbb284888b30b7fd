import { citeArticle } from '../../../domain/letters/citation.js';
import { regimeOf } from '../../../domain/letters/regime.js';
import type { Stoppable } from '../../../domain/objection.js';
import type { DecidedField } from '../../../domain/rectification/judge-fields.js';
import type { DecisionBasis } from '../../../domain/rights/judge-decision.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from './case-row.js';
import { SEALED } from './sealed.js';

/** What a decision keeps sealed: its words, and the rule it rests on. Decisions of before the tables have no basis. */
export interface SealedDecision {
  reasons: string;
  evidence?: readonly string[];
  basis?: DecisionBasis;
  stops?: readonly Stoppable[];
  /** A rectification decided field by field: what each rests on, and the words to the person. */
  fields?: readonly DecidedField[];
  /** What staff add to the answer in their own words. */
  note?: string;
}

/** The decision of a case, opened; undefined before it and when the key of the person was destroyed. */
export async function openDecision(deps: { vault: Vault }, row: CaseRow): Promise<SealedDecision | undefined> {
  return row.sealed_decision === null ? undefined : deps.vault.open<SealedDecision>(row.subject_id, row.sealed_decision, SEALED.decision);
}

const FIRST_ARTICLE = /^GDPR Art\. (\d+(?:\(\d+\))?(?:\([a-z]\))?)/;

/** What the letter of a refusal says beside the reasons: the provision its rule rests on, and what shows a request to be excessive. */
export async function refusalFacts(
  deps: { vault: Vault },
  row: CaseRow,
  writtenOn: string,
): Promise<{ provision: string | null; evidence: string | null }> {
  const { basis, evidence = [] } = (await openDecision(deps, row)) ?? {};
  const isByRule = basis !== undefined && basis.rule !== null && !basis.isOverride;
  const place = isByRule ? FIRST_ARTICLE.exec(basis.article)?.[1] : undefined;
  const regime = regimeOf({ jurisdiction: row.jurisdiction, policyOnly: row.regime === 'POLICY_ONLY', writtenOn });
  return {
    provision: place === undefined ? null : citeArticle(place, regime, row.language) || null,
    evidence: evidence.length === 0 ? null : evidence.join('\n'),
  };
}
