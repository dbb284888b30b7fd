import jsonld from 'jsonld';
import { canonize } from 'rdf-canonize';
import { isWithin } from '../encoding/json-object.js';
import { loadContext } from './contexts.js';

/** A document that JSON-LD cannot take: a term no context defines, a context that is not known here, more than we read. */
export class NotCanonical extends Error {}

// Canonicalising takes time in proportion to the values, and far more where many nodes without a name look alike.
const LIMITS = { values: 1_500, depth: 20 };
const LONGEST_MS = 400;

/**
 * The canonical N-Quads of a document (RDFC-1.0), by the libraries: safe mode, contexts from pinned packages. Throws NotCanonical;
 * it never takes long, whatever comes in.
 */
export async function canonicalNQuads(document: object): Promise<string> {
  if (!isWithin(document, LIMITS)) throw new NotCanonical('too large to be canonicalised');
  const signal = AbortSignal.timeout(LONGEST_MS);
  try {
    const dataset = await jsonld.toRDF(document, {
      base: null,
      safe: true,
      rdfDirection: 'i18n-datatype',
      produceGeneralizedRdf: false,
      documentLoader: loadContext,
    });
    return await canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads', maxWorkFactor: 1, signal });
  } catch (cause) {
    throw new NotCanonical('no canonical form', { cause });
  }
}
