import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../../adapters/embedded/wait.js';
import type { Whole } from './whole.js';

const names = ['api', 'checkout', 'mailroom', 'postgresql', 'temporal', 'worker'];

/** What `npm start` promises of its processes. Ends the installation, so it comes last. */
export function supervised(whole: () => Whole): void {
  const installation = () => whole().installation;

  it('runs every part as a process of its own and says that it is ready', () => {
    const status = installation().status();
    expect(status?.ready).toBe(true);
    expect(Object.keys(status?.parts ?? {}).sort()).toEqual(names);
  });

  it('shows the part and the home in each command line, and no secret', () => {
    const secrets = Object.values(JSON.parse(readFileSync(join(installation().home, 'secrets.json'), 'utf8')) as Record<string, string>);
    const running = installation().processes();
    const parts = installation().status()?.parts ?? {};
    for (const [name, pid] of Object.entries(parts)) {
      const line = running.find((one) => one.pid === pid)?.args.join(' ') ?? '';
      expect(line).toContain(name);
      expect(line).toContain(installation().home);
      for (const secret of secrets) expect(line).not.toContain(secret);
    }
  });

  it('keeps its secrets to its owner, and its password out of the status unless asked', () => {
    expect(statSync(join(installation().home, 'secrets.json')).mode & 0o077).toBe(0);
    expect(new URL(installation().status()?.database ?? '').password).toBe('');
    const owner = new URL(installation().status('--secrets')?.database ?? '');
    expect(owner.username).toBe('rightsdesk_owner');
    expect(owner.password).not.toBe('');
  });

  it.each(names)(
    'brings %s back within 10 seconds of a kill -9',
    async (name) => {
      const before = installation().parts()[name] ?? 0;
      expect(before).toBeGreaterThan(0);
      process.kill(before, 'SIGKILL');
      const isBack = await waitUntil(async () => ![undefined, before].includes(installation().parts()[name]), 10_000);
      expect(isBack).toBe(true);
    },
    20_000,
  );

  it('answers again after all that', async () => {
    expect(await installation().untilReady(120_000)).toBe(true);
  }, 130_000);

  it('goes on where it was after a kill -9 of the supervisor itself, and leaves no second server', async () => {
    const gone = once(whole().supervisor, 'exit');
    whole().supervisor.kill('SIGKILL');
    await gone;
    expect(installation().status()).toBeUndefined();
    expect(installation().processes().length).toBeGreaterThan(0); // orphans: the case to be tested
    whole().supervisor = await installation().start();
    expect(installation().processes().length).toBe(names.length);
  }, 240_000);

  it('refuses to run twice with one home', async () => {
    await expect(installation().start()).rejects.toThrow('already runs');
  }, 30_000);

  it('stops everything within 30 seconds of a SIGTERM and leaves no process', async () => {
    const gone = once(whole().supervisor, 'exit');
    const startedAt = Date.now();
    whole().supervisor.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(installation().processes()).toEqual([]);
    expect(installation().status()).toBeUndefined();
  }, 60_000);
}
