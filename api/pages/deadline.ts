import { type Request, Router } from 'express';
import { explainIn } from '../../domain/clock/explain-in.js';
import { type Language, RIGHTS } from '../../domain/request/types.js';
import { answerDeadlines, type DeadlineAnswer, type InputProblem } from '../deadlines/present.js';
import type { PageDeps } from '../deps.js';
import { languageOf, type Problem, sendPage } from './page.js';
import { wordsOf } from './request-form/present.js';
import { stripOf } from './strip.js';
import { dayInWords, dayOf } from './words.js';

type Text = (key: string, values?: Record<string, string | number>) => string;

/** The optional days of the form, each with the event of the clock it stands for. */
const EVENT_FIELDS = {
  identityAsked: { type: 'identity-requested' },
  identityGot: { type: 'identity-received' },
  clarAsked: { type: 'clarification-requested', ref: 'page' },
  clarGot: { type: 'clarification-received', ref: 'page' },
  extended: { type: 'extension-notified' },
} as const;
type EventField = keyof typeof EVENT_FIELDS;
const EVENT_NAMES = Object.keys(EVENT_FIELDS) as EventField[]; // keys of the literal above

/** "When is the answer due?": the clock as a public page. The answers are dates only, so they may stand in the address. */
export function deadlinePages(deps: PageDeps): Router {
  const router = Router();
  router.get('/deadline', (req, res) => {
    const text = wordsOf(deps.pages, languageOf(req));
    const form = formOf(req, deps);
    const base = { title: text('deadline.title'), backHref: '/', ...formView(deps, form, text) };
    if (req.query.received === undefined) return sendPage(deps, req, res, 'deadline', { ...base, result: null });
    const { input, fields } = inputOf(form, deps);
    const reply = answerDeadlines(input, { calendars: deps.calendars, nowMs: deps.now().getTime() });
    if (reply.status === 422)
      return sendPage(deps, req, res, 'deadline', { ...base, result: null, problems: problemsOf(reply.body, fields, text) });
    if (Array.isArray(reply.body) || !('start' in reply.body)) return sendPage(deps, req, res, 'deadline', { ...base, result: null });
    sendPage(deps, req, res, 'deadline', { ...base, result: resultView(deps, reply.body, languageOf(req), text) });
  });
  return router;
}

type Form = Record<'place' | 'right' | 'received' | EventField, string>;

function formOf(req: Request, deps: PageDeps): Form {
  const value = (name: string) => {
    const given = req.query[name];
    return typeof given === 'string' ? given.trim() : '';
  };
  const events = Object.fromEntries(EVENT_NAMES.map((name) => [name, value(name)])) as Record<EventField, string>; // one entry per name
  return { place: value('place') || deps.controller.calendar, right: value('right') || 'access', received: value('received'), ...events };
}

function inputOf(form: Form, deps: PageDeps): { input: object; fields: EventField[] } {
  const jurisdiction = deps.calendars.get(form.place)?.jurisdiction;
  const fields = EVENT_NAMES.filter((name) => form[name] !== '');
  return {
    input: {
      jurisdiction,
      calendar: form.place,
      right: form.right,
      received: form.received,
      events: fields.map((name) => ({ ...EVENT_FIELDS[name], on: form[name] })),
    },
    fields,
  };
}

function problemsOf(problem: InputProblem, fields: EventField[], text: Text): Problem[] {
  const seen = problem.errors.map(({ pointer }): Problem => {
    const event = /^\/events\/(\d+)/.exec(pointer);
    const field = event ? fields[Number(event[1])] : undefined;
    if (field) return { field, text: text('deadline.errorDate') };
    if (pointer === '/right') return { field: 'right', text: text('deadline.errorRight') };
    if (pointer === '/received') return { field: 'received', text: text('deadline.errorReceived') };
    return { field: 'place', text: text('deadline.errorPlace') };
  });
  return seen.filter((one, n) => seen.findIndex((other) => other.field === one.field) === n);
}

function formView(deps: PageDeps, form: Form, text: Text) {
  const places = [...deps.calendars.values()].map(({ code, place, jurisdiction }) => ({
    code,
    place: `${place} (${jurisdiction})`,
    isChosen: code === form.place,
  }));
  const collator = new Intl.Collator('en');
  return {
    form,
    places: places.sort((a, b) => collator.compare(a.place, b.place)),
    rights: RIGHTS.map((value) => ({ value, label: text(`form.what.${value}`), isChosen: value === form.right })),
    hasEvents: EVENT_NAMES.some((name) => form[name] !== ''),
  };
}

function resultView(deps: PageDeps, clock: DeadlineAnswer, language: Language, text: Text) {
  const words = (on: string | null | undefined) => (on ? dayInWords(on, language) : '');
  return {
    headline: clock.due ? 'deadline.result' : 'deadline.resultOpen',
    date: words(clock.due ?? clock.ifAnsweredToday ?? clock.safe),
    isOpen: clock.due === null,
    start: words(clock.start),
    safe: words(clock.safe),
    target: words(clock.target),
    first: words(clock.firstPeriodEnd),
    excluded: clock.excludedDays,
    why: clock.explanation.map((entry) => ({ text: explainIn(entry, language), article: entry.article, after: words(entry.dateAfter) })),
    strip: stripOf(clock, dayOf(deps.now(), clock.timeZone), language, deps.calendars),
    versions: text('deadline.versions', { rules: clock.ruleSet, calendar: clock.calendarVersion }),
  };
}
