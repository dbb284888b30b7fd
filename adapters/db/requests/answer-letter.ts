import { assertNever } from '../../../domain/errors.js';
import { erasureLetter } from '../erasure/erasure-letter.js';
import { objectionGranted, objectionRefused, restrictionGranted } from '../marketing/objection-letter.js';
import { toldRecipients } from '../recipients/tell-recipients.js';
import { rectifiedLetter, refusedFields } from '../rectification/answer.js';
import { localDateOf } from './case-clock.js';
import type { StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { type LetterOrder, letter } from './letters.js';
import { reasonsOf, systemsOf } from './release.js';
import { refusalFacts } from './sealed-decision.js';

/** The letter that ends a case which hands nothing over, by its outcome and right (RULEBOOK 2.11). */
export async function answerLetter(deps: DeskDeps, { client, row, now }: StepContext): Promise<LetterOrder> {
  const reasons = await reasonsOf({ deps, row });
  const today = localDateOf(now, row.time_zone);
  if (row.outcome === 'not-held')
    return letter('NOT_HELD', 'answer', { ...(await systemsOf(client, row.id, row.language, today)), searchedOn: today });
  if (row.outcome === 'refused') {
    if (row.right === 'objection') return objectionRefused(deps, { client, row, reasons, today });
    const notChanged = row.right === 'rectification' ? await refusedFields(deps, { client, row }, reasons) : null;
    return letter('REFUSAL', 'answer', { reasons, notChanged, ...(await refusalFacts(deps, row, today)) });
  }
  return doneLetter(deps, { client, row, now, today, reasons });
}

async function doneLetter(
  deps: DeskDeps,
  { client, row, now, today, reasons }: Pick<StepContext, 'client' | 'row' | 'now'> & { today: string; reasons: string },
): Promise<LetterOrder> {
  const right = row.right ?? 'access';
  switch (right) {
    case 'rectification': {
      return rectifiedLetter(deps, { client, row }, { today, reasons, recipientsTold: await toldRecipients(client, row.id) });
    }
    case 'erasure':
      return erasureLetter(deps, { client, row, now });
    case 'restriction':
      return restrictionGranted({ client, row, today, reasons });
    case 'objection':
      return objectionGranted({ client, row, today, reasons });
    case 'access':
    case 'portability':
      return letter('POLICY_REPLY', 'answer', { answer: reasons });
    default:
      return assertNever(right);
  }
}
