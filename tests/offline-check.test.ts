import { describe, expect, it } from '@jest/globals';
import { issuedWorld } from './support/issued-world.js';

type Check = (text: string, bundle: object, now?: Date) => Promise<{ verdict: string; domain?: string }>;

describe('the module that checks in the browser, run on the same WebCrypto', () => {
  it('agrees with the server about good, changed, revoked, suspended, expired and foreign credentials', async () => {
    const { checkCredential } = (await import(new URL('../templates/assets/js/offline-check.js', import.meta.url).href)) as {
      checkCredential: Check;
    };
    const world = await issuedWorld();
    const names = ['vc+jwt', 'vc+ld+json', 'badge+jwt', 'vc+jwt-es256'] as const;
    const forms = await Promise.all(names.map((name) => world.rendition(name)));
    const bundle = async () => ({
      at: new Date().toISOString(),
      documents: [await world.document()],
      lists: (await world.lists('jwt')).map(([url, jwt]) => ({ url, jwt })),
    });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    for (const text of forms)
      expect(await checkCredential(text, await bundle())).toMatchObject({ verdict: 'valid', domain: 'north-pier.example' });
    expect((await checkCredential(forms[0] ?? '', await bundle(), inDays(6))).verdict).toBe('expired');
    expect((await checkCredential((forms[1] ?? '').replace('Membership Trust', 'Gold'), await bundle())).verdict).toBe('invalid');
    expect((await checkCredential(forms[0] ?? '', { ...(await bundle()), documents: [] })).verdict).toBe('unknown');
    expect((await checkCredential('hello', await bundle())).verdict).toBe('unreadable');
    for (const status of ['revoked', 'suspended'] as const) {
      world.setStatus(status);
      expect((await checkCredential(forms[1] ?? '', await bundle())).verdict).toBe(status);
    }
  });
});
