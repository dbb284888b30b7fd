import { isOutOfReach, reasonsWithAlternatives, stoppedInWords } from '../../../domain/objection.js';
import { LIFT_NOTICE_DAYS, scopeInWords } from '../../../domain/restriction.js';
import { daysLater } from '../requests/case-clock.js';
import type { StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { type LetterOrder, letter } from '../requests/letters.js';
import { systemWordsOf } from '../requests/system-labels.js';
import { partsOf, restrictionOf, scopeOf } from '../restrictions/restriction-row.js';
import { balanceOf } from './act-objection.js';
import { stoppedBy } from './stop.js';

type Answer = Pick<StepContext, 'client' | 'row'> & { reasons: string; today: string };

/** GDPR Art. 21(1): the grounds and the balance; where nothing is weighed (contract, legal duty), the reasons and what else there is. */
export async function objectionRefused(deps: DeskDeps, { client, row, reasons, today }: Answer): Promise<LetterOrder> {
  if (isOutOfReach(row.objection_kind)) return letter('REFUSAL', 'answer', { reasons: reasonsWithAlternatives(reasons, row.language) });
  const test = await balanceOf(deps, client, row);
  const restriction = await restrictionOf(client, row.id);
  const isRestricted = restriction !== undefined && restriction.lifted_at === null;
  return letter('OBJECTION_REJECTED', 'answer', {
    grounds: test === undefined ? reasons : `${test.interests}\n\n${test.necessity}\n\n${reasons}`,
    balance: test === undefined ? reasons : `${test.situation}\n\n${test.safeguards}\n\n${test.conclusion}`,
    restrictionEndsOn: isRestricted ? daysLater(today, LIFT_NOTICE_DAYS) : null,
  });
}

/** GDPR Art. 21(1), (3), 7(3): what was stopped. */
export async function objectionGranted({ client, row, reasons, today }: Answer): Promise<LetterOrder> {
  if (row.objection_kind === 'direct_marketing')
    return letter('MARKETING_STOPPED', 'answer', { stoppedOn: today, channels: ['email', 'sms', 'post', 'phone'] });
  const stopped = stoppedInWords(await stoppedBy(client, row.id), row.language);
  return letter('OBJECTION_UPHELD', 'answer', { stopped: withReasons(stopped, row, reasons), stoppedOn: today });
}

/** GDPR Art. 18: which data, on what ground, until when it is looked at again. */
export async function restrictionGranted({ client, row, reasons, today }: Answer): Promise<LetterOrder> {
  const restriction = await restrictionOf(client, row.id);
  const parts =
    restriction === undefined
      ? ''
      : scopeInWords(partsOf(await scopeOf(client, restriction.id)), row.language, await systemWordsOf(client, row.language));
  return letter('RESTRICTED', 'answer', {
    scope: withReasons(parts, row, reasons),
    ground: restriction?.ground ?? 'accuracy-contested',
    startedOn: today,
    reviewOn: restriction?.review_on ?? daysLater(today, 31),
  });
}

/** What was done, with the reasons; where only a part was granted, they stand with what was not done. */
const withReasons = (done: string, row: Pick<StepContext['row'], 'outcome'>, reasons: string): string =>
  [done, ...(row.outcome === 'partly-granted' && done !== '' ? [] : [reasons])].filter((text) => text !== '').join('\n\n');
