import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { TOPIC_LIMIT, type TopicEvent, type TopicNames, type TopicView } from '../../../domain/promotion-topic.js';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { count, instantInWords } from '../words.js';
import { frameOf, requireActor } from './context.js';
import { LANGUAGE_WORDS } from './newsletter-view.js';

const HOME = '/desk/topics';

/** What promotional messages are about: added, called otherwise, retired. What is retired is obeyed by every path that sends. */
export function topicPages(deps: PageDeps): Router {
  const router = Router();
  router.get(HOME, (req, res) => showAll(deps, req, res, []));
  router.post(HOME, readForm, csrfProtection, async (req, res) => {
    const { id } = requireActor(req);
    const names = namesIn(req.body);
    const done = await orRefusal(deps.topics.add(names, id), ['invalid', 'conflict']);
    if ('refusal' in done) return showAll(deps, req, res, problemsOf(done.refusal));
    req.session.notice = `“${names.en}” can be subscribed to now.`;
    goTo(req, res, HOME);
  });
  router.get(`${HOME}/one`, async (req, res) => showOne(deps, req, res, await loadTopic(deps, textField(req.query, 'of')), []));
  router.post(`${HOME}/one`, readForm, csrfProtection, async (req, res) => change(deps, req, res));
  return router;
}

const linkOf = (topic: string) => `${HOME}/one?of=${encodeURIComponent(topic)}`;

const namesIn = (body: unknown): TopicNames => ({ en: textField(body, 'en'), de: textField(body, 'de'), fr: textField(body, 'fr') });

const problemsOf = ({ fields, detail }: DomainError): Problem[] =>
  fields.length === 0 ? [{ field: 'en', text: detail }] : fields.map((one) => ({ field: one.pointer.slice(1), text: one.detail }));

async function loadTopic(deps: PageDeps, topic: string): Promise<TopicView> {
  const found = await deps.topics.find(topic);
  if (!found) throw new DomainError({ code: 'NO_SUCH_TOPIC', kind: 'missing', detail: 'There is no such topic.' });
  return found;
}

async function change(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { id } = requireActor(req);
  const found = await loadTopic(deps, textField(req.body, 'of'));
  const work = {
    rename: () => deps.topics.rename(found.topic, namesIn(req.body), id),
    retire: () => deps.topics.retire(found.topic, id),
    reopen: () => deps.topics.reopen(found.topic, id),
  };
  const act = (['rename', 'retire', 'reopen'] as const).find((known) => known === textField(req.body, 'act')) ?? 'rename';
  const done = await orRefusal(work[act](), ['invalid', 'conflict']);
  if ('refusal' in done) return showOne(deps, req, res, found, problemsOf(done.refusal));
  req.session.notice = NOTICES[act];
  goTo(req, res, linkOf(found.topic));
}

const NOTICES = {
  rename: 'It is called so from now on, also for those who subscribed.',
  retire: 'Retired. Nothing is sent about it any more, and nobody can subscribe to it.',
  reopen: 'Offered again. Those who had not ended it are reached again.',
} as const;

const EVENTS = {
  added: 'Added',
  renamed: 'Called otherwise',
  retired: 'Retired',
  reopened: 'Offered again',
} as const satisfies Record<TopicEvent, string>;

function noticeOf(req: Request): string {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return notice ?? '';
}

const inputs = (names: TopicNames, problems: readonly Problem[]) =>
  LANGUAGES.map((language) => ({
    id: language,
    label: `In ${LANGUAGE_WORDS[language]}`,
    value: names[language],
    error: problems.find(({ field }) => field === language)?.text ?? '',
  }));

async function showAll(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const topics = await deps.topics.list();
  sendPage(deps, req, res, 'desk/topics', {
    ...frameOf(req, 'newsletters'),
    title: 'Topics',
    problems,
    notice: noticeOf(req),
    topics: topics.map((topic) => ({ ...topic, href: linkOf(topic.topic), state: stateOf(topic) })),
    inputs: inputs(namesIn(req.body), problems),
    limit: TOPIC_LIMIT,
  });
}

const stateOf = ({ isOpen }: TopicView) => (isOpen ? { kind: 'calm', word: 'offered' } : { kind: 'held', word: 'retired' });

async function showOne(deps: PageDeps, req: Request, res: Response, topic: TopicView, problems: Problem[]): Promise<void> {
  const who = await Promise.all(topic.log.map(async ({ by }) => (await deps.accounts.find(by))?.name ?? by));
  sendPage(deps, req, res, 'desk/topic', {
    ...frameOf(req, 'newsletters'),
    title: topic.names.en,
    problems,
    notice: noticeOf(req),
    topic,
    state: stateOf(topic),
    subscribed: count(topic.subscribed, 'subscription'),
    inputs: inputs(problems.length > 0 ? namesIn(req.body) : topic.names, problems),
    limit: TOPIC_LIMIT,
    log: topic.log.map(({ event, names, at }, n) => ({
      what: `${EVENTS[event]}: ${LANGUAGES.map((language) => names[language]).join(' · ')}`,
      who: who[n] ?? '',
      at: instantInWords(at, 'en', deps.controller.timeZone),
    })),
  });
}
