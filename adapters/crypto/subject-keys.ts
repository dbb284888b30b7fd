import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { openEnvelope, sealEnvelope } from './envelope.js';
import { createKeyCache, type KeyState } from './key-cache.js';
import type { Keyring, Keyrings } from './keyring.js';

const BATCH = 64;
const REFILL_BELOW = 24;

/** The keys of the subjects: made, fetched, remembered for a moment. */
export interface SubjectKeys {
  /** The key if it was confirmed within the last `ttlMs`; undefined means "ask `keys`". */
  cached(subjectId: string): KeyState | undefined;
  /** The keys of all these subjects with at most one query. SUBJECT_KEY_MISSING when one has never had a key. */
  load(subjectIds: readonly string[]): Promise<Map<string, KeyState>>;
  /** A new id with its key committed ahead of need. */
  fresh(): Promise<string>;
  /** Makes the keys that are not there yet. */
  ensure(subjectIds: readonly string[]): Promise<void>;
  /** Forgets a key at once. */
  forget(subjectId: string): void;
  /** Resolves once no batch is being made. */
  settled(): Promise<void>;
}

function missing(): DomainError {
  return new DomainError({ code: 'SUBJECT_KEY_MISSING', kind: 'unavailable', detail: 'The key store does not know this subject.' });
}

/** AAD of a wrapped key: a key moved to another subject's row does not open. */
const wrapContext = (subjectId: string) => `subject-key|${subjectId}`;

/** Wraps a subject's key with the master key's wrapping key. */
export function wrapKey(keyring: Keyring, subjectId: string, key: Buffer): Buffer {
  return sealEnvelope(keyring.wrapping, key, wrapContext(subjectId));
}

/** A key as it stands in the keys database. */
export interface WrappedKey {
  subject_id: string;
  wrapped_key: Buffer;
  key_id: string;
}

/** Opens a wrapped key with the master key that its row names. MASTER_KEY_DIFFERS where that is not one of ours. */
export function unwrapKey({ current, former }: Keyrings, row: WrappedKey): Buffer {
  const isFormer = former?.keyIds.includes(row.key_id) === true;
  if (row.key_id !== current.keyId && !isFormer) throw differs(row.key_id, current.keyId);
  return openEnvelope(isFormer ? former.wrapping : current.wrapping, row.wrapped_key, wrapContext(row.subject_id));
}

function differs(found: string, ours: string): DomainError {
  const detail = `The key store was made with another master key (${found}, not ${ours}). Set the MASTER_KEY it was made with, and KEPT_KEYS where the key was changed.`;
  return new DomainError({ code: 'MASTER_KEY_DIFFERS', kind: 'unavailable', detail });
}

async function checkFits(keysPool: pg.Pool, { current, former }: Keyrings): Promise<void> {
  const { rows } = await keysPool.query<{ ids: (string | null)[] }>(
    'SELECT ARRAY[min(key_id), max(key_id)] AS ids FROM subject_key WHERE wrapped_key IS NOT NULL',
  );
  const ours = [current.keyId, ...(former?.keyIds ?? [])];
  const foreign = rows[0]?.ids.find((id) => id !== null && !ours.includes(id));
  if (foreign !== undefined && foreign !== null) throw differs(foreign, current.keyId);
}

/** Subject keys in the keys database. A destroyed key is unreadable in every process within `ttlMs`. */
export function createSubjectKeys(deps: { keysPool: pg.Pool; keyrings: Keyrings; ttlMs: number }): SubjectKeys {
  const { keysPool, keyrings } = deps;
  const keyring = keyrings.current;
  const cache = createKeyCache(deps.ttlMs);
  const ready: { id: string; key: Buffer }[] = [];
  let refilling: Promise<void> | undefined;
  let fits: Promise<void> | undefined;
  let gathering: { ids: Set<string>; rows: Promise<Map<string, KeyState>> } | undefined;

  /** Nothing is added to a store that was made with another key: the two halves could never be read together. */
  function ensureFits(): Promise<void> {
    fits ??= checkFits(keysPool, keyrings);
    fits.catch(() => {
      fits = undefined; // asked again at the next use
    });
    return fits;
  }

  async function insert(keys: readonly { id: string; key: Buffer }[]): Promise<void> {
    await ensureFits();
    await keysPool.query(
      `INSERT INTO subject_key (subject_id, wrapped_key, key_id)
       SELECT id, wrapped, $3 FROM unnest($1::uuid[], $2::bytea[]) AS made(id, wrapped) ON CONFLICT (subject_id) DO NOTHING`,
      [keys.map(({ id }) => id), keys.map(({ id, key }) => wrapKey(keyring, id, key)), keyring.keyId],
    );
  }

  async function refill(): Promise<void> {
    const made = Array.from({ length: BATCH }, () => ({ id: randomUUID(), key: randomBytes(32) }));
    await insert(made);
    ready.push(...made);
  }

  function startRefill(): Promise<void> {
    refilling ??= refill().finally(() => {
      refilling = undefined;
    });
    return refilling;
  }

  function unwrap({ wrapped_key, ...row }: Omit<WrappedKey, 'wrapped_key'> & { wrapped_key: Buffer | null }): KeyState {
    return wrapped_key === null ? 'destroyed' : unwrapKey(keyrings, { ...row, wrapped_key });
  }

  async function fetchRows(ids: readonly string[]): Promise<Map<string, KeyState>> {
    const { rows } = await keysPool.query('SELECT subject_id, wrapped_key, key_id FROM subject_key WHERE subject_id = ANY($1::uuid[])', [
      ids,
    ]);
    const found = new Map<string, KeyState>();
    for (const row of rows) {
      const state = unwrap(row);
      cache.set(row.subject_id, state);
      found.set(row.subject_id, state);
    }
    return found;
  }

  /** Everybody who asks in the same turn of the event loop shares one query. */
  function fetchTogether(ids: readonly string[]): Promise<Map<string, KeyState>> {
    if (gathering === undefined) {
      const wanted = new Set<string>();
      const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        gathering = undefined;
        return fetchRows([...wanted]);
      });
      gathering = { ids: wanted, rows };
    }
    for (const id of ids) gathering.ids.add(id);
    return gathering.rows;
  }

  async function load(subjectIds: readonly string[]): Promise<Map<string, KeyState>> {
    const states = new Map<string, KeyState>();
    const wanted = new Set<string>();
    for (const id of subjectIds) {
      const state = cache.get(id);
      if (state === undefined) wanted.add(id);
      else states.set(id, state);
    }
    if (wanted.size === 0) return states;
    const found = await fetchTogether([...wanted]);
    for (const id of wanted) {
      const state = found.get(id);
      if (state === undefined) throw missing();
      states.set(id, state);
    }
    return states;
  }

  return {
    cached: cache.get,
    load,
    async fresh() {
      while (ready.length === 0) await startRefill();
      const next = ready.shift();
      if (next === undefined) throw missing();
      if (ready.length < REFILL_BELOW) startRefill().catch(() => undefined); // whoever finds the store empty is told
      cache.set(next.id, next.key);
      return next.id;
    },
    async ensure(subjectIds) {
      if (subjectIds.length === 0) return;
      await insert(subjectIds.map((id) => ({ id, key: randomBytes(32) })));
      const states = await load([...new Set(subjectIds)]);
      if ([...states.values()].includes('destroyed')) {
        throw new DomainError({ code: 'SUBJECT_KEY_DESTROYED', kind: 'conflict', detail: 'The key of this subject was destroyed.' });
      }
    },
    forget: (subjectId) => {
      cache.delete(subjectId);
    },
    settled: async () => {
      await refilling?.catch(() => undefined);
    },
  };
}
