import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadContext } from '../../adapters/seals/integrity/contexts.js';
import { OPEN_BADGES_303 } from '../../domain/seals/credential.js';
import { issuedWorld } from '../support/issued-world.js';
import { pythonVerifier } from './outside-tools.js';

const python = pythonVerifier();
const whenPython = 'missing' in python ? describe.skip : describe;
if ('missing' in python) console.warn(`no Python verifier: ${python.missing}`);

let world: Awaited<ReturnType<typeof issuedWorld>>;
let contexts: Record<string, unknown>;
let forms: { jwt: string; es256: string; badgeJwt: string; proofs: object; badge: object };

beforeAll(async () => {
  world = await issuedWorld();
  contexts = { [OPEN_BADGES_303]: (await loadContext(OPEN_BADGES_303)).document };
  forms = {
    jwt: await world.rendition('vc+jwt'),
    es256: await world.rendition('vc+jwt-es256'),
    badgeJwt: await world.rendition('badge+jwt'),
    proofs: JSON.parse(await world.rendition('vc+ld+json')),
    badge: JSON.parse(await world.rendition('badge+json')),
  };
});

async function verdicts(credentials: readonly unknown[], form: 'json' | 'jwt' = 'json'): Promise<unknown> {
  if ('missing' in python) throw new Error(python.missing);
  return python.run({ documents: await world.published(form), contexts, credentials });
}

whenPython('what we issue, checked in Python by openvc-core, PyLD and PyJWT', () => {
  it('holds in every form: EdDSA, ES256 and RS256 tokens, both proofs, the Open Badge, with lists as JSON and as JWT', async () => {
    const all = Object.values(forms);
    for (const form of ['json', 'jwt'] as const) expect(await verdicts(all, form)).toEqual(all.map(() => 'valid'));
  }, 60_000);

  it('fails when it was changed, revoked or suspended, or its key was withdrawn', async () => {
    const { jwt, proofs } = forms;
    const changed = JSON.parse(JSON.stringify(proofs).replaceAll('North Pier Ltd', 'South Pier Ltd'));
    const [head = '', body = '', tail = ''] = jwt.split('.');
    const payload = Buffer.from(body, 'base64url').toString().replaceAll('north-pier.example', 'copy.example');
    const forged = `${head}.${Buffer.from(payload).toString('base64url')}.${tail}`;
    expect(await verdicts([changed, forged])).toEqual(['SignatureInvalid', 'signature']);
    for (const status of ['revoked', 'suspended'] as const) {
      world.setStatus(status);
      expect(await verdicts([jwt, proofs], 'jwt')).toEqual([status, status]);
      expect(await verdicts([jwt, proofs])).toEqual([status, status]);
    }
    world.setStatus('active');
    const { kid } = await world.keys.signer('harbour-institute', 'EdDSA');
    await world.keys.rotate('harbour-institute', 'EdDSA');
    expect(await verdicts([jwt, proofs])).toEqual(['valid', 'valid']); // a retired key stays published
    await world.keys.compromise('harbour-institute', kid);
    expect(await verdicts([jwt, proofs])).toEqual(['key', 'KeyResolutionError']);
  }, 60_000);
});
