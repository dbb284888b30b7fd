import type { Foundation } from '../../bin/compose.js';
import { demoId, subjectFor } from '../../prisma/demo/registers.js';
import { PERSON } from './office.js';

/** Two issuers, and a person who holds a certificate of the first: what a rectification is about. */
export async function seedHolder(foundation: Foundation, person = PERSON): Promise<{ subjectId: string; certificateId: string }> {
  const { prisma, vault } = foundation;
  await prisma.issuer.createMany({
    data: [
      {
        slug: 'harbour-institute',
        name: 'Harbour Institute',
        website: 'https://harbour-institute.example',
        contactEmail: 'registry@harbour-institute.example',
        secondContactEmail: 'deputy@harbour-institute.example',
        answersForUnnamed: true,
      },
      {
        slug: 'crafts-guild',
        name: 'Crafts Guild',
        website: 'https://crafts-guild.example',
        contactEmail: 'secretary@crafts-guild.example',
      },
    ],
    skipDuplicates: true,
  });
  const subjectId = await subjectFor({ prisma, vault }, person.email);
  const memberId = demoId(1, 90);
  const certificateId = demoId(3, 90);
  await prisma.member.createMany({
    data: [
      {
        id: memberId,
        issuerSlug: 'harbour-institute',
        name: 'Winter Quay Ltd',
        domain: 'winter-quay.example',
        registrationNumber: 'REG-9090',
        address: '9 Winter Quay',
      },
    ],
    skipDuplicates: true,
  });
  await prisma.certificate.createMany({
    data: [
      {
        id: certificateId,
        issuerSlug: 'harbour-institute',
        memberId,
        subjectId,
        kind: 'Membership',
        sealedRecord: new Uint8Array(
          await vault.seal(subjectId, { holderName: person.name, number: 'CERT-9090', grade: 'Associate' }, 'certificate.sealedRecord'),
        ),
        validFrom: new Date('2026-01-01'),
      },
    ],
    skipDuplicates: true,
  });
  return { subjectId, certificateId };
}

/** What the newest letter of this code says, opened. */
export async function readLetterFacts<T>({ pool, vault }: Foundation, requestId: string, code: string): Promise<T & { to: string }> {
  const { rows } = await pool.query<{ subject_id: string; sealed_facts: Buffer; sealed_to: Buffer }>(
    'SELECT subject_id, sealed_facts, sealed_to FROM letter WHERE request_id = $1 AND code = $2 ORDER BY created_at DESC, id DESC LIMIT 1',
    [requestId, code],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`no letter ${code}`);
  const facts = await vault.open<T>(row.subject_id, row.sealed_facts, 'letter.sealedFacts');
  const to = await vault.open<string>(row.subject_id, row.sealed_to, 'letter.sealedTo');
  if (facts === undefined || to === undefined) throw new Error('the letter cannot be opened');
  return { ...facts, to };
}
