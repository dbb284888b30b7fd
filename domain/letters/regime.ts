import type { Jurisdiction, Right } from '../request/types.js';

/**
 * Which remedies a letter must name (RULEBOOK 2.11, authority block). POLICY_ONLY: corporate data, no statutory claim may be made.
 */
export const REGIMES = ['EU', 'UK-2026-06-19', 'UK-before', 'POLICY_ONLY'] as const;
export type Regime = (typeof REGIMES)[number];

/** DPA 2018 s.164A in force, UK GDPR Art. 77 omitted (SI 2026/82). */
const UK_COMPLAINTS_FROM = '2026-06-19';

/** The regime of a letter written on `writtenOn` (`YYYY-MM-DD`). */
export function regimeOf(input: { jurisdiction: Jurisdiction; policyOnly: boolean; writtenOn: string }): Regime {
  if (input.policyOnly) return 'POLICY_ONLY';
  if (input.jurisdiction === 'EU') return 'EU';
  return input.writtenOn >= UK_COMPLAINTS_FROM ? 'UK-2026-06-19' : 'UK-before';
}

/** What a question we ask does to the time for the answer; computed by the clock's rules (`effectOnTimeOf`). */
export type EffectOnTime = 'paused' | 'starts-on-reply' | 'none';

/**
 * What asking does to the time for the answer, as the letter must say it. It follows RULEBOOK 1.2: the clock itself decides.
 * A clarification counts only for access and only where a large quantity is held (Recital 63, UK GDPR Art. 12A).
 */
export function effectOnTimeOf(input: {
  ask: 'identity' | 'authority' | 'clarification' | 'fee';
  regime: Regime;
  right: Right | null;
  largeQuantity?: boolean;
}): EffectOnTime {
  if (input.regime === 'POLICY_ONLY') return 'none';
  if (input.ask === 'clarification') return input.right === 'access' && input.largeQuantity === true ? 'paused' : 'none';
  if (input.regime !== 'EU') return 'starts-on-reply';
  return input.ask === 'identity' ? 'paused' : 'none';
}
