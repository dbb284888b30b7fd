import { assertNever } from '../../../domain/errors.js';
import { daysLater, localDateOf } from './case-clock.js';
import type { DeskDeps } from './desk-deps.js';
import { type LetterOrder, letter } from './letters.js';
import { reasonsOf, systemsOf } from './release.js';
import { openContent } from './sealed.js';
import type { StepContext } from './transition.js';

/** The letter that ends a case which hands nothing over, by its outcome and right (RULEBOOK 2.11). */
export async function answerLetter(deps: DeskDeps, { client, row, now }: StepContext): Promise<LetterOrder> {
  const reasons = await reasonsOf({ deps, row });
  const today = localDateOf(now, row.time_zone);
  if (row.outcome === 'not-held') return letter('NOT_HELD', 'answer', { ...(await systemsOf(client, row.id)), searchedOn: today });
  if (row.outcome === 'refused') {
    // GDPR Art. 21(1): a refused objection sets out the grounds and the balance.
    if (row.right === 'objection') return letter('OBJECTION_REJECTED', 'answer', { grounds: reasons, balance: reasons });
    return letter('REFUSAL', 'answer', { reasons });
  }
  return doneLetter(deps, { row, today, reasons });
}

async function doneLetter(
  deps: DeskDeps,
  { row, today, reasons }: { row: StepContext['row']; today: string; reasons: string },
): Promise<LetterOrder> {
  const right = row.right ?? 'access';
  switch (right) {
    case 'rectification': {
      const { corrections } = await openContent(deps.vault, row);
      const changes = (corrections ?? []).map(({ field, proposed }) => ({ field, before: null, after: proposed }));
      return letter('RECTIFIED', 'answer', {
        changes,
        changedOn: today,
        recipientsTold: [],
        notChanged: row.outcome === 'partly-granted' ? [{ what: '', why: reasons }] : null,
      });
    }
    case 'erasure':
      if (row.outcome === 'partly-granted')
        return letter('ERASED_PARTIAL', 'answer', {
          erased: [reasons],
          erasedOn: today,
          backupsUntil: null,
          recipientsTold: [],
          kept: [{ category: '', ground: reasons, until: '' }],
        });
      return letter('ERASED', 'answer', { erased: [reasons], erasedOn: today, backupsUntil: null, recipientsTold: [] });
    case 'restriction':
      return letter('RESTRICTED', 'answer', {
        scope: reasons,
        ground: 'accuracy-contested',
        startedOn: today,
        reviewOn: daysLater(today, 90),
      });
    case 'objection':
      if (row.objection_kind === 'direct_marketing')
        return letter('MARKETING_STOPPED', 'answer', { stoppedOn: today, channels: ['email', 'sms', 'post', 'phone'] });
      return letter('OBJECTION_UPHELD', 'answer', { stopped: reasons, stoppedOn: today });
    case 'access':
    case 'portability':
      return letter('POLICY_REPLY', 'answer', { answer: reasons });
    default:
      return assertNever(right);
  }
}
