import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pg from 'pg';
import type { MisuseLog } from '../../adapters/db/seal-display/misuse-log.js';
import type { CredentialForms } from '../../adapters/seals/forms/renditions.js';
import { errorHandler } from '../../api/middleware/errors.js';
import type { SealDisplay } from '../../api/seals-display/door.js';
import { sealPictures } from '../../api/seals-display/pictures.js';
import { signedOnDemand } from '../../api/verify/signed-on-demand.js';
import { composeSealDisplay } from '../../bin/compose-seal-display.js';
import { composeSealKeys, composeSeals, type SealKeySettings } from '../../bin/compose-seals.js';
import { createTestDatabase } from './postgres.js';
import { openPublicSide } from './public-side.js';

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

/** Seals in a database of their own, and the service that shows them, at an address. */
export interface SealStage {
  app: RequestListener;
  pool: pg.Pool;
  owner: pg.Pool;
  display: SealDisplay;
  misuseLog: MisuseLog;
  forms: CredentialForms;
  /** Publishes what was changed in the register. */
  publish(): Promise<void>;
  /** Another seal, published; its domain is its own. */
  addSeal(changes?: Partial<StagedSeal>): Promise<string>;
  clock: { at: Date };
  close(): Promise<void>;
}

interface StagedSeal {
  domain: string;
  status: string;
  kind: string;
  language: string;
  allowsWww: boolean;
  allowsSubdomains: boolean;
  markSvg: string | null;
  isHidden: boolean;
  validUntil: Date;
}

/** @param publicUrl the address people use; https there means that TLS rules hold. */
export async function openSealStage(publicUrl: string, allowedHosts: string[] = []): Promise<SealStage> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  const clock = { at: new Date() };
  const now = () => clock.at;
  const settings = { publicUrl, outboundAllowedHosts: allowedHosts };
  const foundation = { pool, now, settings: settings as never }; // the rest of the settings is not for seals
  const keySettings = { SEAL_KEYS_FOLDER: mkdtempSync(join(tmpdir(), 'rightsdesk-stage-')), MASTER_KEY } as SealKeySettings;
  const keys = composeSealKeys(keySettings);
  const {
    publish,
    before,
    published,
    close: closePublic,
  } = openPublicSide({ pool, keys, publicUrl, now, page: ({ id }) => `<h1>${id}</h1>` });
  const seals = composeSeals(foundation, { keys, published });
  const { forms } = seals;
  const { misuseLog } = published;
  const display = composeSealDisplay(foundation, { published, forms });
  const behind = express()
    .disable('x-powered-by')
    .use(sealPictures({ sealDisplay: display, now }), signedOnDemand({ seals }));
  behind.use(
    errorHandler({ renderPage: (_req, status) => `<h1>${status}</h1>`, report: (line, error) => console.error(line.code, error) }),
  );
  let places = 0;
  const addSeal = async (changes: Partial<StagedSeal> = {}) => {
    places += 1;
    const id = await insertSeal(owner, places, changes);
    await publish();
    return id;
  };
  const close = async () => {
    await closePublic();
    await Promise.all([pool.end(), owner.end()]);
    await database.drop();
  };
  return { app: before(behind), pool, owner, display, misuseLog, forms, publish, addSeal, clock, close };
}

/** Each seal has an issuer of its own, so that their rules can differ. */
export async function insertSeal(owner: pg.Pool, place: number, changes: Partial<StagedSeal>): Promise<string> {
  const [id, memberId, slug] = [randomUUID(), randomUUID(), `harbour-institute-${place}`];
  const { domain = `north-pier-${place}.example`, status = 'active', kind = 'membership-trust', language = 'en' } = changes;
  const { allowsWww = true, allowsSubdomains = false, markSvg = null } = changes;
  await owner.query(
    `INSERT INTO issuer (slug, name, website, brand_colour, mark_svg, allows_www, allows_subdomains) VALUES ($1, 'Harbour Institute', 'https://harbour.example', '#1d4f73', $2, $3, $4)`,
    [slug, markSvg, allowsWww, allowsSubdomains],
  );
  await owner.query(
    `INSERT INTO member (id, issuer_slug, name, domain, registration_number, address, language) VALUES ($1, $2, 'North Pier Ltd', $3, 'HI-4711', '1 Pier Road', $4)`,
    [memberId, slug, domain, language],
  );
  await owner.query(`INSERT INTO status_list (issuer_slug, number, shuffle_key, taken) VALUES ($1, 1, '\\x00', 1)`, [slug]);
  await owner.query(
    `INSERT INTO seal (id, issuer_slug, member_id, kind, domain, status, valid_from, valid_until, member_name, hidden_at, list_number, revocation_index, suspension_index, superseded_by)
     VALUES ($1, $2, $3, $4, $5, $6, now() - interval '30 days', $7, 'North Pier Ltd', $8, 1, 94567, 23452, $9)`,
    [
      id,
      slug,
      memberId,
      kind,
      domain,
      status,
      changes.validUntil ?? new Date(Date.now() + 300 * 86_400_000),
      changes.isHidden ? new Date() : null,
      status === 'superseded' ? randomUUID() : null,
    ],
  );
  return id;
}

/** Listens on a free port of the loopback address; with a certificate over TLS. */
export async function listen(handler: RequestListener, tls?: { key: string; cert: string }): Promise<{ port: number; server: Server }> {
  const server = tls === undefined ? createPlainServer(handler) : createTlsServer(tls, handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}
