import { randomBytes } from 'node:crypto';
import { signSeal } from '../adapters/seals/forms/seal-forms.js';
import { packSeal } from '../adapters/seals/published/packed-seal.js';
import { choicesName } from '../adapters/seals/published/publish-issuers.js';
import { wordsOf } from '../adapters/seals/published/seal-id.js';
import { Shelf } from '../adapters/seals/published/shelf.js';
import { statusListUrlOf, verifyUrlOf } from '../domain/seals/ids.js';
import { buildStatement, SEALS_URL, testSealKeys } from '../tests/support/seals.js';

const BATCH = 2_000;
const LIST_PLACES = 131_072;
const ISSUER = 'harbour-institute';

/** The id of the n-th seal of a bench: as random as uuids are, and known without keeping a million of them. */
export function sealIdOf(n: number): string {
  const mixed = (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${mixed}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * A shelf of so many seals in as many lists as they need, as publication leaves it. Each has its own statement; the signatures are those
 * of the first one, because what is measured here is finding and answering, not signing.
 */
export async function fillShelf(folder: string, count: number): Promise<void> {
  const shelf = new Shelf(folder);
  const model = await signSeal(testSealKeys(), buildStatement(), new Date());
  const choices = {
    publicView: { whenRevoked: 'say-so', whenSuspended: 'say-so' },
    covers: { www: true, subdomains: false },
    look: { name: 'Harbour Institute', colour: '#1d4f73', language: 'en' },
  };
  const documents = new Map<string, Buffer>([
    [choicesName(ISSUER), Buffer.from(JSON.stringify(choices))],
    ['day-key', randomBytes(32)],
  ]);
  for (let from = 0; from < count; from += BATCH) {
    const packed = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => pack(from + n));
    shelf.apply(packed.map(({ id, content }) => ({ kind: 'seal', id, stamp: 1, content })));
    for (const { common } of packed) for (const { name, content } of common) documents.set(name, content);
  }
  shelf.apply([...documents].map(([name, content]) => ({ kind: 'document', name, content })));
  await shelf.commit(Buffer.from('{"database":"bench","next":"1"}'));
  shelf.close();

  function pack(n: number) {
    const id = sealIdOf(n);
    if (wordsOf(id) === undefined) throw new Error(`${id} is no uuid`);
    const [list, index] = [1 + Math.floor(n / LIST_PLACES), n % LIST_PLACES];
    const place = (purpose: 'revocation' | 'suspension') => ({ listUrl: statusListUrlOf(SEALS_URL, ISSUER, purpose, list), index });
    const statement = buildStatement({
      sealId: id,
      verifyUrl: verifyUrlOf(SEALS_URL, id),
      member: { name: `Member ${n} Ltd`, registrationNumber: `HI-${n}` },
      domain: `member-${n}.example`,
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2036-01-01T00:00:00Z',
      status: { revocation: place('revocation'), suspension: place('suspension') },
    });
    const packed = packSeal({ statement, status: 'active', version: 1, supersededBy: null, memberLanguage: 'en', signatures: model });
    return { id, ...packed };
  }
}
