import { DomainError } from '../errors.js';
import { notificationOf } from '../notifications.js';
import type { Art15Facts } from './art15.js';
import type { LetterCommon } from './common-facts.js';
import type { LetterCode } from './facts.js';

type Complete = Readonly<Record<string, unknown>>;

const COMMON_OPTIONAL = {
  targetOn: null,
  recipientName: null,
  authority: null,
  complaintUrl: null,
  otherReferences: null,
  policyItems: null,
  partly: null,
};

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

/** Names of the facts without which the letter would break the law's form: no reasons, no way to pay, no authority to complain to. */
function missingFacts(code: LetterCode, facts: Complete): string[] {
  const entry = notificationOf(code);
  const missing = entry.notBlank.filter((key) => isBlank(facts[key]));
  const namesRemedies = entry.requires.some((required) => required.key === 'remedies');
  if ((namesRemedies || !isBlank(facts.partly)) && facts.regime !== 'POLICY_ONLY' && !facts.authority) missing.push('authority');
  if (facts.outcome === 'partly-granted' && isBlank(facts.reasons)) missing.push('reasons');
  return missing;
}

/**
 * The facts of a letter with every optional one present (null where unknown), ready for the strict templates.
 * @throws DomainError LETTER_INCOMPLETE where a fact is missing that the law requires in this letter (RULEBOOK 8, cross-case guards).
 */
export function completeFacts(code: LetterCode, facts: LetterCommon): Complete {
  const complete = Object.fromEntries(Object.entries({ ...COMMON_OPTIONAL, ...notificationOf(code).optional, ...facts }));
  const missing = missingFacts(code, complete);
  if (missing.length > 0) {
    throw new DomainError({
      code: 'LETTER_INCOMPLETE',
      kind: 'invalid',
      detail: `The letter ${code} cannot be written without: ${missing.join(', ')}.`,
      article: 'GDPR Art. 12(4)',
    });
  }
  return complete;
}

/** The facts of the letter inside an access package, every optional one present. */
export function completeArt15Facts(facts: Art15Facts): Complete {
  return { ...COMMON_OPTIONAL, ...facts };
}
