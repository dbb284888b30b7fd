/** Whoever is this old is no minor in any of our establishments' countries. */
export const ADULT_AGE = 18;

interface PresumedAble {
  age: number;
  /** Where that stands; it presumes and does not decide: staff may find otherwise and say why. */
  source: string;
}

const DEFAULT: PresumedAble = { age: 16, source: 'GDPR Art. 8(1), as a guide' };

/**
 * From which age a child is taken to understand and use its own rights. No statute fixes it outside Scotland; the age at which a child
 * can consent to online services is the nearest measure there is (derived). Below it, whoever holds parental responsibility acts.
 */
const PRESUMED_ABLE: Readonly<Record<string, PresumedAble>> = {
  SCT: { age: 12, source: 'Data Protection Act 2018 s.208' },
  ENG: { age: 12, source: 'ICO guidance on children, which takes the Scottish age as reasonable' },
  NIR: { age: 12, source: 'ICO guidance on children, which takes the Scottish age as reasonable' },
  BE: { age: 13, source: 'GDPR Art. 8(1) with the Belgian Act of 30 July 2018 Art. 7, as a guide' },
  FR: { age: 15, source: 'GDPR Art. 8(1) with the French Act 78-17 Art. 45, as a guide' },
  DE: DEFAULT,
  IE: { age: 16, source: 'GDPR Art. 8(1) with the Irish Data Protection Act 2018 s.31, as a guide' },
};

/** By the calendar of the establishment that answers, such as `ENG` or `DE`. */
export function presumedAbleFrom(calendar: string): PresumedAble {
  return PRESUMED_ABLE[calendar] ?? DEFAULT;
}

/** Whether a child that asks for itself is presumed able to; otherwise a person judges, and may have to ask for a parent. */
export function isPresumedAble(age: number, calendar: string): boolean {
  return age >= presumedAbleFrom(calendar).age;
}
