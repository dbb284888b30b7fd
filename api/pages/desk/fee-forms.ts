import { type FeeCost, LAWFUL_COSTS, UNLAWFUL_COST_KINDS } from '../../../domain/fee-costs.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActForm } from './act-form.js';

export const FEE_GROUND_WORDS = {
  'unfounded-or-excessive': 'Manifestly unfounded or excessive (Art. 12(5)); a second person approves it',
  'further-copy': 'A further copy of the same data (Art. 15(3))',
  'policy-corporate': 'Corporate data, by contract',
} as const;
const GROUNDS = ['unfounded-or-excessive', 'further-copy', 'policy-corporate'] as const;

const COST_WORDS = {
  'staff-time': 'Staff time, at the documented rate',
  copying: 'Copying',
  postage: 'Postage',
  media: 'A data carrier',
  'first-copy': 'The first copy (not allowed)',
  'identity-check': 'Checking the identity (not allowed)',
  explanation: 'Explaining the answer (not allowed)',
  transfer: 'Handing over to another organisation (not allowed)',
  size: 'That there is much of it (not allowed)',
  deterrence: 'So that fewer people ask (not allowed)',
  profit: 'Profit (not allowed)',
} as const satisfies Record<FeeCost, string>;
const COSTS: readonly FeeCost[] = [...LAWFUL_COSTS, ...UNLAWFUL_COST_KINDS];

const VERDICTS = ['uphold', 'reduce', 'cancel'] as const;
const VERDICT_WORDS = { uphold: 'The fee stands', reduce: 'The fee is smaller', cancel: 'There is no fee' } as const;

const asOptions = <T extends string>(values: readonly T[], words: Record<T, string>) =>
  values.map((value) => ({ value, label: words[value] }));
const isProblem = (problem: Problem | false): problem is Problem => problem !== false;

/** Pence or cents of an amount with at most two decimals; undefined where it is none. */
export function minorUnits(amount: string): number | undefined {
  const parts = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(amount);
  const minor = parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : 0;
  return minor > 0 ? minor : undefined;
}

/** Asking for a fee: ground, amount, what it covers, how it was worked out, and the evidence where the ground weighs on the person. */
export const fee: ActForm = {
  fields: () => [
    { name: 'ground', label: 'Lawful ground', kind: 'radio', options: asOptions(GROUNDS, FEE_GROUND_WORDS) },
    { name: 'amount', label: 'Amount', hint: 'For example 12.50', kind: 'text' },
    { name: 'currency', label: 'Currency', hint: 'Three letters', kind: 'text', value: 'GBP' },
    { name: 'covers', label: 'What it covers', kind: 'check', options: asOptions(COSTS, COST_WORDS) },
    { name: 'calculation', label: 'How it was worked out, as the person will read it', kind: 'area' },
    {
      name: 'evidence',
      label: 'Evidence that the request is manifestly unfounded or excessive',
      hint: 'Facts of this request, as the person will read them; only for that ground',
      kind: 'area',
    },
  ],
  read: (body) => {
    const ground = GROUNDS.find((known) => known === textField(body, 'ground'));
    const amountMinor = minorUnits(textField(body, 'amount'));
    const currency = textField(body, 'currency').toUpperCase();
    const calculation = textField(body, 'calculation');
    const evidence = textField(body, 'evidence');
    const chosen = listField(body, 'covers');
    const covers = COSTS.filter((cost) => chosen.includes(cost));
    const problems = [
      !ground && { field: 'ground', text: 'Choose the ground' },
      amountMinor === undefined && { field: 'amount', text: 'Enter an amount, like 12.50' },
      !/^[A-Z]{3}$/.test(currency) && { field: 'currency', text: 'Enter three letters, like GBP' },
      !calculation && { field: 'calculation', text: 'Say how it was worked out' },
      ground === 'unfounded-or-excessive' && !evidence && { field: 'evidence', text: 'Give the evidence: the burden is ours' },
    ].filter(isProblem);
    if (problems.length > 0 || ground === undefined || amountMinor === undefined) return { problems };
    const act = { type: 'fee', ground, amountMinor, currency, calculation } as const;
    return { act: { ...act, ...(covers.length > 0 ? { covers } : {}), ...(evidence ? { evidence } : {}) } };
  },
};

/** A bank transfer that came in. */
export const feePayment: ActForm = {
  fields: () => [{ name: 'paidOn', label: 'Money received on', hint: 'Empty means today', kind: 'date' }],
  read: (body) => {
    const paidOn = textField(body, 'paidOn');
    if (paidOn !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(paidOn))
      return { problems: [{ field: 'paidOn', text: 'Enter a day, like 2026-11-25' }] };
    return { act: { type: 'fee-payment', ...(paidOn ? { paidOn } : {}) } };
  },
};

/** The decision of a dispute, by somebody who did not decide the fee. */
export const feeDisputeDecision: ActForm = {
  fields: () => [
    { name: 'verdict', label: 'Decision', kind: 'radio', options: asOptions(VERDICTS, VERDICT_WORDS) },
    { name: 'amount', label: 'New amount', hint: 'Only where the fee is smaller, for example 5.00', kind: 'text' },
    { name: 'reasons', label: 'Reasons, as the person will read them', kind: 'area' },
  ],
  read: (body) => {
    const verdict = VERDICTS.find((known) => known === textField(body, 'verdict'));
    const amountMinor = minorUnits(textField(body, 'amount'));
    const reasons = textField(body, 'reasons');
    const problems = [
      !verdict && { field: 'verdict', text: 'Choose the decision' },
      verdict === 'reduce' && amountMinor === undefined && { field: 'amount', text: 'Enter the new amount, like 5.00' },
      !reasons && { field: 'reasons', text: 'Give the reasons' },
    ].filter(isProblem);
    if (problems.length > 0 || verdict === undefined) return { problems };
    const amount = verdict === 'reduce' && amountMinor !== undefined ? { amountMinor } : {};
    return { act: { type: 'fee-dispute-decision', verdict, reasons, ...amount } };
  },
};
