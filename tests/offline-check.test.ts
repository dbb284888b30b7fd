import { describe, expect, it } from '@jest/globals';
import { buildStatement, shelve, testSealDoor } from './support/seals.js';

type Check = (text: string, bundle: object, now?: Date) => Promise<{ verdict: string; domain?: string }>;

describe('the module that checks in the browser, run on the same WebCrypto', () => {
  it('agrees with the server about good, changed, revoked, suspended, expired and foreign credentials', async () => {
    const { checkCredential } = (await import(new URL('../templates/assets/js/offline-check.js', import.meta.url).href)) as {
      checkCredential: Check;
    };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const statement = buildStatement({ validFrom: inDays(-1).toISOString(), validUntil: inDays(5).toISOString() });
    const seals = [shelve(statement)];
    const { door } = testSealDoor({ seals });
    const form = async (name: 'vc+jwt' | 'vc+ld+json' | 'badge+jwt' | 'vc+jwt-es256') =>
      (await door.publisher.rendition(statement.sealId, name)) ?? '';
    const forms = [await form('vc+jwt'), await form('vc+ld+json'), await form('badge+jwt'), await form('vc+jwt-es256')];
    const bundle = async () => door.publisher.offlineBundle();
    for (const text of forms)
      expect(await checkCredential(text, await bundle())).toMatchObject({ verdict: 'valid', domain: 'north-pier.example' });
    expect((await checkCredential(forms[0] ?? '', await bundle(), inDays(6))).verdict).toBe('expired');
    expect((await checkCredential((forms[1] ?? '').replace('Membership Trust', 'Gold'), await bundle())).verdict).toBe('invalid');
    expect((await checkCredential(forms[0] ?? '', { ...(await bundle()), documents: [] })).verdict).toBe('unknown');
    expect((await checkCredential('hello', await bundle())).verdict).toBe('unreadable');
    for (const [status, verdict] of [
      ['revoked', 'revoked'],
      ['suspended', 'suspended'],
    ] as const) {
      seals[0] = shelve(statement, { status });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect((await checkCredential(forms[1] ?? '', await bundle())).verdict).toBe(verdict);
    }
  });
});
