import type { IssuerChoices, PublishedSeal } from '../../../domain/seals/published.js';
import { asJwt, type SealForm, withProofs } from '../forms/seal-forms.js';
import { createUnpacker, type SignedSeal } from './packed-seal.js';
import { choicesName } from './publish-issuers.js';
import type { Shelf } from './shelf.js';

/** A published seal with what is needed to put its credential together. */
export type ReadableSeal = PublishedSeal & Pick<SignedSeal, 'signatures'>;

const PROOFS = ['vc-rdfc', 'vc-jcs'] as const satisfies readonly SealForm[];

/** Reads seals from a shelf. `forget` when documents changed. */
export function createPublishedSeals(shelf: Pick<Shelf, 'seal' | 'document'>) {
  const unpack = createUnpacker((name) => shelf.document(name));
  const choices = new Map<string, IssuerChoices>();

  function choicesOf(slug: string): IssuerChoices | undefined {
    const known = choices.get(slug);
    if (known !== undefined) return known;
    const content = shelf.document(choicesName(slug));
    if (content === undefined) return undefined;
    const read = JSON.parse(content.toString()) as IssuerChoices; // written by the publisher
    choices.set(slug, read);
    return read;
  }

  return {
    find(id: string): ReadableSeal | undefined {
      const content = shelf.seal(id);
      if (content === undefined) return undefined;
      const seal = unpack(content);
      const chosen = choicesOf(seal.statement.issuer.slug);
      return chosen === undefined ? undefined : { ...seal, ...chosen, hasCredential: true };
    },
    document: (name: string) => shelf.document(name),
    /** `eddsa-rdfc-2022` first, then `eddsa-jcs-2022`. */
    asJson({ statement, signatures }: ReadableSeal): string | undefined {
      const [first, ...rest] = PROOFS.flatMap((form) => signatures.filter((one) => one.form === form));
      return first === undefined ? undefined : JSON.stringify(withProofs(statement, [first, ...rest]));
    },
    asJwt({ statement, signatures }: ReadableSeal): string | undefined {
      const signature = signatures.find(({ form }) => form === 'vc-jwt');
      return signature === undefined ? undefined : asJwt(statement, signature);
    },
    forget: () => choices.clear(),
  };
}
