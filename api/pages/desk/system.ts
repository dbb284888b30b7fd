import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.js';
import { type Finding, findingsOf, healthOf, isLost, LOG_LEVELS, type OperationFigures, PARTS } from '../../../domain/operation.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { maySeeSystem, maySetLogLevel } from '../../policies/operation.js';
import { mayActOnRequest, maySeeDesk } from '../../policies/request.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { count, instantInWords } from '../words.js';

const MINUTE_MS = 60_000;
const PART_WORDS = { api: 'Web server', worker: 'Worker', mailroom: 'Mail room', seals: 'Seals' } as const;

const wishForm = z.object({ part: z.enum(PARTS), level: z.enum(LOG_LEVELS), minutes: z.coerce.number().int().min(1).max(1440) });

const WISH_PROBLEMS = [
  { field: 'part', text: 'Choose the part' },
  { field: 'level', text: 'Choose how much it logs' },
  { field: 'minutes', text: 'Enter for how many minutes, from 1 to 1440' },
] as const;

/** Health in words: what runs, what waits, what is wrong and what to do about it; an operator sets how much a part logs. */
export function systemPages(deps: PageDeps): Router {
  const router = Router();
  const forHouse: RequestHandler = (req, _res, next) => {
    if (maySeeSystem(accountOf(req))) return next();
    next(new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'The state of the system is for staff and operators.' }));
  };
  router.get('/desk/system', signedIn(deps.accounts, deps.now), forHouse, (req, res) => show(deps, req, res));
  router.post('/desk/system/log-level', signedIn(deps.accounts, deps.now), forHouse, readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!maySetLogLevel(account))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'How much a part logs is set by operators.' });
    const wish = wishForm.safeParse(req.body);
    if (!wish.success) {
      const wrong = new Set(wish.error.issues.map(({ path }) => String(path[0])));
      return show(
        deps,
        req,
        res,
        WISH_PROBLEMS.filter(({ field }) => wrong.has(field)),
      );
    }
    const { part, level, minutes } = wish.data;
    await deps.operation.wishLogLevel({
      part,
      level,
      untilAt: new Date(deps.now().getTime() + minutes * MINUTE_MS),
      setBy: account.accountId,
    });
    req.session.notice = `${PART_WORDS[part]} logs at the level ${level} for ${count(minutes, 'minute')}; it takes up to five seconds.`;
    goTo(req, res, '/desk/system');
  });
  return router;
}

async function show(deps: PageDeps, req: Request, res: Response, problems: readonly Problem[] = []): Promise<void> {
  const now = deps.now();
  const { timeZone } = deps.controller;
  const account = accountOf(req);
  const [figures, pulses] = await Promise.all([deps.operation.figures(), deps.operation.pulses()]);
  const findings = findingsOf(figures, pulses, { expected: deps.expectedParts, now });
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  sendPage(deps, req, res, 'desk/system', {
    layout: 'desk',
    account,
    section: 'system',
    mayAct: mayActOnRequest(account),
    maySeeCases: maySeeDesk(account),
    title: 'System',
    problems,
    notice: notice ?? '',
    health: healthOf(findings),
    findings: findings.map((one) => ({ ...sentenceOf(one), href: LIST_BEHIND[one.code] })),
    pulses: pulses.map((pulse) => ({
      ...pulse,
      name: wordsOf(pulse.part),
      isLost: isLost(pulse, now),
      since: instantInWords(pulse.startedAt, 'en', timeZone),
      seen: ageInWords((now.getTime() - pulse.seenAt.getTime()) / 1000),
    })),
    rows: rowsOf(figures),
    checkedAt: instantInWords(now, 'en', timeZone),
    maySet: maySetLogLevel(account),
    parts: PARTS.map((value) => ({ value, name: PART_WORDS[value], isChosen: value === textField(req.body, 'part') })),
    levels: LOG_LEVELS.map((value) => ({ value, isChosen: value === (textField(req.body, 'level') || 'debug') })),
    minutes: textField(req.body, 'minutes') || '30',
  });
}

function wordsOf(name: string | undefined): string {
  const part = PARTS.find((one) => one === name);
  return part === undefined ? (name ?? '') : PART_WORDS[part];
}

/** Where the desk lists what a finding counts. */
const LIST_BEHIND: Partial<Record<Finding['code'], string>> = { 'requests-overdue': '/desk?overdue=true' };

/** What is wrong, and the next thing to do about it. */
function sentenceOf({ code, health, value, part }: Finding): { health: string; text: string; way: string } {
  const late = ageInWords(value);
  const words: Record<Finding['code'], [text: string, way: string]> = {
    'part-lost': [
      `${wordsOf(part)} was not heard of for half a minute.`,
      'npm start brings a part that ended back by itself; look into its log if this stays.',
    ],
    'outbox-late': [
      `Changes wait for their workflow since ${late}.`,
      'Nothing is lost: they go on when Temporal answers. Look whether it runs, and into the log of the worker.',
    ],
    'letters-late': [
      `The oldest letter waits to be sent since ${late}.`,
      'Look whether the mail server answers, and into the log of the mail room.',
    ],
    'letters-failed': [
      `${count(value, 'letter')} of the last seven days could not be sent.`,
      'The cases say which. Send them by post, or correct the address on the case.',
    ],
    'mails-late': [
      `A mail was stored ${late} ago and is not yet placed.`,
      'Its time of receipt is kept. Look into the log of the mail room.',
    ],
    'root-late': [`Evidence waits for its signed root since ${late}.`, 'Roots are written each minute by a worker: look into its log.'],
    'requests-overdue': [`${count(value, 'case')} beyond the legal time.`, 'The desk lists them first.'],
  };
  const [text, way] = words[code];
  return { health, text, way };
}

function rowsOf(figures: OperationFigures): { label: string; value: string; href?: string }[] {
  const waiting = (n: number, ageSeconds: number) =>
    n === 0 ? '0' : `${n.toLocaleString('en-GB')}, the oldest for ${ageInWords(ageSeconds)}`;
  return [
    { label: 'Open cases', value: figures.open.toLocaleString('en-GB'), href: '/desk' },
    { label: 'Due today', value: figures.dueToday.toLocaleString('en-GB') },
    { label: 'Due within a week', value: figures.dueWithin7Days.toLocaleString('en-GB') },
    { label: 'Overdue', value: figures.overdue.toLocaleString('en-GB'), href: '/desk?overdue=true' },
    { label: 'Mails to be read by a person', value: figures.triage.toLocaleString('en-GB'), href: '/desk?status=triage' },
    { label: 'Changes waiting for a workflow', value: waiting(figures.outboxEntries, figures.outboxAgeSeconds) },
    { label: 'Letters waiting to be sent', value: waiting(figures.lettersQueued, figures.lettersQueuedAgeSeconds) },
    { label: 'Letters that could not be sent, seven days', value: figures.lettersFailed.toLocaleString('en-GB') },
    { label: 'Mails waiting to be placed', value: waiting(figures.mailsWaiting, figures.mailsWaitingAgeSeconds) },
    {
      label: 'Evidence waiting for its signed root',
      value: figures.rootAgeSeconds < 1 ? 'none' : `for ${ageInWords(figures.rootAgeSeconds)}`,
    },
  ];
}

/** 4 seconds, 12 minutes, 3 hours, 2 days. */
function ageInWords(seconds: number): string {
  if (seconds < 90) return count(Math.round(seconds), 'second');
  if (seconds < 90 * 60) return count(Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return count(Math.round(seconds / 3600), 'hour');
  return count(Math.round(seconds / 86_400), 'day');
}
