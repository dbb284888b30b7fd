import type { DeskDeps } from '../requests/desk-deps.js';
import { momentOf } from '../sla/read-figures.js';
import { absences } from './absences.js';
import { colleaguesOn } from './colleagues.js';
import { createFeed } from './feed.js';
import { heldActs } from './held-acts.js';
import { savedViews } from './saved-views.js';

/** What the people of the desk have of their own: views, absences, acts they can take back, and what happens meanwhile (api/desk-tools.ts). */
export function createDeskTools(deps: DeskDeps) {
  const todayOf = () => momentOf(deps).today;
  return {
    colleagues: () => colleaguesOn(deps.pool, todayOf()),
    views: savedViews(deps.pool),
    absences: absences(deps.pool, todayOf),
    held: heldActs(deps),
    follow: createFeed(deps.pool),
  };
}
