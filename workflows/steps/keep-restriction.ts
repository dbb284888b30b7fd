import { patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { askAgainAfterMs } from '../../domain/collection/asking-again.js';
import type { CaseView } from '../../domain/request/case-view.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { announceLift, liftRestriction, remindReview, setRestriction, tellRecipients } from './effects.js';
import { goOnAnewWhenLong } from './go-on-anew.js';

const { markInSystem, deliverNotices } = proxyActivities<Activities>(externalRead);
const HOUR_MS = 3_600_000;

/** Keeps the restriction of one case: sets it where it is wanted, marks the systems, announces its end, lifts it on its day. */
export interface RestrictionKeeper {
  /** Does what is due. False: nothing was. */
  step(view: CaseView): Promise<boolean>;
  /** When something may be due next; undefined where only a new record can bring it. */
  nextMs(view: CaseView): number | undefined;
}

/** GDPR Art. 18. Beside the procedure of every right: a rectification or an objection may carry a restriction too. */
export function createRestrictionKeeper(file: CaseFile): RestrictionKeeper {
  const { requestId } = file;
  let triedAtMs = 0;
  let tries = 0;
  let liftTriedAtMs = 0;

  async function mark(systems: readonly string[]): Promise<void> {
    triedAtMs = Date.now();
    tries += 1;
    await Promise.all(systems.map((system) => markInSystem(requestId, system, Date.now())));
  }

  /** A notice that was not sent yet is waited for, and wakes the case when it is: the database would refuse the lift before. */
  const liftMs = ({ restriction }: CaseView) => {
    if (restriction?.liftOnMs == null || !restriction.isNoticeSent) return undefined;
    return Math.max(restriction.liftOnMs, liftTriedAtMs + HOUR_MS);
  };

  /** Cases that began before the slower rhythm replay the hours they waited. */
  const retryMs = () => triedAtMs + (patched('slower-marking') ? askAgainAfterMs(tries) : HOUR_MS);

  async function step(view: CaseView): Promise<boolean> {
    const { restriction } = view;
    if (view.isRestrictionWanted) {
      await setRestriction(requestId, Date.now());
      await tellRecipients(requestId, 'restricted', Date.now());
      return true;
    }
    if (restriction === null) return false;
    const isRetryDue = restriction.failingSystems.length > 0 && retryMs() <= Date.now();
    const systems = [...restriction.untriedSystems, ...(isRetryDue ? restriction.failingSystems : [])];
    if (systems.length > 0) await mark(systems);
    else if (restriction.isInForce && restriction.isCauseEnded && restriction.liftOnMs === null) await announceLift(requestId, Date.now());
    else if (isPast(liftMs(view))) await lift();
    else if (isPast(restriction.reviewOnMs ?? undefined)) await remindReview(requestId, Date.now());
    else return false;
    return true;
  }

  async function lift(): Promise<void> {
    liftTriedAtMs = Date.now();
    await liftRestriction(requestId, Date.now());
    const { restriction } = await file.refresh();
    if (restriction?.isInForce !== true) await tellRecipients(requestId, 'restriction-lifted', Date.now());
  }

  function nextMs(view: CaseView): number | undefined {
    const isFailing = (view.restriction?.failingSystems.length ?? 0) > 0;
    return earliest(isFailing ? retryMs() : undefined, liftMs(view), view.restriction?.reviewOnMs ?? undefined);
  }

  return { step, nextMs };
}

const isPast = (instantMs: number | undefined): boolean => instantMs !== undefined && instantMs <= Date.now();

/** The soonest of some instants; those that are open do not count. */
export function earliest(...instants: (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** A restriction may outlast its case: the procedure ends when it was lifted everywhere and the recipients were told (Art. 18(3), 19). */
export async function outliveRestriction(file: CaseFile): Promise<void> {
  if (file.view.restriction === null) return;
  for (;;) {
    const seen = file.nudges();
    const { restriction, nextNoticeAtMs } = await file.refresh();
    if (restriction === null && nextNoticeAtMs === null) return;
    await goOnAnewWhenLong(file);
    if (nextNoticeAtMs !== null && nextNoticeAtMs <= Date.now()) await deliverNotices(file.requestId, Date.now());
    else await file.nextChange(seen, nextNoticeAtMs ?? undefined);
  }
}
