import type { FeeEndedFacts } from '../../../../domain/letters/fee-facts.js';
import { effectOnTimeOf, regimeOf } from '../../../../domain/letters/regime.js';
import type { Language } from '../../../../domain/request/types.js';
import type { CaseRow } from '../case-row.js';
import type { DeskDeps } from '../desk-deps.js';
import { type LetterOrder, letter, statusUrlOf } from '../letters.js';
import type { FeeRow } from './fee-row.js';

/** How to pay, in the language of the letter. Cards only ever on the provider's own page. */
const HOW_TO_PAY = {
  en: (reference: string, online: boolean) =>
    `${online ? 'Pay by card on the page below, or ask' : 'Ask'} us by reply for our bank details and name the reference ${reference} in the transfer.`,
  de: (reference: string, online: boolean) =>
    `${online ? 'Zahlen Sie mit Karte auf der Seite unten, oder fragen' : 'Fragen'} Sie uns in einer Antwort nach der Bankverbindung und nennen Sie in der Überweisung das Aktenzeichen ${reference}.`,
  fr: (reference: string, online: boolean) =>
    `${online ? 'Payez par carte sur la page ci-dessous, ou demandez' : 'Demandez'}-nous par retour nos coordonnées bancaires et indiquez la référence ${reference} dans le virement.`,
} as const satisfies Record<Language, (reference: string, online: boolean) => string>;

/** What the notice of a fee says of it now. */
export interface Notice {
  ground: FeeRow['ground'];
  amountMinor: number;
  currency: string;
  payByOn: string;
  calculation: string;
  evidence: string | undefined;
  disputeDecision?: string;
  isReminder?: true;
}

/** GDPR Art. 12(5), 15(3): ground, calculation, amount, how to pay, and that the person may narrow, withdraw or dispute instead. */
export function feeNotice(deps: DeskDeps, row: CaseRow, step: string, notice: Notice, today: string): LetterOrder {
  const regime = regimeOf({ jurisdiction: row.jurisdiction, policyOnly: row.regime === 'POLICY_ONLY', writtenOn: today });
  const movesTheStart = notice.ground === 'unfounded-or-excessive';
  return letter('FEE_NOTICE', step, {
    ground: notice.ground,
    reasons: notice.evidence ?? notice.calculation,
    calculation: notice.calculation,
    amountMinor: notice.amountMinor,
    currency: notice.currency,
    payBy: notice.payByOn,
    howToPay: HOW_TO_PAY[row.language](row.reference, deps.payments !== undefined),
    feeUrl: `${statusUrlOf(deps, row)}/fee`,
    effectOnTime: movesTheStart ? effectOnTimeOf({ ask: 'fee', regime, right: row.right }) : 'none',
    ...(notice.disputeDecision === undefined ? {} : { disputeDecision: notice.disputeDecision }),
    ...(notice.isReminder === undefined ? {} : { isReminder: true }),
  });
}

/** Tells the person that the fee is not owed any more, or comes back. */
export function feeEnded(fee: FeeRow, why: FeeEndedFacts['why'], reasons?: string): LetterOrder {
  return letter('FEE_ENDED', `fee-ended:${fee.id}:${why}`, {
    why,
    amountMinor: fee.amount_minor,
    currency: fee.currency,
    ...(reasons === undefined ? {} : { reasons }),
  });
}

/** Tells the desk that somebody has to do something about a fee. */
export function feeTask(deps: DeskDeps, row: CaseRow, step: string, task: { what: string; dueOn: string }): LetterOrder {
  return letter('STAFF_TASK', step, {
    caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`,
    task: task.what,
    taskDueOn: task.dueOn,
    isReminder: false,
  });
}
