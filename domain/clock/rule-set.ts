import type { Jurisdiction } from '../request/types.js';
import { type Day, dayOf } from './day.js';

/** The law in force for a request, by jurisdiction and day of receipt. Stored with every computed date. */
export type RuleSet = 'eu-2016-679' | 'uk-2018-05-25' | 'uk-2026-02-05';

// DUAA 2025 s.76 (UK GDPR Art. 12A) from 5 February 2026; SI 2026/82 reg. 4: a request received earlier keeps the old rules.
const UK_ARTICLE_12A_FROM = dayOf(2026, 2, 5);

/** Which rules a request falls under: by the day it was received, never by today. */
export function ruleSetOf(jurisdiction: Jurisdiction, receivedOn: Day): RuleSet {
  if (jurisdiction === 'EU') return 'eu-2016-679';
  return receivedOn < UK_ARTICLE_12A_FROM ? 'uk-2018-05-25' : 'uk-2026-02-05';
}

/** What an explanation cites. */
export type Topic =
  | 'receipt'
  | 'month'
  | 'clamp'
  | 'roll'
  | 'extension'
  | 'identity'
  | 'authority'
  | 'fee'
  | 'clarification'
  | 'pending'
  | 'late'
  | 'unmatched';

const REGULATION = 'Reg. 1182/71';
const EDPB = 'EDPB Guidelines 01/2022';
const ICO = 'ICO guidance on the right of access';

const EU: Record<Topic, string> = {
  receipt: `GDPR Art. 12(3); ${EDPB} para 159; ${REGULATION} Art. 3(1)`,
  month: `GDPR Art. 12(3); ${REGULATION} Art. 3(2)(c)`,
  clamp: `${REGULATION} Art. 3(2)(c)`,
  roll: `${REGULATION} Art. 3(4)`,
  extension: 'GDPR Art. 12(3)',
  identity: `GDPR Art. 12(6); ${EDPB} para 159`,
  authority: `GDPR Art. 12(6) by analogy; ${EDPB} para 159`,
  fee: 'GDPR Art. 12(3), 12(5)',
  clarification: `GDPR Recital 63; ${EDPB} para 159`,
  pending: `${EDPB} para 159`,
  late: 'GDPR Art. 12(3)',
  unmatched: 'GDPR Art. 12(3)',
};

const UK_BEFORE: Record<Topic, string> = {
  receipt: `UK GDPR Art. 12(3); ${ICO}`,
  month: `UK GDPR Art. 12(3); DPA 2018 s.205(2)`,
  clamp: `${REGULATION} Art. 3(2)(c); DPA 2018 s.205(2)`,
  roll: `${REGULATION} Art. 3(4); ${ICO}`,
  extension: 'UK GDPR Art. 12(3)',
  identity: `UK GDPR Art. 12(6); ${ICO}`,
  authority: ICO,
  fee: `UK GDPR Art. 12(5); ${ICO}`,
  clarification: `UK GDPR Recital 63; ${ICO}`,
  pending: ICO,
  late: 'UK GDPR Art. 12(3)',
  unmatched: 'UK GDPR Art. 12(3)',
};

const UK_NOW: Record<Topic, string> = {
  ...UK_BEFORE,
  receipt: `UK GDPR Art. 12A; ${ICO}`,
  month: 'UK GDPR Art. 12A; DPA 2018 s.205(2)',
  extension: 'UK GDPR Art. 12A',
  identity: 'UK GDPR Art. 12(6), 12A',
  authority: `UK GDPR Art. 12A; ${ICO}`,
  fee: 'UK GDPR Art. 12(5), 12A',
  clarification: 'UK GDPR Art. 12A, Art. 15',
  pending: 'UK GDPR Art. 12A',
  late: 'UK GDPR Art. 12A',
  unmatched: 'UK GDPR Art. 12A',
};

const ARTICLES = { 'eu-2016-679': EU, 'uk-2018-05-25': UK_BEFORE, 'uk-2026-02-05': UK_NOW } satisfies Record<
  RuleSet,
  Record<Topic, string>
>;

/** The provision a rule set has for a topic, as it is printed. */
export function articleFor(ruleSet: RuleSet, topic: Topic): string {
  return ARTICLES[ruleSet][topic];
}
