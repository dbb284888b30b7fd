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
