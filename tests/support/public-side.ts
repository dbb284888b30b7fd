import { mkdtempSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { SealKeys } from '../../adapters/seals/keys/signer.js';
import { Publisher } from '../../adapters/seals/published/publisher.js';
import type { PublicSealsDeps } from '../../api/public-seals/deps.js';
import { composePublicSeals, type PublicSeals } from '../../bin/compose-public-seals.js';

/** What stands before Express in `bin/api.ts`, over a database of a test: who publishes, the shelf, and who answers from it. */
export interface PublicSide {
  published: PublicSeals;
  /** Publishes what was changed in the register, and follows. */
  publish(): Promise<void>;
  /** Publishes and follows by itself until the signal comes, as `bin/api.ts` does. */
  keepUp(signal: AbortSignal): Promise<unknown>;
  /** The whole door: what is published of seals is answered first. */
  before(behind: RequestListener): RequestListener;
  close(): Promise<void>;
}

export function openPublicSide(options: {
  pool: Pool;
  keys: SealKeys;
  publicUrl: string;
  now: () => Date;
  page: PublicSealsDeps['page'];
}): PublicSide {
  const { pool, keys, publicUrl, now, page } = options;
  const home = mkdtempSync(join(tmpdir(), 'rightsdesk-home-'));
  const published = composePublicSeals({ home, part: 'test', pool, publicUrl, page, now, report: (error) => console.error(error) });
  const publisher = new Publisher({ pool, keys, publicUrl, dayKey: Buffer.alloc(32, 1), now });
  return {
    published,
    async publish() {
      await publisher.round();
      await published.follower.round();
    },
    keepUp: (signal) => {
      const report = (error: unknown) => console.error(error);
      return Promise.all([publisher.run(signal, report), published.follower.run(signal, report)]);
    },
    before: (behind) => (req, res) => published.handler(req, res, () => behind(req, res)),
    async close() {
      await published.misuseLog.close();
      published.shelf.close();
    },
  };
}
