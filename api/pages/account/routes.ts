import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { accountsOf, mayReadAccounts } from '../../policies/account.js';
import { goTo, readForm, sendPage, textField } from '../page.js';
import { instantInWords } from '../words.js';
import { addressPages } from './address.js';
import { appPages } from './app.js';
import { doneBy, frameOf, languageFor, wordsFor } from './context.js';
import { accountHistoryPages } from './history.js';
import { keepAddressPages } from './keep-address.js';
import { ownRequestPages } from './own-requests.js';
import { isHere, passkeyPages } from './passkeys.js';
import { passwordPages } from './password.js';
import { peoplePages } from './people.js';
import { recoveryPages } from './recovery.js';

export const ACCOUNT = '/account';

/** "Your account", the same for every role: what signs in to it, and where it is signed in. */
export function ownAccountPages(deps: PageDeps): Router {
  const router = Router();
  router.get(ACCOUNT, signedIn(deps.accounts, deps.now), (req, res) => show(deps, req, res));
  router.use(`${ACCOUNT}/:part`, onlyOwnPart(deps));
  router.post(`${ACCOUNT}/sessions`, readForm, csrfProtection, async (req, res) => {
    const { accountId } = accountOf(req);
    const id = textField(req.body, 'id');
    if (id === '') await deps.ownAccount.endOtherSessions(accountId, doneBy(req));
    const isEnded = id === '' || (await deps.ownAccount.endSession(accountId, id));
    req.session.notice = wordsFor(deps, req)(isEnded ? 'account.sessionEnded' : 'account.sessionGone');
    goTo(req, res, ACCOUNT);
  });
  router.post(`${ACCOUNT}/sso`, readForm, csrfProtection, async (req, res) => {
    await deps.singleSignOn?.disconnect(accountOf(req).accountId);
    req.session.notice = wordsFor(deps, req)('account.ssoEnded');
    goTo(req, res, ACCOUNT);
  });
  return router.use(
    keepAddressPages(deps),
    addressPages(deps),
    passwordPages(deps),
    appPages(deps),
    recoveryPages(deps),
    passkeyPages(deps),
    peoplePages(deps),
    accountHistoryPages(deps),
    ownRequestPages(deps),
  );
}

const PARTS = ['address', 'all', 'history', 'sessions', 'password', 'app', 'recovery', 'requests', 'passkeys', 'sso', 'people'];

/** Other words after /account/ are one-time links (account-setup.ts), which need no sign-in. */
function onlyOwnPart(deps: PageDeps) {
  const onlyOwner = signedIn(deps.accounts, deps.now);
  return (req: Request, res: Response, next: (problem?: unknown) => void) =>
    PARTS.includes(String(req.params.part)) ? onlyOwner(req, res, next) : next();
}

async function show(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { accountId } = accountOf(req);
  const [view, sessions, keys, me, isConnected] = await Promise.all([
    deps.ownAccount.view(accountId),
    deps.ownAccount.sessions(accountId, req.sessionID),
    deps.passkeys.list(accountId),
    deps.people.find(accountId),
    deps.singleSignOn?.isConnected(accountId),
  ]);
  if (view === undefined) return goTo(req, res, '/sign-in');
  const text = wordsFor(deps, req);
  const inWords = (at: Date) => instantInWords(at, languageFor(req), deps.controller.timeZone);
  sendPage(deps, req, res, 'account/home', {
    ...(await frameOf(deps, req)),
    title: text('account.title'),
    view: { ...view, roleName: text(`account.role.${view.role}`), fewCodes: view.recoveryCodesLeft < 4 },
    sessions: sessions.map(({ signedInAt, usedAt, browser, ...session }) => ({
      ...session,
      browser: browser === '' ? text('account.browserUnknown') : browser,
      signedInAt: inWords(signedInAt),
      usedAt: inWords(usedAt),
    })),
    passkeys: keys.map(({ id, name, createdAt, usedAt }) => ({
      id,
      name,
      createdAt: inWords(createdAt),
      usedAt: usedAt === null ? '' : inWords(usedAt),
    })),
    isHere: isHere(deps, req),
    provider: deps.singleSignOn?.name ?? '',
    isConnected: isConnected === true,
    looksAfter: accountsOf(me) !== undefined,
    readsAll: mayReadAccounts(accountOf(req)),
    hasOthers: sessions.length > 1,
  });
}
