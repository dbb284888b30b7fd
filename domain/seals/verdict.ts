/** What a verification comes to. The order is by weight: what comes first decides where several things are so. */
export const VERDICTS = [
  'invalid',
  'unknown',
  'wrong-domain',
  'revoked',
  'superseded',
  'suspended',
  'expired',
  'not-yet-valid',
  'valid',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Every fact that can be found, and the verdict it leads to by itself. */
export const REASONS = {
  NOTHING_READABLE: 'invalid',
  NO_CREDENTIAL_IN_FILE: 'invalid',
  SEVERAL_CREDENTIALS_IN_FILE: 'invalid',
  TOO_LARGE: 'invalid',
  TOO_COMPLEX: 'invalid',
  AMBIGUOUS: 'invalid',
  CONTEXT_WRONG: 'invalid',
  TYPE_WRONG: 'invalid',
  ID_WRONG: 'invalid',
  ISSUER_WRONG: 'invalid',
  SUBJECT_WRONG: 'invalid',
  DATES_WRONG: 'invalid',
  TEXTS_WRONG: 'invalid',
  STATUS_ENTRY_WRONG: 'invalid',
  SCHEMA_ENTRY_WRONG: 'invalid',
  REFRESH_SERVICE_WRONG: 'invalid',
  TERMS_OF_USE_WRONG: 'invalid',
  EVIDENCE_WRONG: 'invalid',
  RELATED_RESOURCE_WRONG: 'invalid',
  NOT_SECURED: 'invalid',
  PROOF_WRONG: 'invalid',
  ALGORITHM_REFUSED: 'invalid',
  CLAIMS_DIFFER: 'invalid',
  TERMS_UNDEFINED: 'invalid',
  KEY_UNKNOWN: 'invalid',
  KEY_NOT_THE_ISSUERS: 'invalid',
  KEY_COMPROMISED: 'invalid',
  SIGNATURE_WRONG: 'invalid',
  SIGNED_IN_FUTURE: 'not-yet-valid',
  NOT_IN_REGISTER: 'unknown',
  NO_SEAL_FOR_DOMAIN: 'unknown',
  ADDRESS_NOT_ALLOWED: 'unknown',
  ADDRESS_UNREACHABLE: 'unknown',
  ISSUER_UNREACHABLE: 'unknown',
  ISSUER_METHOD_UNKNOWN: 'unknown',
  STATUS_UNREACHABLE: 'unknown',
  STATUS_LIST_WRONG: 'unknown',
  STATUS_OUT_OF_RANGE: 'unknown',
  WRONG_DOMAIN: 'wrong-domain',
  REVOKED: 'revoked',
  SUPERSEDED: 'superseded',
  OLDER_CREDENTIAL: 'superseded',
  SUSPENDED: 'suspended',
  EXPIRED: 'expired',
  NOT_YET_VALID: 'not-yet-valid',
  CLOCK_SKEW: 'valid',
  SIGNATURE_HOLDS: 'valid',
  IN_REGISTER: 'valid',
  RENEWED_SINCE: 'valid',
  STATUS_CLEAR: 'valid',
  NO_STATUS: 'valid',
  WITHIN_VALIDITY: 'valid',
} as const satisfies Record<string, Verdict>;
export type ReasonCode = keyof typeof REASONS;

/** The verdict that several facts make together: the weightiest of them. Nothing found at all is unknown. */
export function verdictOf(reasons: readonly ReasonCode[]): Verdict {
  const found = new Set(reasons.map((code) => REASONS[code]));
  return VERDICTS.find((verdict) => found.has(verdict)) ?? 'unknown';
}

/** Clocks of honest machines differ by no more than this; a difference within it is named, not punished. */
export const CLOCK_SKEW_MS = 300_000;

/** What time says about a validity, with honest clocks in mind. */
export function timeReasons({ validFrom, validUntil }: { validFrom?: Date; validUntil?: Date }, now: Date): ReasonCode[] {
  const sinceStart = validFrom === undefined ? Number.POSITIVE_INFINITY : now.getTime() - validFrom.getTime();
  const untilEnd = validUntil === undefined ? Number.POSITIVE_INFINITY : validUntil.getTime() - now.getTime();
  if (sinceStart < -CLOCK_SKEW_MS) return ['NOT_YET_VALID'];
  if (untilEnd <= 0) return ['EXPIRED'];
  return sinceStart < 0 ? ['CLOCK_SKEW', 'WITHIN_VALIDITY'] : ['WITHIN_VALIDITY'];
}
