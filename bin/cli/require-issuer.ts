import type { Foundation } from '../compose.js';
import { UsageError } from './terminal.js';

/** Throws UsageError, naming those there are, where no issuer has this slug. */
export async function requireIssuer({ prisma }: Pick<Foundation, 'prisma'>, slug: string): Promise<void> {
  const issuers = await prisma.issuer.findMany({ select: { slug: true }, orderBy: { slug: 'asc' }, take: 50 });
  if (issuers.some((one) => one.slug === slug)) return;
  if ((await prisma.issuer.count({ where: { slug } })) > 0) return;
  const known = issuers.length === 0 ? 'There are none yet.' : `There are: ${issuers.map((one) => one.slug).join(', ')}.`;
  throw new UsageError(`There is no issuer ${slug}. ${known}`);
}

/** The issuer of a member; throws UsageError where there is no such member, or none of that issuer. */
export async function requireMember({ prisma }: Pick<Foundation, 'prisma'>, id: string, issuer?: string): Promise<string> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const found = isId ? await prisma.member.findUnique({ where: { id }, select: { issuerSlug: true } }) : null;
  if (found !== null && (issuer === undefined || found.issuerSlug === issuer)) return found.issuerSlug;
  throw new UsageError(`There is no member ${id}${issuer === undefined ? '' : ` of ${issuer}`}. See: GET /api/v1/members`);
}
