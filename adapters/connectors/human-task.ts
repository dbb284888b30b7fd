import type { Pool } from 'pg';
import type { Connector, ReadEvent } from './connector.js';
import { problemOfOurs } from './our-fault.js';
import type { Identity } from './reading.js';
import { byHandOnly } from './writing-acts.js';

interface TaskRow {
  status: string;
  blob_id: string | null;
  media_type: string | null;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

/**
 * A system without an interface: a person looks and hands files over. Reading asks the task of the case: open until somebody has
 * answered, then the file that was handed over, or nothing where they found nothing.
 */
export function humanTask(deps: { pool: Pool }, name: string): Connector {
  async function taskOf(identity: Identity): Promise<TaskRow | undefined> {
    const { rows } = await deps.pool.query<TaskRow>(
      `SELECT t.status, t.blob_id, b.media_type FROM human_task t LEFT JOIN blob b ON b.id = t.blob_id AND b.is_complete
       WHERE t.request_id = $1::uuid AND t.system = $2 AND t.kind = 'search'`,
      [identity.requestId ?? null, name],
    );
    return rows[0];
  }

  async function* read(identity: Identity): AsyncGenerator<ReadEvent> {
    try {
      const task = await taskOf(identity);
      if (task?.status !== 'done') yield { kind: 'open' };
      else if (task.blob_id !== null)
        yield { kind: 'file', filename: `${name}.${EXTENSIONS[task.media_type ?? ''] ?? 'bin'}`, blobId: task.blob_id };
    } catch (error) {
      yield problemOfOurs(error);
    }
  }

  return {
    name,
    kind: 'task',
    describe: () => [],
    test: async () => ({ ok: true, problem: null, remarks: ['A person answers for this system.'], collections: [] }),
    async find(identity) {
      for await (const event of read(identity)) {
        if (event.kind === 'problem') return { status: 'unreachable', problem: event };
        return { status: event.kind === 'open' ? 'open' : 'found' };
      }
      return { status: 'nothing-held' };
    },
    read,
    listRecipients: async () => [],
    ...byHandOnly('NO_INTERFACE'),
  };
}
