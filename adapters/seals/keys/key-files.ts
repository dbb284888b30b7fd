import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../domain/errors.js';
import type { PrivatePart } from './key-maker.js';
import { type PublicJwk, SEAL_ALGORITHMS, type SealAlgorithm, thumbprintOf } from './public-key.js';
import type { SealKey } from './signer.js';

/** A key as its file holds it. The private part is gone once the key signs no more. */
export interface KeyFile {
  algorithm: SealAlgorithm;
  generation: number;
  jwk: PublicJwk;
  createdAt: string;
  privatePart: PrivatePart | null;
}

interface Mark {
  at: string;
  publishedUntil?: string;
}

/** A key with its state, and its file. */
export interface StoredSealKey extends SealKey {
  file: KeyFile;
}

const NAME = new RegExp(`^(${SEAL_ALGORITHMS.join('|')})-(\\d{4})(?:\\.(retired|compromised))?\\.json$`);
const SLUG = /^[a-z0-9](-?[a-z0-9]){0,62}$/;
const nameOf = ({ algorithm, generation }: Pick<KeyFile, 'algorithm' | 'generation'>) =>
  `${algorithm}-${String(generation).padStart(4, '0')}`;

/**
 * The folder of the issuers' keys: one folder an issuer, one file a key and generation, and a file beside it for what became of it.
 * A file comes into being whole or not at all, and never twice, so any number of processes may share the folder.
 */
export function openKeyFiles(folder: string) {
  return {
    async issuers(): Promise<string[]> {
      const found = await readdir(folder, { withFileTypes: true }).catch(noneYet);
      return found.flatMap((entry) => (entry.isDirectory() && SLUG.test(entry.name) ? [entry.name] : [])).sort();
    },
    /** Oldest first. */
    async list(issuerSlug: string): Promise<StoredSealKey[]> {
      const names = (await readdir(folderOf(folder, issuerSlug)).catch(noneYet)).filter((name) => NAME.test(name)).sort();
      const keys = names.filter((name) => NAME.exec(name)?.[3] === undefined);
      const stored = await Promise.all(keys.map((name) => readKey(folderOf(folder, issuerSlug), name.slice(0, -5), names)));
      return stored.sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    },
    /** False where somebody else was first. */
    async add(issuerSlug: string, key: KeyFile): Promise<boolean> {
      return writeOnce(folderOf(folder, issuerSlug), `${nameOf(key)}.json`, key);
    },
    /** Records what became of a key and destroys its private part. */
    async end(issuerSlug: string, key: KeyFile, mark: 'retired' | 'compromised', what: Mark): Promise<void> {
      const place = folderOf(folder, issuerSlug);
      await writeOnce(place, `${nameOf(key)}.${mark}.json`, what);
      await replace(place, `${nameOf(key)}.json`, { ...key, privatePart: null });
    },
  };
}

function folderOf(folder: string, issuerSlug: string): string {
  if (SLUG.test(issuerSlug)) return join(folder, issuerSlug);
  throw new DomainError({ code: 'ISSUER_UNKNOWN', kind: 'missing', detail: 'There is no such issuer.' });
}

async function readKey(place: string, name: string, names: readonly string[]): Promise<StoredSealKey> {
  const read = async <T>(file: string) => JSON.parse(await readFile(join(place, file), 'utf8')) as T; // written by us only
  const file = await read<KeyFile>(`${name}.json`);
  const common = { kid: thumbprintOf(file.jwk), algorithm: file.algorithm, jwk: file.jwk, createdAt: file.createdAt, file };
  if (names.includes(`${name}.compromised.json`)) return { ...common, state: 'compromised' };
  if (!names.includes(`${name}.retired.json`)) return { ...common, state: 'active' };
  const { publishedUntil } = await read<Mark>(`${name}.retired.json`);
  return { ...common, state: 'retired', ...(publishedUntil === undefined ? {} : { publishedUntil }) };
}

async function writeOnce(place: string, name: string, content: unknown): Promise<boolean> {
  const fresh = await writeFresh(place, content);
  try {
    await link(fresh, join(place, name)); // fails where the file exists, unlike a rename
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

async function replace(place: string, name: string, content: unknown): Promise<void> {
  await rename(await writeFresh(place, content), join(place, name));
}

async function writeFresh(place: string, content: unknown): Promise<string> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  const fresh = join(place, `.${randomUUID()}`);
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  return fresh;
}

function noneYet(error: unknown): never[] {
  if (codeOf(error) === 'ENOENT') return [];
  throw error;
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
