import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { plant, project, runTool } from './run-tool.js';

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const roots = [
  'domain',
  'workflows',
  'activities',
  'adapters',
  'api',
  'bin',
  'client',
  'prisma',
  'templates',
  'tests',
  'bench',
  'env.ts',
  'temporal.config.ts',
];

function cruise(folder: string) {
  const there = roots.filter((root) => existsSync(join(folder, root)));
  const args = ['--config', join(project, '.dependency-cruiser.mjs'), '--output-type', 'json', ...there];
  return report.parse(JSON.parse(runTool(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', args))).summary;
}

it('holds everywhere in the project', () => {
  const { totalCruised, violations } = cruise(project);
  expect(totalCruised).toBeGreaterThan(150); // a reader of no modules finds no mistakes either
  expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
}, 180_000);

describe('a planted mistake is caught', () => {
  /** Each is a file with one import too many, and the rule that must name it. */
  const mistakes: readonly (readonly [file: string, content: string, rule: string])[] = [
    ['domain/a.ts', "import { x } from '../adapters/db/x.js';\nexport const a = x;", 'domain-is-pure'],
    ['domain/b.ts', "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;", 'domain-is-pure'],
    ['domain/c.ts', "import { z } from 'zod';\nexport const c = z;", 'domain-is-pure'],
    ['domain/d.ts', "import type { X } from '../adapters/db/x.js';\nexport type D = X;", 'domain-is-pure'],
    ['workflows/a.ts', "import { act } from '../activities/act.js';\nexport const a = act;", 'workflows-know-activities-by-type'],
    ['workflows/b.ts', "import { x } from '../adapters/db/x.js';\nexport const b = x;", 'workflows-are-deterministic'],
    ['workflows/c.ts', "import { randomUUID } from 'node:crypto';\nexport const c = randomUUID;", 'workflows-are-deterministic'],
    ['activities/a.ts', "import { x } from '../adapters/db/x.js';\nexport const a = x;", 'activities-get-adapters-handed-in'],
    ['activities/b.ts', "import { door } from '../api/door.js';\nexport const b = door;", 'activities-stay-thin'],
    ['activities/c.ts', "import pg from 'pg';\nexport const c = pg;", 'activities-need-no-library'],
    ['adapters/mail/a.ts', "import { door } from '../../api/door.js';\nexport const a = door;", 'adapters-serve-everyone'],
    ['adapters/mail/b.ts', "import { steps } from '../../workflows/steps.js';\nexport const b = steps;", 'adapters-know-messages-only'],
    ['adapters/mail/c.ts', "import { Queue } from 'bullmq';\nexport const c = Queue;", 'home-of-bullmq'],
    ['client/a.ts', "import { door } from '../api/door.js';\nexport const a = door;", 'the-client-stands-alone'],
    ['adapters/mail/d.ts', "import { env } from '../../env.js';\nexport const d = env;", 'only-programs-read-settings'],
    [
      'adapters/mail/e.ts',
      "import { PrismaClient } from '../../prisma/client/client.js';\nexport const e = PrismaClient;",
      'generated-client-stays-in-the-database-adapter',
    ],
    ['adapters/mail/f.ts', "import { other } from './g.js';\nexport const f = () => other;", 'no-circle'],
    ['adapters/mail/h.ts', "import { nothing } from './not-there.js';\nexport const h = nothing;", 'imports-exist'],
    ['api/a.ts', "import { x } from '../adapters/db/x.js';\nexport const a = x;", 'api-gets-adapters-handed-in'],
    ['api/b.ts', "import { steps } from '../workflows/steps.js';\nexport const b = steps;", 'api-is-the-door'],
    ['api/c.ts', "import { main } from '../bin/main.js';\nexport const c = main;", 'nobody-imports-programs-or-tests'],
  ];
  /** What the mistakes reach for, and imports that are allowed. */
  const around = {
    'package.json': '{"type":"module","dependencies":{"zod":"*","pg":"*","bullmq":"*","temporal-polyfill":"*"}}',
    'env.ts': 'export const env = 1;',
    'adapters/db/x.ts': 'export const x = 1;\nexport type X = 1;',
    'adapters/mail/g.ts': "import { f } from './f.js';\nexport const other = () => f;",
    'activities/act.ts': 'export const act = 1;\nexport type Act = 1;',
    'workflows/steps.ts': "import type { Act } from '../activities/act.js';\nexport const steps: Act = 1;",
    'workflows/messages.ts': 'export const signal = 1;',
    'adapters/temporal/ok.ts': "import { signal } from '../../workflows/messages.js';\nexport const ok = signal;",
    'activities/ok.ts': "import type { X } from '../adapters/db/x.js';\nexport const ok: X = 1;",
    'api/door.ts':
      "import { z } from 'zod';\nimport type { X } from '../adapters/db/x.js';\nexport const door: X = 1;\nexport const s = z;",
    'bin/main.ts': "import { door } from '../api/door.js';\nimport { x } from '../adapters/db/x.js';\nexport const main = [door, x];",
    'prisma/client/client.ts': 'export const PrismaClient = 1;',
  };
  let folder: string;
  let found: ReturnType<typeof cruise>['violations'];

  beforeAll(() => {
    folder = plant({ ...around, ...Object.fromEntries(mistakes.map(([file, content]) => [file, content])) });
    copyFileSync(join(project, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    found = cruise(folder).violations;
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(mistakes)('%s', (file, _content, rule) => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('and what is allowed is let through', () => {
    expect(found.filter(({ from }) => from in around && from !== 'adapters/mail/g.ts')).toEqual([]);
  });
});
