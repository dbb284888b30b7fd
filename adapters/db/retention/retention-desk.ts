import { uuidv7 } from 'uuidv7';
import {
  RETENTION_ITEMS,
  type RetentionCounts,
  type RetentionItem,
  type RetentionRun,
  type RetentionSteps,
  retentionDayAt,
} from '../../../domain/retention.js';
import { countPast, deletePast, type RetentionDeps } from './schedule.js';

const SYSTEM = 'system';
const LATEST = 30;
const SOON_DAYS = 30;

interface RunRow {
  id: string;
  kind: RetentionRun['kind'];
  by: string;
  started_at: Date;
  finished_at: Date | null;
  items: RetentionCounts;
}

/** What is past its period at that instant, of each thing. */
async function countAll(deps: RetentionDeps, now: Date): Promise<RetentionCounts> {
  const counts: RetentionCounts = {};
  for (const item of RETENTION_ITEMS) counts[item] = await countPast(deps, item, now);
  return counts;
}

/** The schedule of storage periods at the desk: what goes next, the runs so far, and a look without deleting. */
export function createRetentionDesk(deps: RetentionDeps) {
  return {
    async overview(): Promise<{ now: RetentionCounts; soon: RetentionCounts; nextAt: string; runs: RetentionRun[] }> {
      const now = deps.now();
      const [due, soon, { rows }] = await Promise.all([
        countAll(deps, now),
        countAll(deps, new Date(now.getTime() + SOON_DAYS * 86_400_000)),
        deps.pool.query<RunRow>(
          `SELECT id, kind, by, started_at, finished_at, items FROM retention_run ORDER BY started_at DESC, id DESC LIMIT ${LATEST}`,
        ),
      ]);
      return { now: due, soon, nextAt: retentionDayAt(now).nextAt.toISOString(), runs: rows.map(present) };
    },
    /** Deletes nothing; what would go is on record with who looked. */
    async dryRun(by: string): Promise<RetentionCounts> {
      const now = deps.now();
      const counts = await countAll(deps, now);
      await deps.pool.query(
        `INSERT INTO retention_run (id, kind, day, by, started_at, finished_at, items) VALUES ($1, 'dry-run', $2, $3, $4, $5, $6)`,
        [uuidv7(), retentionDayAt(now).day, by, now, deps.now(), counts],
      );
      return counts;
    },
    /** Deletes at once what is past its period, on behalf of somebody. */
    runNow: async (by: string): Promise<RetentionCounts> => runSchedule(deps, await beginRun(deps, by, deps.now()), deps.now()),
  };
}

const present = ({ kind, by, started_at, finished_at, items }: RunRow): RetentionRun => ({
  kind,
  by,
  startedAt: started_at.toISOString(),
  finishedAt: finished_at?.toISOString() ?? null,
  counts: items,
});

/** What the workflow does: one run a day, taken up where it was when it was cut off. */
export function createRetentionSteps(deps: RetentionDeps): RetentionSteps {
  return {
    async keepPeriods(now) {
      const { nextAt } = retentionDayAt(now);
      const run = await beginRun(deps, SYSTEM, now);
      if (run.finished_at === null) await runSchedule(deps, run, now);
      return { nextAtMs: nextAt.getTime() };
    },
  };
}

type Begun = Pick<RunRow, 'id' | 'finished_at'> & { items: RetentionCounts };

/** The run of the day of the schedule, begun by whoever comes first; somebody else's run is always a new one. */
async function beginRun({ pool }: RetentionDeps, by: string, now: Date): Promise<Begun> {
  const { day } = retentionDayAt(now);
  await pool.query(
    `INSERT INTO retention_run (id, kind, day, by, started_at) VALUES ($1, 'run', $2, $3, $4)
     ON CONFLICT (day) WHERE kind = 'run' AND by = 'system' DO NOTHING`,
    [uuidv7(), day, by, now],
  );
  const { rows } = await pool.query<Begun>(
    `SELECT id, finished_at, items FROM retention_run WHERE kind = 'run' AND day = $1 AND by = $2 ORDER BY started_at DESC, id DESC LIMIT 1`,
    [day, by],
  );
  const [run] = rows;
  if (run === undefined) throw new Error('the run that was begun is not there');
  return run;
}

/** Each thing's number is on record once it is deleted; one that was cut off in the middle goes on, and its number grows. */
async function runSchedule(deps: RetentionDeps, run: Begun, now: Date): Promise<RetentionCounts> {
  const counts: Record<string, number> = { ...run.items };
  for (const item of RETENTION_ITEMS) {
    const deleted = await deletePast(deps, item, now);
    counts[item] = (counts[item] ?? 0) + deleted;
    await deps.pool.query('UPDATE retention_run SET items = $2 WHERE id = $1 AND finished_at IS NULL', [run.id, counts]);
  }
  await deps.pool.query('UPDATE retention_run SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL', [run.id, deps.now()]);
  return counts satisfies Partial<Record<RetentionItem, number>>;
}
