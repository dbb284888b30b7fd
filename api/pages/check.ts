import { Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { languageOf, type Problem, readForm, sendPage, textField } from './page.js';
import { looksLikeEmail } from './request-form/step.js';

/** Each asks for a mail to somebody: enough for a person who mistypes, too few to pester or to guess references. */
const LINKS_PER_ADDRESS: Limit = { name: 'link-mails', points: 10, seconds: 60 };

const REFERENCE = /^RR-\d{4}-[0-9A-Z]{6}$/;

/** "Check a request": mails a status link to the address the request came from. Every answer is the same, known or not. */
export function checkPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/check', (req, res) => {
    sendPage(deps, req, res, 'check', { title: deps.pages.text(languageOf(req), 'check.title'), backHref: '/', reference: '', email: '' });
  });
  router.post(
    '/check',
    limitRate(LINKS_PER_ADDRESS, (req) => req.ip),
    readForm,
    csrfProtection,
    async (req, res) => {
      const reference = textField(req.body, 'reference')
        .toUpperCase()
        .replace(/[[\]\s]/g, '');
      const email = textField(req.body, 'email');
      const text = (key: string) => deps.pages.text(languageOf(req), key);
      const problems: Problem[] = [
        ...(REFERENCE.test(reference) ? [] : [{ field: 'reference', text: text('check.errorReference') }]),
        ...(looksLikeEmail(email) ? [] : [{ field: 'email', text: text('check.errorEmail') }]),
      ];
      if (problems.length > 0) {
        return sendPage(deps, req, res, 'check', { title: text('check.title'), backHref: '/', reference, email, problems });
      }
      await deps.desk.mailStatusLink(reference, email);
      sendPage(deps, req, res, 'check-done', { title: text('check.doneTitle'), backHref: '/check' });
    },
  );
  return router;
}
