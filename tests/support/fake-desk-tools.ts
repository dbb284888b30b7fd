import type { Absence, DeskTools, SavedView } from '../../api/desk-tools.js';
import type { RequestDesk } from '../../api/request-desk.js';

const COLLEAGUES = [
  { id: 'acc', name: 'Robin Sale', role: 'staff' as const },
  { id: '019a0000-0000-7000-8000-0000000000c2', name: 'Kim Weber-Lüdenscheidt', role: 'staff' as const },
];

/** The tools of the desk in memory; a held act is carried out at once. */
export function createFakeDeskTools(desk: Pick<RequestDesk, 'act'>): DeskTools {
  const views: SavedView[] = [];
  const absences: Absence[] = [];
  return {
    colleagues: async () => COLLEAGUES,
    views: {
      list: async () => views,
      save: async (_account, view) => void views.push({ id: `view-${views.length}`, ...view }),
      remove: async (_account, id) =>
        void views.splice(
          views.findIndex((view) => view.id === id),
          1,
        ),
    },
    absences: {
      list: async () => absences,
      add: async (accountId, absence) => void absences.push({ id: `absence-${absences.length}`, accountId, ...absence }),
      remove: async (_account, id) =>
        void absences.splice(
          absences.findIndex((one) => one.id === id),
          1,
        ),
    },
    held: {
      async hold(reference, act, actor) {
        await desk.act(reference, act, actor);
        return { id: 'held', actType: act.type, accountId: actor.id, state: 'done', problem: '', dueAt: new Date() };
      },
      undo: async () => true,
      of: async () => [],
      rehearse: async () => ({ dueOn: '2026-12-02', status: 'deciding' }),
    },
    follow: () => () => undefined,
  };
}
