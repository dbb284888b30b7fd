import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../../domain/errors.js';
import { RETENTION, RETENTION_ITEMS, type RetentionCounts, type RetentionRun } from '../../../../domain/retention.js';
import type { PageDeps } from '../../../deps.js';
import { csrfProtection } from '../../../middleware/csrf.js';
import { accountOf } from '../../../middleware/signed-in.js';
import { mayTryRetention } from '../../../policies/registers.js';
import { goTo, readForm, sendPage } from '../../page.js';
import { instantInWords } from '../../words.js';
import { frameOf } from '../context.js';

const HOME = '/desk/retention';

/** Storage periods: what goes next in numbers, the runs so far, and a look that deletes nothing (GDPR Art. 5(1)(e)). */
export function retentionPages(deps: PageDeps): Router {
  const router = Router();
  router.get(HOME, (req, res) => show(deps, req, res));
  router.post(`${HOME}/dry-run`, readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayTryRetention(account))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'The rights desk and the officer take this look.' });
    const counts = await deps.registers.retention.dryRun(account.accountId);
    req.session.notice = `${sumOf(counts)} would be deleted now. Nothing was; that you looked is on record.`;
    goTo(req, res, HOME);
  });
  return router;
}

const sumOf = (counts: RetentionCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

async function show(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { now, soon, nextAt, runs } = await deps.registers.retention.overview();
  const names = await Promise.all(runs.map(({ by }) => nameOf(deps, by)));
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  sendPage(deps, req, res, 'desk/retention', {
    ...frameOf(req, 'registers'),
    title: 'Storage periods',
    tab: 'retention',
    notice: notice ?? '',
    nextAt: instantInWords(nextAt, 'en', deps.controller.timeZone),
    mayTry: mayTryRetention(accountOf(req)),
    items: RETENTION_ITEMS.map((name) => ({ ...RETENTION[name], due: now[name] ?? 0, soon: soon[name] ?? 0 })),
    runs: runs.map((run, n) => runView(run, names[n] ?? '', deps.controller.timeZone)),
  });
}

const nameOf = async (deps: PageDeps, by: string): Promise<string> =>
  ({ system: 'the schedule', 'command-line': 'the command line' })[by] ?? (await deps.accounts.find(by))?.name ?? by;

function runView({ kind, startedAt, finishedAt, counts }: RetentionRun, who: string, timeZone: string) {
  const deleted = RETENTION_ITEMS.filter((name) => (counts[name] ?? 0) > 0).map((name) => `${RETENTION[name].what}: ${counts[name]}`);
  return {
    at: instantInWords(startedAt, 'en', timeZone),
    who,
    what: kind === 'run' ? (finishedAt === null ? 'is running' : 'deleted') : 'looked only',
    kind: kind === 'run' ? (finishedAt === null ? 'soon' : 'calm') : 'held',
    numbers: deleted.length === 0 ? 'nothing was past its period' : deleted.join('; '),
  };
}
