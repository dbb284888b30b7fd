import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { MemoryStore } from 'express-session';
import helmet from 'helmet';
import type { PageDeps } from '../../api/deps.js';
import { createSession } from '../../api/middleware/session.js';
import { ownAccountPages } from '../../api/pages/account/routes.js';
import { accountSetupPages } from '../../api/pages/account-setup.js';
import { accountPages } from '../../api/pages/accounts.js';
import { againPages } from '../../api/pages/again.js';
import { deskPages } from '../../api/pages/desk/routes.js';
import { systemPages } from '../../api/pages/desk/system.js';
import { devMailPages } from '../../api/pages/dev-mail.js';
import { renderErrorPage } from '../../api/pages/error-page.js';
import { forgottenPages } from '../../api/pages/forgotten.js';
import { issuerLinkPages } from '../../api/pages/issuer/link.js';
import { issuerPages } from '../../api/pages/issuer/routes.js';
import { linkPages } from '../../api/pages/links.js';
import { passkeySignIn } from '../../api/pages/passkey-sign-in.js';
import { publicPages } from '../../api/pages/public.js';
import { verifyRoutes } from '../../api/verify/routes.js';
import { DomainError, type ErrorKind } from '../../domain/errors.js';

const STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** The pages alone on a real Express app, with sessions in memory; `further` stand behind the desk. */
export function buildPageApp(deps: PageDeps, ...further: RequestHandler[]): Express {
  const app = express();
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { 'default-src': ["'self'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'upgrade-insecure-requests': null },
      },
    }),
  );
  app.use('/static', express.static(fileURLToPath(new URL('../../templates/assets', import.meta.url))));
  app.use(verifyRoutes(deps));
  app.use(createSession({ store: new MemoryStore(), secret: 'only for tests, only for tests, only', isHttps: false }));
  app.use(
    publicPages(deps),
    linkPages(deps),
    accountPages(deps),
    againPages(deps),
    forgottenPages(deps),
    passkeySignIn(deps),
    ownAccountPages(deps),
    accountSetupPages(deps),
    issuerLinkPages(deps),
    issuerPages(deps),
    systemPages(deps),
    deskPages(deps),
    devMailPages(deps),
  );
  for (const routes of further) app.use(routes);
  app.use((req, res) => void res.status(404).send(renderErrorPage(deps, req, 404)));
  const onError: ErrorRequestHandler = (problem: unknown, req, res, _next) => {
    const status = problem instanceof DomainError ? STATUS[problem.kind] : 500;
    if (status === 500) console.error(problem);
    res
      .status(status)
      .send(renderErrorPage(deps, req, status, problem instanceof DomainError ? { detail: problem.detail, code: problem.code } : {}));
  };
  return app.use(onError);
}
