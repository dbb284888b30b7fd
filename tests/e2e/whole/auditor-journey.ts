import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { signIn } from '../../support/journey.js';
import { demoAccount, openPerson, type Whole } from './whole.js';

const MINUTES = 60_000;

/** Somebody who looks and changes nothing, and takes away a file that proves what happened to one request. */
export function auditorJourney(whole: () => Whole): void {
  it(
    'finds the case, sees what was done and not about whom, and checks the proof with the public key alone',
    async () => {
      const { clerk, installation } = whole();
      const email = 'audited-person@example.com';
      const reference = await clerk.file({ requester: { name: 'Audited Person', email } });
      await clerk.until(reference, 'identity');
      await clerk.answer(reference);

      const auditor = await openPerson(whole(), true);
      await signIn(auditor, demoAccount(whole(), 'auditor'));
      await auditor.go(`/desk?q=${reference}&show=all`);
      await auditor.press(reference);
      const shown = await auditor.page.content();
      expect(shown).not.toContain(email);
      expect(await auditor.page.getByRole('button', { name: 'Show personal data' }).count()).toBe(0);
      expect(await auditor.page.getByRole('button', { name: 'Decide' }).count()).toBe(0);

      await auditor.press('The evidence, entry by entry');
      expect(await auditor.page.getByText('The record is whole:').count()).toBe(1);
      const [download] = await Promise.all([
        auditor.page.waitForEvent('download'),
        auditor.page.getByRole('link', { name: 'Download the evidence' }).click(),
      ]);
      const file = await download.path();
      expect(readFileSync(file, 'utf8')).not.toContain(email);

      const rightsdesk = (...args: string[]) =>
        spawnSync(process.execPath, ['bin/rightsdesk.mjs', 'evidence', ...args], { encoding: 'utf8' });
      const { publicKey } = installation.command('evidence', 'key') as { publicKey: string };
      expect(rightsdesk('check', file, '--key', publicKey)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('The proof holds'),
      });
      const forged = join(tmpdir(), `forged-${reference}.json`);
      writeFileSync(forged, readFileSync(file, 'utf8').replace('"event": "decided"', '"event": "refused"'));
      expect(rightsdesk('check', forged, '--key', publicKey)).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('does not hold'),
      });
      expect([auditor.findings, auditor.foreign]).toEqual([[], []]);
    },
    4 * MINUTES,
  );
}
