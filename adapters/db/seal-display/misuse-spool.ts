import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isWebsite } from '../../../domain/seals/misuse.js';

/** A website that asked for a seal that is not its own, and how often on a day. */
export interface Noted {
  sealId: string;
  host: string;
  day: string;
  count: number;
}

/** Keeps what cannot be written to the database yet, over restarts. It holds seals, hosts, days and numbers; nothing of a visitor. */
export interface MisuseSpool {
  read(): Noted[];
  keep(noted: readonly Noted[]): void;
  clear(): void;
}

/** One small file, replaced as a whole. What cannot be read was written by nobody of ours, and is left out. */
export function createMisuseSpool(file: string): MisuseSpool {
  let isThere = true; // as long as nobody has looked
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
        return Array.isArray(kept) ? kept.filter(isNoted) : [];
      } catch {
        return []; // none there, or cut short by a crash
      }
    },
    keep(noted) {
      writeFileSync(`${file}.new`, JSON.stringify(noted), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      isThere = true;
    },
    clear() {
      if (isThere) rmSync(file, { force: true });
      isThere = false;
    },
  };
}

function isNoted(value: unknown): value is Noted {
  if (typeof value !== 'object' || value === null) return false;
  const { sealId, host, day, count } = value as Partial<Noted>; // checked in the next line
  return (
    /^[0-9a-f-]{36}$/.test(sealId ?? '') && isWebsite(host ?? '') && /^\d{4}-\d\d-\d\d$/.test(day ?? '') && Number.isSafeInteger(count)
  );
}
