import { uuidv7 } from 'uuidv7';
import { CODE_WORDS } from '../../../domain/evidence/texts/codes.js';
import { RIGHT_NAMES } from '../../../domain/letters/words.js';
import type { Language } from '../../../domain/request/types.js';
import { LIFT_NOTICE_DAYS, REVIEW_AFTER_DAYS } from '../../../domain/restriction.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';
import { daysLater, localDateOf } from '../requests/case-clock.js';
import { requireCase } from '../requests/case-row.js';
import type { Change, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { letter } from '../requests/letters.js';
import { reasonsOf } from '../requests/release.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { type RestrictionRow, restrictionOf } from './restriction-row.js';

const WE_END = {
  en: 'We end the restriction of your data.',
  de: 'Wir heben die Einschränkung der Verarbeitung Ihrer Daten auf.',
  fr: 'Nous mettons fin à la limitation du traitement de vos données.',
} as const satisfies Record<Language, string>;

/** What a lift says to the person, in words of the letter's language. */
export interface LiftNotice {
  liftOn: string;
  decided: string;
  reasons: string;
}

/**
 * Announces that a restriction ends: the letter goes out first, and the database refuses the lift until it was sent (GDPR Art. 18(3)).
 * Announced anew with another day, the newer letter counts.
 */
export function announcement({ row }: Pick<StepContext, 'row'>, restriction: RestrictionRow, notice: LiftNotice): Change {
  const step = `lift:${uuidv7()}`;
  return {
    facts: [{ event: 'restriction-lift-announced', data: { liftOn: notice.liftOn }, text: notice.reasons }],
    nudge: true,
    letters: [letter('RESTRICTION_LIFT', step, notice)],
    afterLetters: (client) =>
      client.query(`UPDATE restriction SET lift_on = $2, lift_letter_id = (SELECT id FROM letter WHERE dedupe_key = $3) WHERE id = $1`, [
        restriction.id,
        notice.liftOn,
        `${row.id}:${step}`,
      ]),
  };
}

export const endedByUs = (language: Language): string => WE_END[language];

/** The rectification or objection it waited for is decided: the person is told when the restriction ends, and how that case ended. */
export function announceLift(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async (context): Promise<Change | undefined> => {
      const { client, row } = context;
      const restriction = await restrictionOf(client, requestId);
      if (restriction === undefined || restriction.lifted_at !== null || restriction.lift_on !== null) return undefined;
      if (restriction.is_cause_ended !== true || restriction.cause_id === null) return undefined;
      const cause = await requireCase(client, { id: restriction.cause_id });
      const outcome = CODE_WORDS[row.language][cause.outcome ?? 'withdrawn'];
      const decided = `${RIGHT_NAMES[row.language][cause.right ?? 'rectification']} (${cause.reference}): ${outcome}`;
      const reasons = (await reasonsOf({ deps, row: cause })) || decided;
      const liftOn = daysLater(localDateOf(now, row.time_zone), LIFT_NOTICE_DAYS);
      return announcement(context, restriction, { liftOn, decided, reasons });
    },
    { now },
  );
}

/** Ends a restriction on its day, if the notice was sent before. From then on our own registers show the rows again. */
export function liftRestriction(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const restriction = await restrictionOf(client, requestId);
      if (restriction === undefined || restriction.lifted_at !== null || !isLiftDue(restriction, localDateOf(now, row.time_zone), now))
        return undefined;
      return {
        facts: [{ event: 'restriction-lifted', data: { scope: OWN_REGISTERS } }],
        nudge: true,
        also: async (connection) => {
          await connection.query(`UPDATE restriction SET lifted_at = $2, lifted_by = 'system' WHERE id = $1`, [restriction.id, now]);
          await connection.query(
            `UPDATE restriction_scope SET problem = NULL, released_at = CASE WHEN system = $3 OR applied_at IS NULL THEN $2::timestamptz END WHERE restriction_id = $1`,
            [restriction.id, now, OWN_REGISTERS],
          );
        },
      };
    },
    { now },
  );
}

function isLiftDue({ lift_on, letter_status, lift_notice_sent_at }: RestrictionRow, today: string, now: Date): boolean {
  if (lift_on === null || lift_on > today || letter_status !== 'sent') return false;
  return lift_notice_sent_at !== null && lift_notice_sent_at < now;
}

/** A restriction that lasts is looked at again on its day (Recital 67): staff get a task, and the next day is set. */
export function remindReview(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const restriction = await restrictionOf(client, requestId);
      const today = localDateOf(now, row.time_zone);
      if (restriction === undefined || restriction.lifted_at !== null || restriction.review_on > today) return undefined;
      const nextOn = daysLater(today, REVIEW_AFTER_DAYS[restriction.ground]);
      const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}`;
      return {
        facts: [{ event: 'review-opened', data: { reason: 'restriction' } }],
        letters: [
          letter('STAFF_TASK', `review:${restriction.id}:${restriction.review_on}`, {
            caseUrl,
            task: 'restriction review',
            taskDueOn: daysLater(today, LIFT_NOTICE_DAYS),
            isReminder: false,
          }),
        ],
        also: (connection) => connection.query('UPDATE restriction SET review_on = $2 WHERE id = $1', [restriction.id, nextOn]),
      };
    },
    { now },
  );
}
