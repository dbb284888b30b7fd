import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentialForms, type KeptSignatures } from '../../adapters/seals/forms/renditions.js';
import type { SealSignature } from '../../adapters/seals/forms/seal-forms.js';
import { openKeystore } from '../../adapters/seals/keys/keystore.js';
import type { SealKeys } from '../../adapters/seals/keys/signer.js';
import { createWrappedKeys } from '../../adapters/seals/keys/wrapped-keys.js';
import { createVerifier } from '../../adapters/seals/verify/verifier.js';
import type { SealDoor } from '../../api/seal-desks.js';
import { issuerDidOf, issuerUrlOf, statusListUrlOf, verifyUrlOf } from '../../domain/seals/ids.js';
import type { SealShelf, ShelvedSeal } from '../../domain/seals/shelf.js';
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
  return openKeystore({ folder, maker: createWrappedKeys({ masterKey: options.masterKey ?? randomBytes(32).toString('base64') }) });
}

/** A seal as the register has it. */
export function shelve(statement: SealStatement, changes: Partial<ShelvedSeal> = {}): ShelvedSeal {
  return {
    statement,
    status: 'active',
    version: 1,
    hasCredential: true,
    supersededBy: null,
    publicView: { whenRevoked: 'say-so', whenSuspended: 'say-so' },
    covers: { www: true, subdomains: false },
    ...changes,
  };
}

/** A register in memory; it can be changed while a test runs. */
export function memoryShelf(seals: ShelvedSeal[]): SealShelf {
  return {
    find: async (sealId) => seals.find((seal) => seal.statement.sealId === sealId),
    findByDomain: async (domain) => seals.filter((seal) => seal.statement.domain === domain),
    issuer: async (slug) => seals.find(({ statement }) => statement.issuer.slug === slug)?.statement.issuer,
  };
}

function memoryBook(): KeptSignatures {
  const kept = new Map<string, SealSignature[]>();
  return {
    find: async (sealId) => [...(kept.get(sealId) ?? [])].reverse(),
    add: async (sealId, signatures) => void kept.set(sealId, [...(kept.get(sealId) ?? []), ...signatures]),
  };
}

/** The public side of seals over a register in memory: real keys, real signatures, the real verifier. */
export function testSealDoor(options: { seals: ShelvedSeal[]; keys?: SealKeys; allowedHosts?: string[]; now?: () => Date }) {
  const { seals, keys = testSealKeys(), allowedHosts = [], now = () => new Date() } = options;
  const deps = { publicUrl: SEALS_URL, keys, shelf: memoryShelf(seals), now };
  const door: SealDoor = {
    issuer: deps.shelf.issuer,
    verifier: createVerifier({ ...deps, allowedHosts }),
    forms: createCredentialForms({ ...deps, signatures: memoryBook() }),
  };
  return { door, keys, seals };
}
