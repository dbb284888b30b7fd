import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { IssuerSettings, IssuerSettingsChange } from '../../../domain/seals/issuer-settings.js';
import type { LetterheadChange } from '../../../domain/seals/letterhead.js';
import { sanitiseMark } from '../../../domain/seals/mark-svg.js';
import { drawLogo } from '../../seal-art/logo.js';

interface Row extends Omit<IssuerSettings, 'covers'> {
  allowsWww: boolean;
  allowsSubdomains: boolean;
}

const COLUMNS = {
  slug: 'slug',
  name: 'name',
  website: 'website',
  language: 'language',
  contactEmail: 'contact_email',
  secondContactEmail: 'second_contact_email',
  brandName: 'brand_name',
  brandColour: 'brand_colour',
  letterhead: 'letterhead',
  markSvg: 'mark_svg',
  allowsWww: 'allows_www',
  allowsSubdomains: 'allows_subdomains',
  whenRevoked: 'when_revoked',
  whenSuspended: 'when_suspended',
  whenDomainLost: 'when_domain_lost',
  domainGraceDays: 'domain_grace_days',
  renewalGraceDays: 'renewal_grace_days',
} as const satisfies Record<keyof Row, string>;
const SELECT = Object.entries(COLUMNS)
  .map(([name, column]) => `${column} AS "${name}"`)
  .join(', ');

/** An issuer's own settings. A change applies to all its seals at once: what is published of them follows within a second. */
export function createIssuerSettings({ pool }: { pool: Pool }) {
  async function find(slug: string): Promise<IssuerSettings> {
    const { rows } = await pool.query<Row>(`SELECT ${SELECT} FROM issuer WHERE slug = $1`, [slug]);
    const [row] = rows;
    if (row === undefined) throw new DomainError({ code: 'ISSUER_NOT_FOUND', kind: 'missing', detail: 'There is no such issuer.' });
    const { allowsWww, allowsSubdomains, ...settings } = row;
    return { ...settings, covers: { www: allowsWww, subdomains: allowsSubdomains } };
  }
  return {
    find,
    /** The logo of its letterhead, before it is published too. */
    async logo(slug: string): Promise<Buffer | undefined> {
      const { rows } = await pool.query<{ letterhead_logo: Buffer | null }>('SELECT letterhead_logo FROM issuer WHERE slug = $1', [slug]);
      return rows[0]?.letterhead_logo ?? undefined;
    },
    /** Throws DomainError invalid for a mark or logo that cannot be shown. */
    async change(slug: string, { covers, markSvg, letterhead, logo, ...change }: IssuerSettingsChange): Promise<IssuerSettings> {
      const drawn = logo === undefined || logo === null ? logo : await drawLogo(logo);
      if (letterhead !== undefined || drawn !== undefined) await changeHead(pool, slug, letterhead ?? {}, drawn);
      const values: Partial<Row> = {
        ...change,
        ...(covers?.www === undefined ? {} : { allowsWww: covers.www }),
        ...(covers?.subdomains === undefined ? {} : { allowsSubdomains: covers.subdomains }),
        ...(markSvg === undefined ? {} : { markSvg: markSvg === null ? null : sanitiseMark(markSvg) }),
      };
      const columns = Object.entries(COLUMNS).filter(([name]) => name !== 'slug' && Object.hasOwn(values, name));
      if (columns.length > 0) {
        const sets = columns.map(([, column], n) => `${column} = $${n + 2}`).join(', ');
        await pool.query(`UPDATE issuer SET ${sets} WHERE slug = $1`, [slug, ...columns.map(([name]) => Reflect.get(values, name))]);
      }
      return find(slug);
    },
  };
}

/** Writes what is given of the head. `logo`: the picture as we drew it; null takes it away. */
async function changeHead(pool: Pool, slug: string, change: LetterheadChange, logo: Buffer | null | undefined): Promise<void> {
  const name = logo ? createHash('sha256').update(logo).digest('base64url').slice(0, 16) : null;
  await pool.query(
    `UPDATE issuer SET letterhead = letterhead || $2::jsonb, letterhead_logo = CASE WHEN $3 THEN $4::bytea ELSE letterhead_logo END WHERE slug = $1`,
    [slug, JSON.stringify({ ...change, ...(logo === undefined ? {} : { logo: name }) }), logo !== undefined, logo ?? null],
  );
}
