import type { Vault } from '../../adapters/crypto/vault.js';
import type { PrismaClient } from '../client/client.js';
import { ISSUERS, MEMBERS } from './people.js';

const DAY_MS = 86_400_000;
/** A uuid that is the same at every seeding, so that seeding twice writes once. */
export const demoId = (kind: number, n: number) => `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;

/** Finds the person of an address, or makes them with a key of their own. */
export async function subjectFor({ prisma, vault }: { prisma: PrismaClient; vault: Vault }, email: string): Promise<string> {
  const emailIndex = new Uint8Array(vault.blindIndex(email));
  const known = await prisma.subject.findUnique({ where: { emailIndex } });
  if (known !== null) return known.id;
  const id = await vault.freshSubject();
  await prisma.subject.create({ data: { id, emailIndex } });
  return id;
}

/** Issuers, members, officers, certificates, seals and what the members left behind: newsletter, support, logs, disclosures. */
export async function seedRegisters(deps: { prisma: PrismaClient; vault: Vault }, now: Date): Promise<void> {
  const { prisma } = deps;
  await prisma.issuer.createMany({ data: ISSUERS.map((issuer) => ({ ...issuer })), skipDuplicates: true });
  for (const member of MEMBERS) await seedMember(deps, member, now);
}

async function seedMember(
  { prisma, vault }: { prisma: PrismaClient; vault: Vault },
  { n, issuer, name, domain, officer }: (typeof MEMBERS)[number],
  now: Date,
): Promise<void> {
  const memberId = demoId(1, n);
  if ((await prisma.disclosure.findUnique({ where: { id: demoId(9, n) } })) !== null) return;
  const subjectId = await subjectFor({ prisma, vault }, officer.email);
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const seal = async (value: unknown, context: string) => new Uint8Array(await vault.seal(subjectId, value, context));
  await prisma.member.createMany({
    data: [
      {
        id: memberId,
        issuerSlug: issuer,
        name,
        domain,
        registrationNumber: `REG-${1000 + n}`,
        address: `${n} Harbour Row, Portside`,
        contactEmail: `office@${domain}`,
        createdAt: ago(900 - n * 40),
      },
    ],
    skipDuplicates: true,
  });
  await prisma.officer.createMany({
    data: [
      {
        id: demoId(2, n),
        memberId,
        subjectId,
        position: officer.position,
        sealedProfile: await seal(
          { name: officer.name, email: officer.email, phone: `+44 20 7946 01${String(n).padStart(2, '0')}` },
          'officer.sealedProfile',
        ),
        source: 'registration by the member',
      },
    ],
    skipDuplicates: true,
  });
  await prisma.certificate.createMany({
    data: [
      {
        id: demoId(3, n),
        issuerSlug: issuer,
        memberId,
        subjectId,
        kind: 'Membership',
        sealedRecord: await seal(
          { holderName: officer.name, number: `CERT-${2000 + n}`, grade: 'Full member' },
          'certificate.sealedRecord',
        ),
        validFrom: ago(400),
        validUntil: ago(-330),
      },
    ],
    skipDuplicates: true,
  });
  await prisma.newsletter.createMany({
    data: [
      {
        id: demoId(5, n),
        subjectId,
        topic: 'Seal news',
        sealedContact: await seal({ name: officer.name, email: officer.email }, 'newsletter.sealedContact'),
        consentAt: ago(350),
      },
    ],
    skipDuplicates: true,
  });
  await prisma.preference.createMany({
    data: [{ id: demoId(6, n), subjectId, email: true, sms: false, post: n % 2 === 0, telephone: false, sharePartners: false }],
    skipDuplicates: true,
  });
  await prisma.supportMessage.createMany({
    data: [
      {
        id: demoId(7, n),
        subjectId,
        sealedMessage: await seal(
          {
            subject: 'Our seal on the new website',
            body: 'We moved our website. Does the seal move with it?',
            name: officer.name,
            email: officer.email,
          },
          'supportMessage.sealedMessage',
        ),
        at: ago(60 + n),
      },
    ],
    skipDuplicates: true,
  });
  await prisma.logEntry.create({
    data: {
      subjectId,
      at: ago(2 + n),
      sealedVisit: await seal(
        {
          ip: `192.0.2.${n}`,
          browser: 'Firefox',
          provider: 'Example Net',
          referrer: '',
          exitPage: '/member',
          clicks: 4 + n,
          pages: ['/member'],
        },
        'logEntry.sealedVisit',
      ),
    },
  });
  await prisma.disclosure.createMany({
    data: [
      {
        id: demoId(9, n),
        subjectId,
        system: 'rightsdesk',
        recipient: ISSUERS.find(({ slug }) => slug === issuer)?.name ?? issuer,
        categories: ['name', 'position'],
        purpose: 'confirming the membership',
        at: ago(280),
      },
    ],
    skipDuplicates: true,
  });
}
