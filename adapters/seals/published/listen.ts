import type { Pool, PoolClient } from 'pg';

/**
 * Waits for what PostgreSQL tells on a channel, on a connection of its own. The waiting ends at the latest after `ms`, so that nothing
 * depends on it; a lost connection is made anew at the next wait.
 */
export class Listener {
  #client: PoolClient | undefined;
  #wake: (() => void) | undefined;
  #wasTold = false;

  constructor(
    readonly pool: Pool,
    readonly channel: 'seal' | 'publication',
    readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  /** The connection, for a lock that lives as long as it does. Undefined while there is none. */
  async connection(): Promise<PoolClient | undefined> {
    if (this.#client !== undefined) return this.#client;
    const client = await this.pool.connect();
    client.on('error', () => this.#drop(client));
    client.on('end', () => this.#drop(client));
    client.on('notification', () => {
      this.#wasTold = true;
      this.#wake?.();
    });
    try {
      await client.query(`LISTEN ${this.channel}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    return client;
  }

  /** Resolves when told, after `ms`, or when the process is to end; at once when told since the last wait. */
  async wait(ms: number): Promise<void> {
    if (!this.#wasTold && !this.signal.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#wake = undefined;
    this.#wasTold = false;
  }

  close(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.release(true);
  }

  #drop(client: PoolClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
  }
}
