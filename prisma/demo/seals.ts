import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SealDeps } from '../../adapters/db/seals/seal-deps.js';
import { createSealDesk } from '../../adapters/db/seals/seal-desk.js';
import { recordSealTransition } from '../../adapters/db/seals/transition.js';
import type { Actor } from '../../domain/request/filing.js';
import type { SealKind } from '../../domain/seals/kinds.js';
import { demoId } from './registers.js';

const DAY_MS = 86_400_000;

/** A seal of the demo: whose, how long ago it was issued, until when from then, and what was done since. */
interface DemoSeal {
  member: number;
  issuer: string;
  kind: SealKind;
  issuedDaysAgo: number;
  /** Days from now until it ends; negative: it has ended. */
  endsInDays: number;
  showsCertificate?: boolean;
  act?: 'suspend' | 'revoke' | 'supersede' | 'expire' | 'renew';
  isDraft?: boolean;
}

const HARBOUR = 'harbour-institute';
const GUILD = 'crafts-guild';

/** Both issuers, every kind, every status. */
export const DEMO_SEALS: readonly DemoSeal[] = [
  { member: 1, issuer: HARBOUR, kind: 'membership-trust', issuedDaysAgo: 300, endsInDays: 65, showsCertificate: true },
  { member: 1, issuer: HARBOUR, kind: 'website', issuedDaysAgo: 300, endsInDays: 25 },
  { member: 1, issuer: HARBOUR, kind: 'privacy', issuedDaysAgo: 40, endsInDays: 325 },
  { member: 1, issuer: HARBOUR, kind: 'dynamic-website', issuedDaysAgo: 120, endsInDays: -30, act: 'expire' },
  { member: 2, issuer: HARBOUR, kind: 'verification', issuedDaysAgo: 200, endsInDays: 165, showsCertificate: true },
  { member: 2, issuer: HARBOUR, kind: 'digital-compliance', issuedDaysAgo: 90, endsInDays: 275, act: 'supersede' },
  { member: 2, issuer: HARBOUR, kind: 'dynamic-trust', issuedDaysAgo: 60, endsInDays: 30, act: 'renew' },
  { member: 3, issuer: HARBOUR, kind: 'business-trust', issuedDaysAgo: 150, endsInDays: 215, act: 'suspend' },
  { member: 3, issuer: HARBOUR, kind: 'corporate-member', issuedDaysAgo: 10, endsInDays: 355 },
  { member: 3, issuer: HARBOUR, kind: 'website', issuedDaysAgo: 1, endsInDays: 364, isDraft: true },
  { member: 4, issuer: GUILD, kind: 'membership-trust', issuedDaysAgo: 330, endsInDays: 35, showsCertificate: true },
  { member: 4, issuer: GUILD, kind: 'industry-organisation', issuedDaysAgo: 100, endsInDays: 265 },
  { member: 5, issuer: GUILD, kind: 'corporate-member', issuedDaysAgo: 250, endsInDays: 115, act: 'revoke' },
  { member: 5, issuer: GUILD, kind: 'membership-trust', issuedDaysAgo: 20, endsInDays: 345 },
  { member: 6, issuer: GUILD, kind: 'verification', issuedDaysAgo: 362, endsInDays: 3 },
  { member: 6, issuer: GUILD, kind: 'website', issuedDaysAgo: 180, endsInDays: 185, act: 'suspend' },
];

const WHY = {
  suspend: 'The yearly declaration has not come in. In force again once it has.',
  revoke: 'The membership was ended by the member.',
  supersede: 'The scope of the examination was extended.',
  renew: 'Examined again without findings.',
} as const;

/** Issues the demo's seals through the real path, each at its own moment. Safe to repeat: a seal is known by its reference. */
export async function seedSeals(deps: SealDeps & { home: string }, now: Date): Promise<number> {
  for (const [n, seal] of DEMO_SEALS.entries()) await seedSeal(deps, seal, n, now);
  await writeZone(deps);
  return DEMO_SEALS.length;
}

async function seedSeal(deps: SealDeps, seal: DemoSeal, n: number, now: Date): Promise<void> {
  const reference = `DEMO-${n + 1}`;
  const { rowCount } = await deps.pool.query('SELECT 1 FROM seal WHERE issuer_slug = $1 AND external_ref = $2 AND (status <> $3 OR $4)', [
    seal.issuer,
    reference,
    'active',
    seal.act === undefined || seal.act === 'renew',
  ]);
  if (rowCount !== 0) return;
  const actor: Actor = { id: 'demo-seed', role: 'issuer', issuerSlug: seal.issuer };
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { seal: issued } = await createSealDesk({ ...deps, now: () => ago(seal.issuedDaysAgo) }).issue(
    seal.issuer,
    {
      member: demoId(1, seal.member),
      kind: seal.kind,
      validUntil: ago(-seal.endsInDays),
      reference,
      isDraft: seal.isDraft === true,
      ...(seal.showsCertificate === true ? { certificate: demoId(3, seal.member) } : {}),
    },
    actor,
  );
  const later = createSealDesk({ ...deps, now: () => ago(Math.floor(seal.issuedDaysAgo / 3)) });
  const key = { id: issued.id, issuerSlug: seal.issuer };
  if (seal.act === 'supersede') await later.supersede(key, { reason: WHY.supersede }, actor);
  else if (seal.act === 'expire') await expire(deps, issued.id, ago(-seal.endsInDays));
  else if (seal.act !== undefined) await later.act(seal.act, key, { reason: WHY[seal.act] }, actor);
}

const expire = (deps: SealDeps, id: string, now: Date) =>
  recordSealTransition(
    deps,
    { id },
    { id: 'system', role: 'system' },
    { act: 'expire', fact: (row) => ({ event: 'seal-expired', data: { validUntil: row.valid_until.toISOString() } }) },
    { now },
  );

/** The demo's domains stand in no DNS: their records are in a file that the checks ask first (SEAL_ZONE_FILE). One of them has none. */
async function writeZone({ pool, home }: SealDeps & { home: string }): Promise<void> {
  const { rows } = await pool.query<{ domain: string; token: string }>('SELECT domain, token FROM member_domain ORDER BY domain');
  const proved = rows.filter(({ domain }) => domain !== 'kiln-yard.example');
  const zone = Object.fromEntries(proved.map(({ domain, token }) => [`_seal.${domain}`, [`seal-challenge=${token}`]]));
  const file = join(home, 'demo-zone.json');
  writeFileSync(`${file}.new`, JSON.stringify(zone, null, 2));
  renameSync(`${file}.new`, file);
}
