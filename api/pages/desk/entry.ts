import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { parseDay } from '../../../domain/clock/day.js';
import { startOfDayMs } from '../../../domain/clock/zone.js';
import type { DomainError } from '../../../domain/errors.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import { CHANNELS, LANGUAGES, OBJECTION_KINDS, RIGHTS } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, listField, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { looksLikeEmail } from '../request-form/step.js';
import { agesOf, behalfFields, behalfProblems, readBehalf } from './behalf-fields.js';
import { homeOf, requireActor } from './context.js';
import { CHOICE_KINDS, fieldView } from './field-view.js';
import { CHANNEL_WORDS, OBJECTION_WORDS, RIGHT_WORDS } from './words.js';

const ENTRY_CHANNELS = CHANNELS.filter((channel) => channel !== 'form' && channel !== 'api');
const TEXTS = [
  'name',
  'email',
  'answerTo',
  'details',
  'transferTo',
  'grounds',
  'record',
  'field',
  'proposed',
  'reason',
  'receivedOn',
  'receivedTime',
] as const;

const CLAIM = ['record', 'field', 'proposed', 'reason'] as const;

/** Staff entry of letters, calls and visits: GDPR Art. 12 knows no form, and the clock starts the day it reached us. */
export function entryRoutes(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk/new', (req, res) => {
    requireActor(req);
    showEntry(deps, req, res, []);
  });
  router.post('/desk/new', readForm, csrfProtection, async (req, res) => {
    const actor = requireActor(req);
    const read = readEntry(deps, req.body);
    if ('problems' in read) return showEntry(deps, req, res, read.problems);
    const token = textField(req.body, 'entry').slice(0, 64) || randomUUID();
    const filed = await orRefusal(
      deps.once(`entry:${actor.id}:${token}`, () => deps.desk.file(read.input, actor)),
      ['invalid'],
    );
    if ('refusal' in filed) return showEntry(deps, req, res, refused(filed.refusal));
    req.session.notice = `Entered. ${filed.value.linked.length > 0 ? `Linked: ${filed.value.linked.join(', ')}.` : ''}`.trim();
    goTo(req, res, homeOf(filed.value.reference));
  });
  return router;
}

function readEntry(deps: PageDeps, body: unknown): { input: NewRequest } | { problems: Problem[] } {
  const text = (name: (typeof TEXTS)[number]) => textField(body, name);
  const rights = RIGHTS.filter((right) => listField(body, 'rights').includes(right));
  const channel = ENTRY_CHANNELS.find((known) => known === textField(body, 'channel'));
  const place =
    deps.controller.establishments.find((one) => `${one.jurisdiction}/${one.calendar}` === textField(body, 'place')) ?? deps.controller;
  const objectionKind = OBJECTION_KINDS.find((known) => known === textField(body, 'objectionKind'));
  const receivedAt = instantOf(text('receivedOn'), text('receivedTime'), place.timeZone);
  // A letter may only say that something is wrong; its fields are then put down in the case.
  const isRectified = rights.includes('rectification') && CLAIM.some((name) => text(name) !== '');
  const problems: (Problem | false)[] = [
    rights.length === 0 && { field: 'rights', text: 'Choose at least one right' },
    !channel && { field: 'channel', text: 'Choose how it came' },
    !receivedAt && { field: 'receivedOn', text: 'Enter the day it reached us, like 2026-11-02, and a time like 14:30' },
    receivedAt !== undefined && receivedAt > deps.now() && { field: 'receivedOn', text: 'The day cannot be in the future' },
    !text('name') && { field: 'name', text: 'Enter the name, or what is known of it' },
    !looksLikeEmail(text('email')) && { field: 'email', text: 'Enter an address, like name@example.com' },
    text('answerTo') !== '' && !looksLikeEmail(text('answerTo')) && { field: 'answerTo', text: 'Enter an address, like name@example.com' },
    rights.includes('objection') && !objectionKind && { field: 'objectionKind', text: 'Say what the objection is to' },
    isRectified &&
      !(text('record') && text('field') && text('proposed')) && {
        field: 'record',
        text: 'Say where it is wrong, what, and what it should be; or leave all of it empty and add the fields in the case',
      },
  ];
  const found = [...problems.filter((problem) => problem !== false), ...behalfProblems(body)];
  if (found.length > 0 || !channel || !receivedAt) return { problems: found };
  return {
    input: {
      rights,
      channel,
      receivedAt,
      jurisdiction: place.jurisdiction,
      calendar: place.calendar,
      requester: { name: text('name'), email: text('email') },
      language: LANGUAGES.find((known) => known === textField(body, 'language')) ?? 'en',
      ...readBehalf(body),
      ...(text('answerTo') ? { answerTo: text('answerTo') } : {}),
      ...(text('details') ? { details: text('details') } : {}),
      ...(rights.includes('portability') && text('transferTo') ? { transferTo: text('transferTo') } : {}),
      ...(rights.includes('objection') && objectionKind
        ? { objection: { kind: objectionKind, ...(text('grounds') ? { grounds: text('grounds') } : {}) } }
        : {}),
      ...(isRectified
        ? {
            corrections: [
              {
                record: text('record'),
                field: text('field'),
                proposed: text('proposed'),
                ...(text('reason') ? { reason: text('reason') } : {}),
              },
            ],
          }
        : {}),
    },
  };
}

/** A day and a time on the clock of that place; without a time, its noon. Undefined where either is none. */
function instantOf(on: string, time: string, timeZone: string): Date | undefined {
  const day = parseDay(on);
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time === '' ? '12:00' : time);
  if (day === undefined || !parts) return undefined;
  return new Date(startOfDayMs(timeZone, day) + (Number(parts[1]) * 60 + Number(parts[2])) * 60_000);
}

/** Which field of the page a pointer of the filing means; the first that fits. */
const FIELDS: readonly [pointer: string, field: string][] = [
  ['/requester/email', 'email'],
  ['/receivedAt', 'receivedOn'],
  ['/corrections', 'record'],
  ['/behalf/email', 'personEmail'],
  ['/behalf', 'capacity'],
  ['/onBehalfOf', 'onBehalfOf'],
  ['/childAge', 'childAge'],
  ['/answerTo', 'answerTo'],
  ['/objection', 'objectionKind'],
  ['/transferTo', 'transferTo'],
  ['', 'name'],
];

function refused(problem: DomainError): Problem[] {
  const fields = problem.fields.length > 0 ? problem.fields : [{ pointer: '', detail: problem.detail }];
  return fields.map(({ pointer, detail }) => ({ field: FIELDS.find(([start]) => pointer.startsWith(start))?.[1] ?? 'name', text: detail }));
}

function showEntry(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  const body: unknown = req.body;
  const chosen = listField(body, 'rights');
  const is = (name: string, value: string) => textField(body, name) === value;
  sendPage(deps, req, res, 'desk/entry', {
    layout: 'desk',
    account: accountOf(req),
    section: 'new',
    mayAct: true,
    title: 'New entry',
    problems,
    entry: textField(body, 'entry') || randomUUID(),
    typed: Object.fromEntries(TEXTS.map((name) => [name, textField(body, name)])),
    rights: RIGHTS.map((value, n) => ({
      id: n === 0 ? 'rights' : `rights-${value}`,
      value,
      label: RIGHT_WORDS[value],
      isChosen: chosen.includes(value),
    })),
    channels: ENTRY_CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value], isChosen: is('channel', value) })),
    places: deps.controller.establishments.map(({ jurisdiction, calendar, name }) => ({
      value: `${jurisdiction}/${calendar}`,
      label: `${name} (${jurisdiction})`,
      isChosen: is('place', `${jurisdiction}/${calendar}`),
    })),
    letterLanguages: LANGUAGES.map((value) => ({
      value,
      label: { en: 'English', de: 'German', fr: 'French' }[value],
      isChosen: is('language', value),
    })),
    fields: behalfFields.map((field) => fieldView(field, body, problems)),
    choiceKinds: CHOICE_KINDS,
    ages: agesOf(deps.controller.establishments),
    isForAnother: behalfFields.some(({ name }) => textField(body, name) !== ''),
    kinds: OBJECTION_KINDS.map((value) => ({ value, label: OBJECTION_WORDS[value], isChosen: is('objectionKind', value) })),
  });
}
