import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { loadContext } from '../../adapters/seals/integrity/contexts.js';

/** What a documentLoader of Digital Bazaar's libraries finds besides contexts: DID documents, their methods, and lists, by URL. */
export type Published = Readonly<Record<string, object>>;

interface Methods {
  verificationMethod?: readonly { id: string }[];
}

function loaderFor(published: Published) {
  return async (url: string) => {
    const methods = Object.values(published).flatMap((document) => (document as Methods).verificationMethod ?? []); // DID documents have them
    const document = published[url] ?? methods.find((method) => method.id === url);
    if (document === undefined) return loadContext(url);
    const isMethod = methods.some((method) => method.id === url);
    return {
      documentUrl: url,
      contextUrl: null,
      document: isMethod ? { '@context': 'https://w3id.org/security/multikey/v1', ...document } : document,
    };
  };
}

/** Whether Digital Bazaar's libraries take a credential with an `eddsa-rdfc-2022` proof, and the bits its status lists hold. */
export async function verifyWithDigitalBazaar(credential: object, published: Published, now?: Date) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const documentLoader = loaderFor(published);
  return verifyCredential({ credential, suite, documentLoader, checkStatus, ...(now === undefined ? {} : { now }) });
}
