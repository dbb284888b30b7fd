import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { CalendarBook } from '../domain/clock/calendar.js';
import type { SeenPage } from '../domain/visit.js';
import { deadlineRoutes } from './deadlines/routes.js';
import type { PageDeps } from './deps.js';
import { docsRoutes } from './docs/routes.js';
import { type HealthDeps, healthRoutes } from './health/routes.js';
import { issuerSettingsRoutes } from './issuer-settings/routes.js';
import { memberRoutes } from './members/routes.js';
import { authenticate } from './middleware/authenticate.js';
import { type ErrorDeps, errorHandler, notFound } from './middleware/errors.js';
import { answerOnce, answerTogether, type IdempotencyStore } from './middleware/idempotency.js';
import { keptForms } from './middleware/kept-typing.js';
import { watchProxies } from './middleware/proxies.js';
import { CALLS_PER_ADDRESS, CALLS_PER_TOKEN, limitRate } from './middleware/rate-limit.js';
import { letRememberedIn } from './middleware/remembered.js';
import { logVisits } from './middleware/visit-log.js';
import { ownAccountPages } from './pages/account/routes.js';
import { accountSetupPages } from './pages/account-setup.js';
import { accountPages } from './pages/accounts.js';
import { againPages } from './pages/again.js';
import { disclosureGuard } from './pages/desk/disclosures.js';
import { incomingPages } from './pages/desk/incoming.js';
import { deskPages } from './pages/desk/routes.js';
import { systemPages } from './pages/desk/system.js';
import { devMailPages } from './pages/dev-mail.js';
import { renderErrorPage } from './pages/error-page.js';
import { forgottenPages } from './pages/forgotten.js';
import { issuerLinkPages } from './pages/issuer/link.js';
import { issuerPages } from './pages/issuer/routes.js';
import { linkPages } from './pages/links.js';
import { memberPages } from './pages/member/routes.js';
import { passkeySignIn } from './pages/passkey-sign-in.js';
import { publicPages } from './pages/public.js';
import { recipientPages } from './pages/recipients.js';
import { singleSignOnPages } from './pages/single-sign-on.js';
import type { PortabilityDoor } from './portability/door.js';
import { discoveryRoutes, incomingRoutes } from './portability/routes.js';
import { requestRoutes } from './requests/routes.js';
import { batchRoutes } from './seals/batches.js';
import { sealRoutes } from './seals/routes.js';
import { bothSides } from './seals-display/both-sides.js';
import type { SealDisplay } from './seals-display/door.js';
import { sealDisplayPages } from './seals-display/pages.js';
import { sealPictures } from './seals-display/pictures.js';
import { sealDisplayRoutes } from './seals-display/routes.js';
import { slaRoutes } from './sla/routes.js';
import { kindPages } from './verify/kind-page.js';
import { verifyRoutes } from './verify/routes.js';
import { signedOnDemand } from './verify/signed-on-demand.js';
import { verificationRoutes } from './verify/verifications.js';
import { webhookRoutes } from './webhooks/issuer.js';
import { stripeWebhook } from './webhooks/stripe.js';

/** Everything the door stands on. */
export interface AppDeps extends PageDeps, HealthDeps {
  session: RequestHandler;
  requestLog: RequestHandler;
  /** The log register of visits. */
  visits: { note(seen: SeenPage): void };
  calendars: CalendarBook;
  /** Packages of other organisations (GDPR Art. 20(2)). */
  portability: PortabilityDoor;
  /** How seals are shown on their members' websites. */
  sealDisplay: SealDisplay;
  idempotency: IdempotencyStore;
  /** Says whether a failed write means that the same Idempotency-Key was written at the same moment. */
  isKeyTaken(error: unknown): boolean;
  report: ErrorDeps['report'];
  publicUrl: string;
  /** Addresses and networks whose X-Forwarded-For is believed, as Express takes them. */
  trustedProxies: readonly string[];
  /** Called once where one that is not among them speaks for others. */
  noteUntrustedProxy(): void;
  assetsFolder: string;
  swaggerFolder: string;
}

const ONE_MEGABYTE = 1_048_576;

/** The web application: what comes first is what guards the rest. What is published of seals is answered before it (`public-seals`). */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.trustedProxies);
  app.use(watchProxies(deps.noteUntrustedProxy));
  app.use(securityHeaders(deps.publicUrl.startsWith('https:')));
  app.use(healthRoutes(deps));
  app.use(sealPictures(deps));
  // Only what is the same for everybody: a compressed page would give its token away (decision 80).
  app.use(['/static', '/docs', '/openapi.json'], compression());
  // Asked for beside a PDF or a JSON file, which cannot name its icon.
  app.get('/favicon.ico', (_req, res) => res.redirect(301, '/static/mark.svg'));
  app.use('/static', express.static(deps.assetsFolder, { maxAge: '1h', index: false, dotfiles: 'ignore', fallthrough: false }));
  if (deps.fees !== undefined) app.use(stripeWebhook(deps.fees));
  // Before log and session: who verifies a seal leaves no trace here.
  app.use(signedOnDemand(deps), verifyRoutes(deps), bothSides(deps), kindPages(deps));
  app.use(deps.requestLog, deps.session, letRememberedIn(deps), logVisits({ note: deps.visits.note, now: deps.now }));
  app.use(docsRoutes(deps), discoveryRoutes(deps));
  app.use('/api/v1', machineRoutes(deps));
  app.use(
    keptForms(deps.now),
    publicPages(deps),
    sealDisplayPages(deps),
    linkPages(deps),
    recipientPages(deps),
    accountPages(deps),
    againPages(deps),
    forgottenPages(deps),
    passkeySignIn(deps),
    singleSignOnPages(deps),
    ownAccountPages(deps),
    accountSetupPages(deps),
    issuerLinkPages(deps),
    issuerPages(deps),
    memberPages(deps),
    disclosureGuard(deps),
    systemPages(deps),
    deskPages(deps),
    incomingPages(deps),
  );
  if (deps.mails !== undefined) app.use(devMailPages(deps));
  app.use(
    notFound,
    errorHandler({ renderPage: (req, status, options) => renderErrorPage(deps, req, status, options), report: deps.report }),
  );
  return app;
}

function machineRoutes(deps: AppDeps): RequestHandler {
  const router = express.Router();
  router.use(authenticate(deps.accounts));
  router.use(limitRate(CALLS_PER_TOKEN, (_req, res) => (res.locals.isByToken === true ? res.locals.actor?.id : undefined)));
  router.use(limitRate(CALLS_PER_ADDRESS, (req, res) => (res.locals.actor === undefined ? req.ip : undefined)));
  router.use(incomingRoutes(deps));
  router.use(express.json({ limit: ONE_MEGABYTE, type: ['application/json', 'application/*+json'] }));
  const { idempotency, isKeyTaken } = deps;
  const doneOnce = answerOnce(idempotency);
  router.use(requestRoutes({ desk: deps.desk, filedOnce: answerTogether(idempotency, isKeyTaken), doneOnce }));
  router.use(batchRoutes(deps));
  router.use(
    sealRoutes({ sealDesk: deps.sealDesk, doneOnce }),
    memberRoutes({ sealDesk: deps.sealDesk, memberDesk: deps.memberDesk, doneOnce }),
  );
  router.use(issuerSettingsRoutes(deps));
  router.use(webhookRoutes({ webhookDesk: deps.webhookDesk, doneOnce }));
  router.use(deadlineRoutes(deps), slaRoutes(deps), verificationRoutes(deps), sealDisplayRoutes(deps));
  return router;
}

/** No page loads or sends anything from or to another origin (the policy promises no third-party cookies). */
function securityHeaders(isHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isHttps,
  });
}
