import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeystore } from '../../adapters/seals/keys/keystore.js';
import type { SealKeys } from '../../adapters/seals/keys/signer.js';
import { createWrappedKeys } from '../../adapters/seals/keys/wrapped-keys.js';
import { issuerDidOf, issuerUrlOf, statusListUrlOf, verifyUrlOf } from '../../domain/seals/ids.js';
import type { SealStatement } from '../../domain/seals/statement.js';

export const SEALS_URL = 'https://seals.example';

/** A statement as a seal of the Harbour Institute makes it; each call is another seal. */
export function buildStatement(changes: Partial<SealStatement> = {}): SealStatement {
  const sealId = changes.sealId ?? randomUUID();
  const slug = changes.issuer?.slug ?? 'harbour-institute';
  const list = (purpose: 'revocation' | 'suspension', index: number) => ({ listUrl: statusListUrlOf(SEALS_URL, slug, purpose, 1), index });
  const page = issuerUrlOf(SEALS_URL, slug);
  return {
    sealId,
    verifyUrl: verifyUrlOf(SEALS_URL, sealId),
    issuer: { slug, did: issuerDidOf(SEALS_URL, slug), name: 'Harbour Institute', url: 'https://harbour.example' },
    member: { name: 'North Pier Ltd', registrationNumber: 'HI-4711' },
    domain: 'north-pier.example',
    kind: 'membership-trust',
    states: 'North Pier Ltd is a registered member of the Harbour Institute.',
    achievement: {
      id: `${page}/kinds/membership-trust`,
      type: 'Membership',
      name: 'Membership Trust Seal',
      description: 'Shown by registered members in good standing.',
      criteria: { url: `${page}/kinds/membership-trust/criteria`, text: 'Admitted by the board; fees paid; no open complaint.' },
    },
    validFrom: '2026-03-03T09:30:00.250Z',
    validUntil: '2027-03-03T00:00:00Z',
    status: { revocation: list('revocation', 94_567), suspension: list('suspension', 23_452) },
    ...changes,
  };
}

/** A keystore of its own, in a fresh folder. */
export function testSealKeys(options: { folder?: string; masterKey?: string } = {}): SealKeys {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'rightsdesk-seal-keys-'));
  return openKeystore({ folder, maker: createWrappedKeys(options.masterKey ?? randomBytes(32).toString('base64')) });
}
