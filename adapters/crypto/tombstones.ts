import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const HEADING = '# Rightsdesk: subject keys that were destroyed. Keep this file apart from every backup; a restore needs it.\n';

/** That a subject's key was destroyed, and why (a code, never personal data). */
export interface Tombstone {
  subjectId: string;
  reason: string;
  destroyedAt: Date;
}

/** Makes the file with its heading where it is not there: an empty list is something else than a lost one. */
export async function ensureTombstoneFile(file: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  try {
    if ((await handle.stat()).size === 0) await handle.write(HEADING);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Adds a line and returns once it is on disk. */
export async function appendTombstone(file: string, tombstone: Tombstone): Promise<void> {
  await ensureTombstoneFile(file);
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.write(`${tombstone.destroyedAt.toISOString()} ${tombstone.subjectId} ${tombstone.reason.replace(/\s+/g, '-')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The list, each subject once; undefined where there is no file. A line cut short by a crash is left out. */
export async function readTombstones(file: string): Promise<Map<string, Tombstone> | undefined> {
  if (!existsSync(file)) return undefined;
  const list = new Map<string, Tombstone>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const match = /^(\S+Z) ([0-9a-f-]{36}) (\S*)$/.exec(line);
    const [, at, subjectId, reason] = match ?? [];
    if (at === undefined || subjectId === undefined || list.has(subjectId)) continue;
    list.set(subjectId, { subjectId, reason: reason ?? '', destroyedAt: new Date(at) });
  }
  return list;
}
