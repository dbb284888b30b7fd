import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Clerk, openClerk } from '../support/clerk.js';
import { type Installation, prepareInstallation } from '../support/installation.js';
import { describeInLongRun } from '../support/long-run.js';

const MINUTES = 60_000;
/** A backup of the demo of an earlier version (migrations up to 20261129163811), taken while its cases ran; everybody in it is made up. */
const EARLIER = 'tests/fixtures/installation-of-112133c.tgz';
const RUNNING = { access: 'RR-2026-AMGC0K', erasure: 'RR-2026-97FEJW', identity: 'RR-2026-T4MDG4' } as const;

const restored = z.object({
  rowCount: z.number(),
  keyCount: z.number(),
  sealKeyCount: z.number(),
  evidence: z.object({ ok: z.boolean() }),
});
const verified = z.object({ ok: z.boolean() });
const list = z.object({ items: z.array(z.object({ reference: z.string(), status: z.string() })) });

/** An installation of an earlier version moves to an empty machine and to the version of now at once: its cases go on. */
describeInLongRun('upgrade with running cases, through a backup', () => {
  let installation: Installation;
  let clerk: Clerk | undefined;
  let unpacked: string;
  beforeAll(async () => {
    unpacked = mkdtempSync(join(tmpdir(), 'rightsdesk-earlier-'));
    const { status, stderr } = spawnSync('tar', ['xzf', EARLIER, '-C', unpacked], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`tar ended with ${status}: ${stderr}`);
    installation = await prepareInstallation();
    cpSync(join(unpacked, 'home'), installation.home, { recursive: true });
  }, MINUTES);
  afterAll(async () => {
    await clerk?.close();
    await installation.remove();
    rmSync(unpacked, { recursive: true, force: true });
  }, MINUTES);

  it(
    'the backup of the earlier version comes back whole, with its evidence',
    () => {
      const report = restored.parse(installation.command('restore', join(unpacked, 'data'), join(unpacked, 'keys')));
      expect(report).toMatchObject({ evidence: { ok: true }, sealKeyCount: 2 });
      expect(report.rowCount).toBeGreaterThan(700);
      expect(report.keyCount).toBeGreaterThan(50);
    },
    3 * MINUTES,
  );

  it(
    'starts, and every case that ran has its workflow again',
    async () => {
      await installation.start();
      await installation.untilReady(3 * MINUTES);
      clerk = await openClerk(installation);
      await clerk.until(RUNNING.access, 'deciding');
      await clerk.until(RUNNING.identity, 'identity');
      const { items } = list.parse(await (await clerk.call('GET', '/api/v1/requests?limit=100')).json());
      expect(items.map(({ reference }) => reference)).toEqual(expect.arrayContaining(Object.values(RUNNING)));
      const { open } = z.object({ open: z.number() }).parse(await (await clerk.call('GET', '/api/v1/sla')).json());
      expect(open).toBe(items.filter(({ status }) => status !== 'answered' && status !== 'closed').length);
    },
    5 * MINUTES,
  );

  it(
    'a case goes on at its step to its answer, on the same chain of evidence',
    async () => {
      await clerk?.answer(RUNNING.access);
      expect(await clerk?.status(RUNNING.access)).toBe('answered');
      expect(verified.parse(installation.command('evidence', 'verify')).ok).toBe(true);
    },
    5 * MINUTES,
  );

  it(
    'a seal of before is still verified',
    async () => {
      const seals = await clerk?.call('GET', '/api/v1/seals?status=active&limit=1');
      const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await seals?.json());
      const answer = await fetch(`http://127.0.0.1:${installation.port}/verify/${items[0]?.id}`, {
        headers: { accept: 'application/json' },
      });
      expect(await answer.json()).toMatchObject({ verdict: 'valid' });
    },
    MINUTES,
  );
});
