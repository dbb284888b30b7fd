import { DomainError } from '../../../domain/errors.js';
import { openKeyFiles, type StoredSealKey } from './key-files.js';
import type { KeyMaker, KeyName } from './key-maker.js';
import { type SealAlgorithm, thumbprintOf } from './public-key.js';
import type { SealKey, SealKeys, Signer } from './signer.js';

/** How long a look into the folder counts: after this a rotation or compromise in another process is noticed. */
const FRESH_MS = 2_000;

/** The keys of the issuers in a folder; `maker` makes them and signs with them. `now` is for tests. */
export function openKeystore({ folder, maker, now = () => new Date() }: { folder: string; maker: KeyMaker; now?: () => Date }): SealKeys {
  const files = openKeyFiles(folder);
  const seen = new Map<string, { at: number; keys: Promise<StoredSealKey[]> }>();

  function look(issuerSlug: string): Promise<StoredSealKey[]> {
    const known = seen.get(issuerSlug);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.keys;
    const keys = files.list(issuerSlug);
    seen.set(issuerSlug, { at: Date.now(), keys });
    keys.catch(() => seen.delete(issuerSlug));
    return keys;
  }

  /** Writes the next generation; undefined where somebody else was first. */
  async function addNext(issuerSlug: string, algorithm: SealAlgorithm): Promise<StoredSealKey | undefined> {
    const before = (await files.list(issuerSlug)).filter((key) => key.algorithm === algorithm);
    const generation = Math.max(0, ...before.map((key) => key.file.generation)) + 1;
    const made = await maker.make(named(issuerSlug, algorithm, generation));
    const file = { algorithm, generation, jwk: made.jwk, createdAt: now().toISOString(), privatePart: made.privatePart };
    const isFirst = await files.add(issuerSlug, file);
    seen.delete(issuerSlug);
    return isFirst
      ? { kid: thumbprintOf(file.jwk), algorithm, jwk: file.jwk, state: 'active', createdAt: file.createdAt, file }
      : undefined;
  }

  async function activeKey(issuerSlug: string, algorithm: SealAlgorithm): Promise<StoredSealKey> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const found = newestActive(await look(issuerSlug), algorithm) ?? (await addNext(issuerSlug, algorithm));
      if (found !== undefined) return found;
    }
    throw new DomainError({ code: 'SEAL_KEY_BUSY', kind: 'unavailable', detail: 'The keys of this issuer are being changed. Try again.' });
  }

  return {
    issuers: files.issuers,
    list: async (issuerSlug) => (await look(issuerSlug)).map(publicOf),
    signer: async (issuerSlug, algorithm) => signerOf(maker, issuerSlug, await activeKey(issuerSlug, algorithm)),
    async rotate(issuerSlug, algorithm, { publishedUntil } = {}) {
      const before = (await files.list(issuerSlug)).filter((key) => key.algorithm === algorithm && key.state === 'active');
      const added = await addNext(issuerSlug, algorithm);
      if (added === undefined) throw rotatedMeanwhile();
      const mark = { at: now().toISOString(), ...(publishedUntil === undefined ? {} : { publishedUntil: publishedUntil.toISOString() }) };
      for (const { file } of before) await files.end(issuerSlug, file, 'retired', mark);
      seen.delete(issuerSlug);
      return publicOf(added);
    },
    async compromise(issuerSlug, kid) {
      const key = (await files.list(issuerSlug)).find((one) => one.kid === kid);
      if (key === undefined)
        throw new DomainError({ code: 'SEAL_KEY_UNKNOWN', kind: 'missing', detail: 'This issuer has no key of that name.' });
      await files.end(issuerSlug, key.file, 'compromised', { at: now().toISOString() });
      seen.delete(issuerSlug);
    },
  };
}

/** Where two are active because a rotation was cut short, the newer one signs. */
function newestActive(keys: readonly StoredSealKey[], algorithm: SealAlgorithm): StoredSealKey | undefined {
  return keys
    .filter((key) => key.algorithm === algorithm && key.state === 'active' && key.file.privatePart !== null)
    .sort((one, other) => other.file.generation - one.file.generation)[0];
}

function named(issuerSlug: string, algorithm: SealAlgorithm, generation: number): KeyName {
  return { issuerSlug, algorithm, label: `rightsdesk/${issuerSlug}/${algorithm}/${generation}` };
}

function publicOf({ file: _file, ...key }: StoredSealKey): SealKey {
  return key;
}

function signerOf(maker: KeyMaker, issuerSlug: string, { kid, algorithm, jwk, file }: StoredSealKey): Signer {
  const { privatePart, generation } = file;
  if (privatePart === null) throw new Error('a key that signs no more was picked'); // newestActive asks for one that does
  return { kid, algorithm, jwk, sign: (content) => maker.sign(named(issuerSlug, algorithm, generation), privatePart, content) };
}

function rotatedMeanwhile(): DomainError {
  return new DomainError({
    code: 'SEAL_KEY_ROTATED_MEANWHILE',
    kind: 'conflict',
    detail: 'Somebody else rotated this key at the same moment. List the keys and decide again.',
  });
}
