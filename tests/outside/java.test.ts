import { beforeAll, describe, expect, it } from '@jest/globals';
import { issuedWorld } from '../support/issued-world.js';
import { IS_LONG_RUN } from '../support/long-run.js';
import { javaVerifier } from './outside-tools.js';

const java = javaVerifier();
// Needs its jars from a registry: in the long run.
const whenJava = 'missing' in java || !IS_LONG_RUN ? describe.skip : describe;
if ('missing' in java) console.warn(`no Java verifier: ${java.missing}`);

let world: Awaited<ReturnType<typeof issuedWorld>>;
beforeAll(async () => {
  world = await issuedWorld();
});

async function verdicts(credentials: readonly string[]): Promise<unknown> {
  if ('missing' in java) throw new Error(java.missing);
  return java.run({ documents: await world.published('jwt'), credentials });
}

whenJava('what we issue as JWT, with its lists, checked in Java by Nimbus', () => {
  it('holds by EdDSA, ES256 and RS256, and fails changed, revoked, suspended, and with a key that was withdrawn', async () => {
    const forms = [await world.rendition('vc+jwt'), await world.rendition('vc+jwt-es256'), await world.rendition('badge+jwt')];
    const forged = forms.map((one) => {
      const [head = '', body = '', tail = ''] = one.split('.');
      const payload = Buffer.from(body, 'base64url').toString().replaceAll('north-pier.example', 'copy.example');
      return `${head}.${Buffer.from(payload).toString('base64url')}.${tail}`;
    });
    expect(await verdicts([...forms, ...forged])).toEqual(['valid', 'valid', 'valid', 'signature', 'signature', 'signature']);
    world.setStatus('revoked');
    expect(await verdicts(forms)).toEqual(['revocation', 'revocation', 'revocation']);
    world.setStatus('suspended');
    expect(await verdicts(forms.slice(0, 2))).toEqual(['suspension', 'suspension']);
    world.setStatus('active');
    const { kid } = await world.keys.signer('harbour-institute', 'EdDSA');
    await world.keys.rotate('harbour-institute', 'EdDSA');
    await world.keys.compromise('harbour-institute', kid);
    expect(await verdicts(forms.slice(0, 2))).toEqual(['signature', 'valid']);
  }, 90_000);
});
