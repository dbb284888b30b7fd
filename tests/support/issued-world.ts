import { didDocument } from '../../adapters/seals/forms/did-document.js';
import { signStatusList } from '../../adapters/seals/status/status-list.js';
import { isRevokedForGood } from '../../domain/seals/life.js';
import type { ShelvedSeal } from '../../domain/seals/shelf.js';
import { STATUS_PURPOSES } from '../../domain/seals/statement.js';
import { buildStatement, shelve, testSealDoor } from './seals.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** One seal of an issuer with all its forms, and what is published of it by address, as strangers find it. */
export async function issuedWorld() {
  const statement = buildStatement({ validFrom: inDays(-1), validUntil: inDays(5) });
  const seals = [shelve(statement)];
  const { door, keys } = testSealDoor({ seals });
  const { issuer, status } = statement;
  const rendition = async (name: Parameters<typeof door.forms.rendition>[1]) => (await door.forms.rendition(statement.sealId, name)) ?? '';
  const didUrl = 'https://seals.example/issuers/harbour-institute/did.json';

  /** Both lists as they are now. */
  async function lists(form: 'json' | 'jwt'): Promise<[url: string, text: string][]> {
    const state: ShelvedSeal['status'] = seals[0]?.status ?? 'draft';
    const isSet = { revocation: isRevokedForGood(state), suspension: state === 'suspended' };
    return Promise.all(
      STATUS_PURPOSES.map(async (purpose): Promise<[string, string]> => {
        const { listUrl, index } = status[purpose];
        const signed = await signStatusList(keys, { listUrl, issuer, purpose, indexes: isSet[purpose] ? [index] : [], at: new Date() });
        return [listUrl, signed[form]];
      }),
    );
  }
  const document = async () => didDocument(issuer.did, await keys.list(issuer.slug), new Date());
  return {
    statement,
    keys,
    rendition,
    document,
    lists,
    setStatus: (changed: ShelvedSeal['status']) => {
      seals[0] = shelve(statement, { status: changed });
    },
    /** By address: the issuer's document and both lists. */
    published: async (form: 'json' | 'jwt' = 'json') =>
      Object.fromEntries([[didUrl, JSON.stringify(await document())], ...(await lists(form))]) as Record<string, string>,
  };
}
