import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { openEnvelope, sealEnvelope } from './envelope.js';
import { createKeyCache, type KeyState } from './key-cache.js';
import type { Keyring } from './keyring.js';

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

/** Subject keys in the keys database. A destroyed key is unreadable in every process within `ttlMs`. */
export function createSubjectKeys(deps: { keysPool: pg.Pool; keyring: Keyring; ttlMs: number }): SubjectKeys {
  const { keysPool, keyring } = deps;
  const cache = createKeyCache(deps.ttlMs);
  const ready: { id: string; key: Buffer }[] = [];
  let refilling: Promise<void> | undefined;
  let gathering: { ids: Set<string>; rows: Promise<Map<string, KeyState>> } | undefined;

  async function insert(keys: readonly { id: string; key: Buffer }[]): Promise<void> {
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

  function unwrap(row: { subject_id: string; wrapped_key: Buffer | null; key_id: string }): KeyState {
    if (row.wrapped_key === null) return 'destroyed';
    if (row.key_id !== keyring.keyId) {
      const detail = `The key store was made with another master key (${row.key_id}, not ${keyring.keyId}). Set the MASTER_KEY it was made with.`;
      throw new DomainError({ code: 'MASTER_KEY_DIFFERS', kind: 'unavailable', detail });
    }
    return openEnvelope(keyring.wrapping, row.wrapped_key, wrapContext(row.subject_id));
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
