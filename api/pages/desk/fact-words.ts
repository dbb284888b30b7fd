import type { Right } from '../../../domain/request/types.js';
import type { COMMON } from '../../../domain/rights/common.js';
import type { TABLE_OF } from '../../../domain/rights/tables.js';

type FactName = keyof (typeof COMMON)['facts'] | { [R in Right]: keyof (typeof TABLE_OF)[R]['facts'] }[Right];

/** What is asked of staff for each fact of the tables. Staff read English. */
export const FACT_WORDS = {
  subject: 'Whose data are asked about',
  role: 'What we are for these data',
  marketingObjection: 'Is it an objection to direct marketing',
  identity: 'Identity',
  agent: 'Does somebody act for the person',
  unfoundedOrExcessive: 'Is it manifestly unfounded or excessive, and can we prove it',
  secondPerson: 'Has a second person looked at it',
  held: 'Are data of the person held',
  largeQuantity: 'Is a large quantity held',
  scopeUnclear: 'Is it unclear what is wanted',
  askedBefore: 'Was the person asked already',
  copy: 'Which copy is it',
  fee: 'Fee for it',
  exemption: 'Does an exemption apply',
  thirdParty: 'Are data of other people in it',
  nature: 'What kind of statement is disputed',
  claim: 'What is said to be wrong',
  evidence: 'What the person’s evidence shows',
  ownCheck: 'What our own check shows',
  issuerVerdict: 'What the issuer says',
  correctAtTheTime: 'Was the record correct at its time',
  relevantForPurpose: 'Does what is missing matter for the purpose',
  daysLeft: 'Time left',
  copyFirst: 'Copy asked for in the same message',
  ground: 'Ground that applies',
  wantsRestriction: 'Would the person rather have the data restricted',
  necessary: 'Is keeping them necessary for that exemption',
  madePublic: 'Were the data made public',
  unlawful: 'Is the processing unlawful',
  opposesErasure: 'Does the person oppose erasure',
  weNoLongerNeed: 'Do we no longer need the data',
  neededForClaims: 'Does the person need them for legal claims',
  basis: 'Legal basis of the processing',
  automated: 'Is it processed by automated means',
  provenance: 'Where the data come from',
  othersAffected: 'Are others affected',
  mode: 'To whom',
  feasible: 'Is the direct transfer technically feasible',
  kind: 'Kind of objection',
  neededForPublicInterestResearch: 'Is it necessary for a public-interest task',
  legalClaims: 'Is it needed for legal claims',
  compelling: 'Compelling legitimate grounds of ours',
  situation: 'Grounds of the person’s situation',
} as const satisfies Record<FactName, string>;

/** Answers that are not plain when read as they are written. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  living_person: 'a living person’s',
  deceased: 'a dead person’s',
  legal_person_data_only: 'an organisation’s only',
  joint_controller: 'joint controller',
  not_doubted: 'not doubted',
  doubted: 'doubted',
  cannot_be_identified: 'shown that it cannot be settled',
  not_proven: 'yes, authority not proven',
  authorised: 'yes, with authority',
  not_asked: 'not asked',
  not_asked_or_given: 'not asked, or handed over',
  seven_or_less: 'seven days or less',
  more_than_seven: 'more than seven days',
  to_person: 'the person',
  to_controller: 'another organisation',
  other_basis: 'another basis',
};

/** The grounds by letter, as the regulation has them. */
const GROUND_WORDS: Partial<Record<Right, Readonly<Record<string, string>>>> = {
  erasure: {
    a: '(a) no longer necessary',
    b: '(b) consent withdrawn, no other basis',
    c: '(c) objection',
    d: '(d) processed unlawfully',
    e: '(e) the law wants them erased',
    f: '(f) collected from a child',
    none: 'none',
  },
  restriction: {
    a: '(a) accuracy contested',
    b: '(b) unlawful, erasure opposed',
    c: '(c) needed for claims',
    d: '(d) objection pending',
    none: 'none',
  },
};

export function factWord(name: string): string {
  const words: Readonly<Record<string, string>> = FACT_WORDS;
  return words[name] ?? name;
}

export function valueWord(right: Right, name: string, value: string): string {
  const ground = name === 'ground' ? GROUND_WORDS[right]?.[value] : undefined;
  return ground ?? VALUE_WORDS[value] ?? value.replaceAll('_', ' ');
}

/** A code of the tables (`give-15-1-information-unless-prejudice`) as words. */
export const codeWord = (code: string): string => code.replaceAll('-', ' ');
