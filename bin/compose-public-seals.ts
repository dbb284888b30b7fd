import { join } from 'node:path';
import type { Pool } from 'pg';
import { framePage, renderBadge, renderNeutral } from '../adapters/seal-art/badge.js';
import { createAnswerCache } from '../adapters/seals/published/answer-cache.js';
import { claimFolder } from '../adapters/seals/published/claim-folder.js';
import { Follower, type ShelfNews } from '../adapters/seals/published/follower.js';
import { DAY_KEY } from '../adapters/seals/published/publish-day-key.js';
import { createPublishedSeals, type ReadableSeal } from '../adapters/seals/published/published-seals.js';
import { Shelf } from '../adapters/seals/published/shelf.js';
import type { Answer } from '../api/public-seals/answer.js';
import type { PublicSealsDeps } from '../api/public-seals/deps.js';
import { createPublicSeals, type PublicSealsHandler } from '../api/public-seals/handler.js';

const ANSWERS_BYTES = 64 * 1_048_576;

/** The public side of seals in one process: its shelf, who keeps it up to date, and who answers from it. */
export interface PublicSeals {
  handler: PublicSealsHandler;
  follower: Follower;
  shelf: Shelf;
  cacheBytes(): number;
  forgetAnswers(): void;
}

/** Opens the shelf of a part in its home. Nothing connects to the database before the follower runs, and nothing needs it to answer. */
export function composePublicSeals(options: {
  home: string;
  part: string;
  pool: Pool;
  publicUrl: string;
  noteMisuse: PublicSealsDeps['noteMisuse'];
  page?: PublicSealsDeps['page'];
  now?: () => Date;
}): PublicSeals {
  const { home, part, pool, publicUrl, noteMisuse, page, now = () => new Date() } = options;
  const shelf = new Shelf(claimFolder(join(home, 'published'), part));
  const published = createPublishedSeals(shelf);
  const cache = createAnswerCache<Answer>(ANSWERS_BYTES);
  const onNews = ({ seals, documents }: ShelfNews) => {
    for (const id of seals) cache.forget(id);
    // What an issuer chose shows in all answers about its seals; a list is served in several forms.
    if (documents.some((name) => name.startsWith('issuer/'))) cache.clear();
    if (documents.length > 0) published.forget();
    for (const name of documents) cache.forget(name);
  };
  const dayKey = () => shelf.document(DAY_KEY) ?? Buffer.alloc(32);
  const handler = createPublicSeals({
    ...published,
    // What was found is handed back: both take what `find` of the same object gave.
    asJson: (seal) => published.asJson(seal as ReadableSeal),
    asJwt: (seal) => published.asJwt(seal as ReadableSeal),
    badge: (seal, wishes, at) => renderBadge(seal, wishes, { now: at, dayKey: dayKey() }),
    neutral: renderNeutral,
    frame: framePage,
    noteMisuse,
    cache,
    isPlainService: publicUrl.startsWith('http:'),
    publicUrl,
    now,
    ...(page === undefined ? {} : { page }),
  });
  return {
    handler,
    follower: new Follower({ pool, shelf, onNews }),
    shelf,
    cacheBytes: () => cache.bytes,
    forgetAnswers: () => cache.clear(),
  };
}
