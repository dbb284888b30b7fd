import { mkdtempSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SessionStore } from '../../adapters/accounts/session-store.js';
import type { ProviderSettings } from '../../adapters/accounts/single-sign-on.js';
import { createVisitLog, type VisitLog } from '../../adapters/apart/visit-log.js';
import { createDeskTools } from '../../adapters/db/desk/desk-tools.js';
import { createIdempotency } from '../../adapters/db/idempotency.js';
import { createCommunications } from '../../adapters/db/marketing/communications.js';
import { createNewsletterDesk } from '../../adapters/db/marketing/newsletter-desk.js';
import { createPromotionListDesk } from '../../adapters/db/marketing/promotion-list-desk.js';
import { createSignUpDoor } from '../../adapters/db/marketing/sign-up-door.js';
import { createTopicDesk } from '../../adapters/db/marketing/topic-desk.js';
import { createUnsubscribing } from '../../adapters/db/marketing/unsubscribe.js';
import { createOnce } from '../../adapters/db/once.js';
import { createOperationDesk } from '../../adapters/db/operation/operation-desk.js';
import { createPortabilityDoor } from '../../adapters/db/portability/incoming-desk.js';
import { createRegisterDesk } from '../../adapters/db/records/register-desk.js';
import { recordAct } from '../../adapters/db/requests/acts.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { detailOf } from '../../adapters/db/requests/detail.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { createBatchDesk } from '../../adapters/db/seals/bulk/batches.js';
import { createIssuerSettings } from '../../adapters/db/seals/issuer-settings.js';
import { createMemberDesk } from '../../adapters/db/seals/member-desk.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { createWebhookDesk } from '../../adapters/db/seals/webhooks.js';
import { createDomainChecker, createReadTxt } from '../../adapters/domains/check-domain.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { createEvidenceDoor } from '../../adapters/evidence/door.js';
import { createPages } from '../../adapters/pages/render.js';
import { createApp } from '../../api/app.js';
import { createSession } from '../../api/middleware/session.js';
import { createSealPage } from '../../api/public-seals/page.js';
import { composeFoundation, type Foundation } from '../../bin/compose.js';
import { composeAccounts } from '../../bin/compose-accounts.js';
import { composeSealDisplay } from '../../bin/compose-seal-display.js';
import { composeSealKeys, composeSeals } from '../../bin/compose-seals.js';
import { readPartEnvironment } from '../../env.js';
import { sharedDnsServer } from './dns-server.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { openPublicSide } from './public-side.js';
import { SHARED_FOLDER } from './shared-folder.js';

/** The whole door over a real database, without an engine behind it, and with cases at several steps. */
export interface TestDoor {
  app: RequestListener;
  /** The same without what is published of seals before it. */
  express: ReturnType<typeof createApp>;
  foundation: Foundation;
  /** By what people sign in. */
  people: ReturnType<typeof composeAccounts>;
  /** Cases that wait for their identity, for a decision, and in triage. */
  references: string[];
  tokens: string[];
  /** What the door called a fault of its own. */
  faults: string[];
  /** The log register. */
  visits: VisitLog;
  databaseUrl: string;
  /** Both databases, for an office that works the cases filed here; it leaves them to the door. */
  database: TestDatabase;
  /** The database as its owner. */
  ownerUrl: string;
  /** TXT records that its checks of domains find before they ask DNS. */
  zoneFile: string;
  /** Publishes what was changed in the register, and follows. */
  publish(): Promise<void>;
  /** The same by itself until the signal comes, as `bin/api.ts` does. */
  keepUp(signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens the door. Acts are not waited for as they are where a workflow is about to move the case. */
export async function openTestDoor(cases: number, options: { publicUrl?: string; provider?: ProviderSettings } = {}): Promise<TestDoor> {
  const publicUrl = options.publicUrl ?? 'http://127.0.0.1:3000';
  const database = await createTestDatabase();
  const secrets = loadOrMakeSecrets(SHARED_FOLDER);
  const dns = await sharedDnsServer();
  const env = readPartEnvironment({
    ...secrets,
    DATABASE_URL: database.url,
    KEYS_DATABASE_URL: database.keysUrl,
    TEMPORAL_ADDRESS: 'none:1',
    PUBLIC_URL: publicUrl,
    SEAL_KEYS_FOLDER: mkdtempSync(join(tmpdir(), 'rightsdesk-seal-keys-')),
  });
  const foundation = composeFoundation(env);
  const zoneFile = join(mkdtempSync(join(tmpdir(), 'rightsdesk-zone-')), 'zone.json');
  const { pool } = foundation;
  const desk = createRequestDesk(foundation);
  const people = composeAccounts(foundation, options.provider);
  const [first] = env.ESTABLISHMENTS;
  if (first === undefined) throw new Error('no establishment');
  const faults: string[] = [];
  const pages = createPages();
  const controller = { ...env.CONTROLLER, ...first, name: env.CONTROLLER.name, establishments: env.ESTABLISHMENTS };
  const keys = composeSealKeys(env);
  const shelved = openPublicSide({
    pool,
    keys,
    publicUrl: foundation.settings.publicUrl,
    now: foundation.now,
    page: createSealPage({ pages, controller }),
  });
  const visits = createVisitLog({ ...foundation, emailOf: people.accounts.emailOf }, (error) => void faults.push(String(error)));
  const seals = composeSeals(foundation, { keys, published: shelved.published });
  const behind = createApp({
    desk: { ...desk, act: async (reference, act, actor) => detailOf(foundation, (await recordAct(foundation, reference, act, actor)).row) },
    ...people,
    deskTools: createDeskTools(foundation),
    unsubscribing: createUnsubscribing(foundation),
    newsletters: createNewsletterDesk(foundation),
    evidence: createEvidenceDoor({ pool, now: foundation.now, signingKey: secrets.ROOT_SIGNING_KEY }),
    operation: createOperationDesk(foundation),
    expectedParts: ['api', 'worker', 'mailroom'],
    promotionLists: createPromotionListDesk(foundation),
    topics: createTopicDesk(foundation),
    registers: createRegisterDesk(foundation),
    communications: createCommunications(foundation),
    signUps: createSignUpDoor(foundation),
    seals,
    sealDisplay: composeSealDisplay(foundation, { published: shelved.published, forms: seals.forms }),
    sealDesk: createSealDesk(foundation),
    memberDesk: createMemberDesk({
      ...foundation,
      domains: createDomainChecker({ readTxt: createReadTxt({ zoneFile, servers: [dns.address] }), lookup: dns.lookup }),
    }),
    issuerSettings: createIssuerSettings(foundation),
    webhookDesk: createWebhookDesk(foundation),
    batches: createBatchDesk(foundation),
    pages,
    once: createOnce(pool),
    controller,
    calendars: foundation.calendars,
    portability: createPortabilityDoor(foundation),
    now: foundation.now,
    session: createSession({
      store: new SessionStore(pool, foundation.vault),
      secret: secrets.SESSION_SECRET,
      isHttps: publicUrl.startsWith('https:'),
    }),
    requestLog: (_req, _res, next) => next(),
    visits,
    idempotency: createIdempotency(pool),
    isKeyTaken: (error) =>
      typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'idempotency_key_pkey',
    report: (line, error) => void faults.push(`${line.route} ${line.code} ${error instanceof Error ? error.stack : String(error)}`),
    publicUrl,
    trustedProxies: env.TRUSTED_PROXIES,
    noteUntrustedProxy: () => faults.push('a proxy that is not trusted'),
    assetsFolder: fileURLToPath(new URL('../../templates/assets', import.meta.url)),
    swaggerFolder: fileURLToPath(new URL('../../node_modules/swagger-ui-dist', import.meta.url)),
    checks: {},
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
  });
  const steps = createCaseSteps(foundation);
  const references: string[] = [];
  for (let index = 0; index < cases; index += 1) {
    const isTriage = index % 5 === 0;
    const input = {
      rights: isTriage ? [] : (['access'] as const),
      requester: { name: 'Anna Beispiel', email: `anna-${index}@example.org` },
      channel: 'api',
      language: 'en',
    } as const;
    const { reference, id } = await desk.file(input, { id: 'anyone', role: 'anyone' }, { triage: isTriage });
    await steps.acknowledge(id, new Date());
    if (!isTriage) await steps.askIdentity(id, new Date());
    if (index % 5 > 2) await steps.finishSearch(id, new Date());
    references.push(reference);
  }
  const tokens = await Promise.all(Array.from({ length: 8 }, () => people.accounts.createToken('staff')));
  const close = async () => {
    await Promise.all([shelved.close(), visits.close()]);
    await foundation.close();
    await database.drop();
  };
  const app = shelved.before(behind);
  return {
    app,
    express: behind,
    foundation,
    people,
    references,
    tokens,
    faults,
    visits,
    databaseUrl: database.url,
    database,
    ownerUrl: database.ownerUrl,
    zoneFile,
    publish: shelved.publish,
    keepUp: shelved.keepUp,
    close,
  };
}
