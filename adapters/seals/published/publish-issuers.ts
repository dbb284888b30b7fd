import { createHash } from 'node:crypto';
import { issuerDidOf } from '../../../domain/seals/ids.js';
import { type Letterhead, printedHead } from '../../../domain/seals/letterhead.js';
import type { IssuerChoices } from '../../../domain/seals/published.js';
import { didDocument, jwksOf } from '../forms/did-document.js';
import { type PublisherDeps, putDocument } from './publisher-deps.js';

/** The names of what is published of issuers and their keys. */
export const JWKS = 'jwks';
export const didDocumentName = (issuerSlug: string) => `did/${issuerSlug}`;
const LOGO = 'logo/';
export const logoName = (logo: string) => LOGO + logo;
export const choicesName = (issuerSlug: string) => `issuer/${issuerSlug}`;

interface IssuerRow {
  slug: string;
  name: string;
  website: string;
  brand_name: string | null;
  brand_colour: string;
  mark_svg: string | null;
  language: string;
  letterhead: Letterhead;
  when_revoked: IssuerChoices['publicView']['whenRevoked'];
  when_suspended: IssuerChoices['publicView']['whenSuspended'];
  allows_www: boolean;
  allows_subdomains: boolean;
}

/**
 * What all seals of an issuer rest on. `statedAs` changes when its seals state something else, and `keys` when one of its keys was
 * compromised: then they have to be signed anew.
 */
export interface PublishedIssuer {
  slug: string;
  statedAs: string;
  keys: string;
}

/** Publishes the choices, keys and did:web documents of all issuers, as far as they are not as published. */
export async function publishIssuers(deps: PublisherDeps): Promise<PublishedIssuer[]> {
  const { pool, keys, publicUrl, now } = deps;
  const { rows } = await pool.query<IssuerRow>(
    `SELECT slug, name, website, brand_name, brand_colour, mark_svg, language, letterhead, when_revoked, when_suspended, allows_www, allows_subdomains FROM issuer ORDER BY slug`,
  );
  await publishLogos(pool);
  const at = now();
  const { rows: signing } = await pool.query<{ slug: string }>('SELECT DISTINCT issuer_slug AS slug FROM status_list WHERE taken > 0');
  for (const { slug } of signing) await keys.signer(slug, 'EdDSA'); // a key is published before it has signed anything
  const issuers = await Promise.all(
    rows.map(async (row) => ({ row, did: issuerDidOf(publicUrl, row.slug), keys: await keys.list(row.slug) })),
  );
  for (const { row, did, keys: known } of issuers) {
    await put(deps, choicesName(row.slug), choicesOf(row));
    await put(deps, didDocumentName(row.slug), didDocument(did, known, at));
  }
  await put(deps, JWKS, jwksOf(issuers, at));
  return issuers.map(({ row, keys: known }) => ({
    slug: row.slug,
    statedAs: JSON.stringify([row.brand_name ?? row.name, row.website, row.language]),
    keys: known.flatMap(({ kid, state }) => (state === 'compromised' ? [kid] : [])).join(),
  }));
}

/** The logos of letterheads, under their hashes: one that is there is the same. */
async function publishLogos(pool: PublisherDeps['pool']): Promise<void> {
  await pool.query(
    `INSERT INTO published_document (name, source, content)
     SELECT DISTINCT ON (1) '${LOGO}' || (i.letterhead->>'logo'), ''::bytea, i.letterhead_logo FROM issuer i
     WHERE i.letterhead_logo IS NOT NULL AND i.letterhead->>'logo' IS NOT NULL
       AND NOT EXISTS (SELECT FROM published_document p WHERE p.name = '${LOGO}' || (i.letterhead->>'logo')) ON CONFLICT DO NOTHING`,
  );
}

async function put({ pool }: PublisherDeps, name: string, value: unknown): Promise<void> {
  const content = Buffer.from(JSON.stringify(value));
  await putDocument(pool, { name, source: createHash('sha256').update(content).digest(), content });
}

function choicesOf(row: IssuerRow): IssuerChoices {
  const { brand_name, mark_svg } = row;
  const head = printedHead(row.letterhead, brand_name ?? row.name);
  return {
    publicView: { whenRevoked: row.when_revoked, whenSuspended: row.when_suspended },
    covers: { www: row.allows_www, subdomains: row.allows_subdomains },
    look: {
      name: brand_name ?? row.name,
      colour: row.brand_colour,
      ...(mark_svg === null ? {} : { markSvg: mark_svg }),
      language: row.language,
      ...(head === undefined ? {} : { head }),
    },
  };
}
