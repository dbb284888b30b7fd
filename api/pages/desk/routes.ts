import { Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { mayAct, mayActOnRequest, maySeeDesk, mayShowPersonalData } from '../../policies/request.js';
import { sendFile, showOnce } from '../../send-file.js';
import { goTo, ownPath, readForm, sendPage, textField } from '../page.js';
import { searchedFor } from '../searches.js';
import { absenceRoutes } from './absence.js';
import { actRoutes } from './act-routes.js';
import { bulkRoutes } from './bulk/routes.js';
import { caseView } from './case.js';
import { actorOf, frameOf, homeOf, isShown, loadCase, setShown } from './context.js';
import { entryRoutes } from './entry.js';
import { evidenceRoutes } from './evidence.js';
import { handInPages } from './hand-in.js';
import { inboxView } from './inbox.js';
import { inboxQuery } from './inbox-query.js';
import { inboxRoutes } from './inbox-routes.js';
import { letterPages } from './letters.js';
import { liveRoutes } from './live.js';
import { newsletterPages } from './newsletters.js';
import { promotionListPages } from './promotion-lists.js';
import { registerPages } from './registers/routes.js';
import { figureRoutes } from './sla/routes.js';
import { topicPages } from './topics.js';
import { workRoutes, workView } from './work.js';

/** The rights desk: inbox by time left, a case with its acts, staff entry, figures. */
export function deskPages(deps: PageDeps): Router {
  const router = Router();
  router.use('/desk', signedIn(deps.accounts, deps.now), (req, _res, next) => {
    if (maySeeDesk(accountOf(req))) return next();
    next(new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'The desk is open to the rights desk and to auditors.' }));
  });
  router.get('/desk/requests/:reference', async (req, res) => {
    const detail = await loadCase(deps, req);
    const account = accountOf(req);
    const [colleagues, held] = await Promise.all([deps.deskTools.colleagues(), deps.deskTools.held.of(detail.reference)]);
    const view = caseView(deps, detail, {
      isShown: isShown(req, detail.reference, deps.now()),
      mayAct: mayActOnRequest(account),
      mayDo: (act) => mayAct(account, act),
    });
    const query = inboxQuery(req);
    const inbox = await inboxView(deps, query, {
      me: account.accountId,
      words: searchedFor(req, query.search),
      chosen: detail.reference,
    });
    const { notice } = req.session;
    if (notice) delete req.session.notice;
    sendPage(deps, req, res, 'desk/case', {
      ...frameOf(req, 'cases'),
      title: detail.reference,
      case: view,
      inbox,
      home: homeOf(detail.reference),
      showsActs: mayActOnRequest(account) || view.others.length > 0 || view.next !== null,
      mayShow: mayShowPersonalData(account),
      notice: notice ?? '',
      work: workView(deps, detail, { account, colleagues, held, isShown: view.isShown }),
    });
  });
  router.post('/desk/requests/:reference/show', readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayShowPersonalData(account))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Auditors see what was done, not about whom.' });
    const detail = await loadCase(deps, req, actorOf(account));
    setShown(req, detail.reference, textField(req.body, 'hide') ? undefined : deps.now());
    const back = ownPath(textField(req.body, 'back'));
    goTo(req, res, back.startsWith('/desk/') ? back : homeOf(detail.reference));
  });
  router.post('/desk/requests/:reference/recipients/:notice', readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayActOnRequest(account))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Only the rights desk sends notices again.' });
    const { reference } = await loadCase(deps, req);
    const { notice } = req.params;
    await deps.desk.redeliverNotice(reference, typeof notice === 'string' ? notice : '', actorOf(account));
    req.session.notice = 'The notice is sent again.';
    goTo(req, res, `${homeOf(reference)}#recipients`);
  });
  router.get('/desk/requests/:reference/files/:file', async (req, res) => {
    const detail = await loadCase(deps, req);
    const account = accountOf(req);
    if (!mayShowPersonalData(account))
      throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Auditors see what was done, not about whom.' });
    await sendFile(res, await deps.desk.issuers.openFile(detail.reference, String(req.params.file), actorOf(account)));
  });
  router.post('/desk/requests/:reference/proofs/:file', readForm, csrfProtection, async (req, res) => {
    const account = accountOf(req);
    if (!mayShowPersonalData(account) || !mayActOnRequest(account))
      throw new DomainError({
        code: 'NOT_FOR_THIS_ROLE',
        kind: 'forbidden',
        detail: 'Only the rights desk looks at what is shown for a check.',
      });
    const { reference } = await loadCase(deps, req);
    const file = await deps.desk.proofs.open(reference, String(req.params.file), actorOf(account));
    await (file.mediaType === 'application/pdf' ? sendFile(res, file) : showOnce(res, file));
  });
  return router.use(
    inboxRoutes(deps),
    bulkRoutes(deps),
    absenceRoutes(deps),
    liveRoutes(deps),
    workRoutes(deps),
    evidenceRoutes(deps),
    actRoutes(deps),
    handInPages(deps),
    letterPages(deps),
    newsletterPages(deps),
    promotionListPages(deps),
    topicPages(deps),
    registerPages(deps),
    entryRoutes(deps),
    figureRoutes(deps),
  );
}
