import type { Pool } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { IssuerSettings, IssuerSettingsChange } from '../../../domain/seals/issuer-settings.js';
import { sanitiseMark } from '../../../domain/seals/mark-svg.js';

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
    /** Throws DomainError invalid for a mark that cannot be shown. */
    async change(slug: string, { covers, markSvg, ...change }: IssuerSettingsChange): Promise<IssuerSettings> {
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
