import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createMisuseLog, type MisuseLog } from '../adapters/db/seal-display/misuse-log.js';
import { createMisuseSpool } from '../adapters/db/seal-display/misuse-spool.js';
import { createMisuseTeller } from '../adapters/db/seal-display/tell-misuse.js';
import { framePage, renderBadge, renderNeutral } from '../adapters/seal-art/badge.js';
import { dayCodeOf, dayOf } from '../adapters/seal-art/day-code.js';
import { createAnswerCache } from '../adapters/seals/published/answer-cache.js';
import { claimFolder } from '../adapters/seals/published/claim-folder.js';
import { Follower, type ShelfNews } from '../adapters/seals/published/follower.js';
import { DAY_KEY } from '../adapters/seals/published/publish-day-key.js';
import { JWKS } from '../adapters/seals/published/publish-issuers.js';
import { createPublishedSeals, type ReadableSeal } from '../adapters/seals/published/published-seals.js';
import { Shelf } from '../adapters/seals/published/shelf.js';
import type { Answer } from '../api/public-seals/answer.js';
import type { PublicSealsDeps } from '../api/public-seals/deps.js';
import { createPublicSeals, type PublicSealsHandler } from '../api/public-seals/handler.js';
import { isJustIssued, whenPublished } from '../api/public-seals/just-issued.js';
import { BUNDLE } from '../api/public-seals/offline-bundle.js';
import { shownSeal } from '../api/public-seals/pictures.js';
import type { ShownSeal } from '../domain/seals/display.js';
import type { PublishedSeal } from '../domain/seals/published.js';

/** A new key is published within a second as a rule. */
const KEY_PATIENCE_MS = 4_000;
const LOOK_MS = 100;
const ANSWERS_BYTES = 64 * 1_048_576;

/** The public side of seals in one process: its shelf, who keeps it up to date, and who answers from it. */
export interface PublicSeals {
  handler: PublicSealsHandler;
  follower: Follower;
  shelf: Shelf;
  /** Where copies that were met are counted; closed before the pool. */
  misuseLog: MisuseLog;
  /** A published seal; one that was issued a moment ago is waited for. */
  find(id: string): Promise<PublishedSeal | undefined>;
  /** The same as the display draws it. */
  findShown(id: string): Promise<ShownSeal | undefined>;
  /** Resolves when a key stands in the published JWKS, or after some seconds all the same. */
  untilKeyIsPublished(kid: string): Promise<void>;
  cacheBytes(): number;
  forgetAnswers(): void;
}

/** Opens the shelf of a part in its home. Nothing connects to the database before the follower runs, and nothing needs it to answer. */
export function composePublicSeals(options: {
  home: string;
  part: string;
  pool: Pool;
  publicUrl: string;
  page: PublicSealsDeps['page'];
  report: (error: unknown) => void;
  now?: () => Date;
}): PublicSeals {
  const { home, part, pool, publicUrl, page, report, now = () => new Date() } = options;
  const shelf = new Shelf(claimFolder(join(home, 'published'), part));
  const published = createPublishedSeals(shelf);
  const cache = createAnswerCache<Answer>(ANSWERS_BYTES);
  const onNews = ({ seals, documents }: ShelfNews) => {
    for (const id of seals) cache.forget(id);
    // What an issuer chose shows in all answers about its seals; a list is served in several forms.
    if (documents.some((name) => name.startsWith('issuer/'))) cache.clear();
    if (documents.length > 0) published.forget();
    for (const name of [...documents, BUNDLE]) cache.forget(name);
  };
  const follower = new Follower({ pool, shelf, onNews });
  const spool = createMisuseSpool(join(shelf.folder, 'misuse.json'));
  const misuseLog = createMisuseLog({ pool, onFirst: createMisuseTeller({ publicUrl }, now), spool, onFailure: report });
  const dayKey = () => shelf.document(DAY_KEY) ?? Buffer.alloc(32);
  const handler = createPublicSeals({
    ...published,
    // What was found is handed back: both take what `find` of the same object gave.
    asJson: (seal) => published.asJson(seal as ReadableSeal),
    asJwt: (seal) => published.asJwt(seal as ReadableSeal),
    documentNames: () => shelf.documentNames(),
    completeAt: () => follower.inStepAt,
    badge: (seal, wishes, at) => renderBadge(seal, wishes, { now: at, dayKey: dayKey() }),
    neutral: renderNeutral,
    dayCode: (sealId, at) => dayCodeOf(dayKey(), sealId, dayOf(at)),
    frame: framePage,
    noteMisuse: misuseLog.note,
    cache,
    isPlainService: publicUrl.startsWith('http:'),
    publicUrl,
    now,
    page,
  });
  const find = async (text: string): Promise<PublishedSeal | undefined> => {
    const id = text.toLowerCase();
    const asked = { find: published.find, now };
    if (isJustIssued(asked, id)) await whenPublished(asked, id);
    return published.find(id);
  };
  return {
    handler,
    follower,
    shelf,
    misuseLog,
    find,
    async findShown(id) {
      const seal = await find(id);
      return seal === undefined ? undefined : shownSeal(seal);
    },
    async untilKeyIsPublished(kid) {
      const isOut = () => shelf.document(JWKS)?.includes(kid) === true;
      for (let waited = 0; waited < KEY_PATIENCE_MS && !isOut(); waited += LOOK_MS) await sleep(LOOK_MS);
    },
    cacheBytes: () => cache.bytes,
    forgetAnswers: () => cache.clear(),
  };
}
