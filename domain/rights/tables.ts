import type { Right } from '../request/types.js';
import { ACCESS } from './access.js';
import { AUTOMATED_DECISION } from './automated-decision.js';
import { COMMON } from './common.js';
import { COMPLAINT_UK } from './complaint-uk.js';
import type { DecisionTable } from './decision-table.js';
import { ERASURE } from './erasure.js';
import { OBJECTION } from './objection.js';
import { PORTABILITY } from './portability.js';
import { RECTIFICATION } from './rectification.js';
import { RESTRICTION } from './restriction.js';

/** The table that decides each right, after the common gates. */
export const TABLE_OF = {
  access: ACCESS,
  rectification: RECTIFICATION,
  erasure: ERASURE,
  restriction: RESTRICTION,
  objection: OBJECTION,
  portability: PORTABILITY,
} as const satisfies Record<Right, DecisionTable>;

/** Every table there is. A new one here is checked for gaps and unreachable rules by the tests. */
export const TABLES: readonly DecisionTable[] = [COMMON, ...Object.values(TABLE_OF), AUTOMATED_DECISION, COMPLAINT_UK];

/** Rights whose table is asked once per data category or item; the rest once per case. */
export const DECIDED_PER_ITEM = ['erasure', 'portability'] as const satisfies readonly Right[];
