import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { languageOf, listField, type Problem, readForm, sendPage, textField } from './page.js';
import { looksLikeEmail } from './request-form/step.js';

/** Each asks for a mail to somebody: enough for a person who mistypes, too few to pester. */
const SIGN_UPS_PER_ADDRESS: Limit = { name: 'sign-ups', points: 10, seconds: 60 };
const PAGE = '/newsletter';
const SENTENCES = ['lead', 'topics', 'proof', 'stop'] as const;
const LONGEST_NAME = 200;

/**
 * Newsletter sign-up with double opt-in. No cookie is set: the form carries no session, another website cannot send it, and every answer
 * is the same whether an address is known or not. The link of the mail is used up by a button, because mail scanners look.
 */
export function signUpPages(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(SIGN_UPS_PER_ADDRESS, (req) => req.ip);
  router.get(PAGE, (req, res) => showForm(deps, req, res, []));
  router.post(PAGE, limit, sameOriginOnly, readForm, (req, res) => takeForm(deps, req, res));
  router.get(`${PAGE}/confirm/:token`, async (req, res) => {
    const found = await deps.signUps.peek(req.params.token);
    if (found === undefined) return sendDead(deps, req, res);
    res.locals.language = found.language;
    const title = deps.pages.text(languageOf(req), 'signUp.confirmTitle');
    sendPage(deps, req, res, 'sign-up-confirm', { title, topics: found.topics.join(', ') });
  });
  router.post(`${PAGE}/confirm/:token`, sameOriginOnly, async (req, res) => {
    const token = String(req.params.token);
    const found = await deps.signUps.peek(token);
    const own = await deps.signUps.confirm(token);
    if (own === undefined) return sendDead(deps, req, res);
    res.locals.language = found?.language;
    sendPage(deps, req, res, 'sign-up-confirmed', { title: deps.pages.text(languageOf(req), 'signUp.doneTitle'), own });
  });
  return router;
}

const sendDead = (deps: PageDeps, req: Request, res: Response): void =>
  sendPage(deps, req, res, 'sign-up-dead', { status: 410, title: deps.pages.text(languageOf(req), 'signUp.deadTitle') });

async function showForm(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const language = languageOf(req);
  const chosen = listField(req.body, 'topic');
  const topics = await deps.signUps.topics(language);
  sendPage(deps, req, res, 'sign-up', {
    title: deps.pages.text(language, 'signUp.title'),
    backHref: '/',
    problems,
    email: textField(req.body, 'email'),
    name: textField(req.body, 'name'),
    topics: topics.map(({ topic, label }, place) => ({
      id: place === 0 ? 'topic' : `topic-${place}`,
      topic,
      label,
      isChosen: chosen.includes(topic),
    })),
  });
}

async function takeForm(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const language = languageOf(req);
  const text = (key: string) => deps.pages.text(language, `signUp.${key}`, { company: deps.controller.name });
  const [email, name] = [textField(req.body, 'email'), textField(req.body, 'name').slice(0, LONGEST_NAME)];
  const offered = await deps.signUps.topics(language);
  const chosen = offered.filter(({ topic }) => listField(req.body, 'topic').includes(topic));
  const problems: Problem[] = [
    ...(looksLikeEmail(email) ? [] : [{ field: 'email', text: text('errorEmail') }]),
    ...(chosen.length > 0 ? [] : [{ field: 'topic', text: text('errorTopic') }]),
  ];
  if (problems.length > 0) return showForm(deps, req, res, problems);
  const words = [...SENTENCES.map(text), ...chosen.map(({ label }) => label)].join('\n');
  await deps.signUps.ask({ email, name, topics: chosen.map(({ topic }) => topic), words, language, source: PAGE });
  sendPage(deps, req, res, 'sign-up-asked', { title: text('askedTitle') });
}
