/** The six rights of the policy: GDPR Art. 15, 16, 17, 18, 21, 20. */
export const RIGHTS = ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const;
export type Right = (typeof RIGHTS)[number];

export const CHANNELS = ['form', 'email', 'api', 'post', 'phone', 'in_person', 'social', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where a request stands; `outcome` says how it ended. */
export const STATUSES = [
  'triage',
  'received',
  'acknowledged',
  'identity',
  'clarification',
  'fee',
  'assessing',
  'issuer',
  'deciding',
  'fulfilling',
  'answered',
  'closed',
] as const;
export type Status = (typeof STATUSES)[number];

export const OUTCOMES = ['granted', 'partly-granted', 'refused', 'not-held', 'forwarded', 'withdrawn', 'no-reply'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** The outcomes that a person decides. */
export type DecisionOutcome = Extract<Outcome, 'granted' | 'partly-granted' | 'refused' | 'not-held'>;

/** The identity ladder: L0 any message from the address … L4 identity seen without a copy kept. */
export const IDENTITY_LEVELS = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

export const JURISDICTIONS = ['EU', 'UK'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

export const LANGUAGES = ['en', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const OBJECTION_KINDS = ['direct_marketing', 'legitimate_interest', 'public_task', 'research', 'other_basis'] as const;
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];

export const ROLES = ['staff', 'dpo', 'auditor', 'operator', 'issuer', 'member'] as const;
export type Role = (typeof ROLES)[number];
