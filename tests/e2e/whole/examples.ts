import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Whole } from './whole.js';

const run = promisify(execFile);
const FOLDER = 'client/examples';
const created = z.object({ token: z.string() });
const page = z.object({ items: z.array(z.object({ verifyUrl: z.string(), domain: z.string() })) });

/** What each example prints, as somebody who copies it would see. */
const PRINTED: Record<string, object> = {
  'file-a-request.ts': { reference: expect.stringMatching(/^RR-/), dueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), isSame: true },
  'work-a-case.ts': { outcome: 'granted', isWhole: true, sizeBytes: expect.any(Number) },
  'verify-a-seal.ts': { verdict: 'valid', ofCredential: 'valid', issuer: expect.stringContaining('did:web:') },
  'issue-a-seal.ts': { statuses: ['active', 'suspended', 'active', 'revoked'] },
};

/** The examples of the typed client, run one by one against the installation. */
export function examples(whole: () => Whole): void {
  it('there is nothing in the folder that is not tried', () => {
    expect(readdirSync(FOLDER).filter((name) => name !== 'place.ts')).toEqual(Object.keys(PRINTED).sort());
  });

  let tokens: { staff: string; issuer: string };
  beforeAll(() => {
    const tokenOf = (...args: string[]) => created.parse(whole().installation.command('token', 'create', ...args)).token;
    tokens = { staff: tokenOf('--role', 'staff'), issuer: tokenOf('--role', 'issuer', '--issuer', 'harbour-institute') };
  });

  it.each(Object.entries(PRINTED))(
    '%s',
    async (name, printed) => {
      const { base } = whole();
      const { staff, issuer } = tokens;
      const seals = await fetch(`${base}/api/v1/seals?status=active&limit=1`, { headers: { authorization: `Bearer ${issuer}` } });
      const { items } = page.parse(await seals.json());
      const env = {
        ...process.env,
        RIGHTSDESK_URL: base,
        STAFF_TOKEN: staff,
        ISSUER_TOKEN: issuer,
        SEAL_URL: items[0]?.verifyUrl ?? '',
        SEAL_DOMAIN: items[0]?.domain ?? '',
      };
      const { stdout } = await run(process.execPath, ['--import', 'tsx', `${FOLDER}/${name}`], { env });
      expect(JSON.parse(stdout)).toMatchObject(printed);
    },
    120_000,
  );
}
