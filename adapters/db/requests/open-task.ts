import { uuidv7 } from 'uuidv7';
import { daysLater, localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { letter } from './letters.js';

const TASK_DAYS = 5;

/** A task for a person in one system, with its date and its mail to the staff; part of the step that needs it (PRODUCT section 7). */
export function openTask(
  deps: DeskDeps,
  row: CaseRow,
  { system, task, now }: { system: string; task: string; now: Date },
): Pick<Change, 'rows' | 'letters'> {
  const dueOn = daysLater(localDateOf(now, row.time_zone), TASK_DAYS);
  return {
    rows: { human_task: [{ id: uuidv7(), request_id: row.id, system, kind: 'fulfil', due_on: dueOn, status: 'open' }] },
    letters: [
      letter('STAFF_TASK', `task:${system}:fulfil`, {
        caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`,
        task,
        taskDueOn: dueOn,
        isReminder: false,
      }),
    ],
  };
}
