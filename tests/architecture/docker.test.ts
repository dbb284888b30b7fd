import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingRows } from '../../env.js';

const command = z.union([z.string(), z.array(z.string())]).optional();
const service = z.object({
  image: z.string(),
  command,
  entrypoint: command,
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: command, disable: z.boolean().optional() }).optional(),
});
const compose = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) });

const { services, volumes } = compose.parse(parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }));
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
const ours = Object.entries(services).filter(([, { image }]) => image === 'rightsdesk');
const settings = new Set<string>(settingRows().map(({ name }) => name));

/** What the documentation of each image names; our own initialising scripts add theirs. */
const documented: Readonly<Record<string, readonly string[]>> = {
  postgres: ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'RIGHTSDESK_APP_PASSWORD', 'TEMPORAL_DATABASE_PASSWORD'],
  redis: [],
  'temporalio/admin-tools': [
    'DB',
    'DB_PORT',
    'POSTGRES_SEEDS',
    'POSTGRES_USER',
    'POSTGRES_PWD',
    'SQL_PASSWORD',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
  ],
  'temporalio/server': [
    ...['DB', 'DB_PORT', 'POSTGRES_SEEDS', 'POSTGRES_USER', 'POSTGRES_PWD', 'SQL_PASSWORD', 'DBNAME', 'VISIBILITY_DBNAME'],
    ...['NUM_HISTORY_SHARDS', 'BIND_ON_IP', 'DYNAMIC_CONFIG_FILE_PATH'],
  ],
  'temporalio/ui': ['TEMPORAL_ADDRESS'],
};

const words = (value: z.infer<typeof command>) => (value === undefined ? [] : typeof value === 'string' ? value.split(' ') : value);

describe('docker/compose.yaml', () => {
  it('has every process and server of the production topology', () => {
    const wanted = [
      'postgres',
      'redis',
      'temporal-schema',
      'temporal',
      'temporal-namespace',
      'temporal-ui',
      'migrate',
      'api',
      'worker',
      'mailroom',
      'seals',
    ];
    expect(Object.keys(services).sort()).toEqual(wanted.sort());
  });

  it('keeps the keys of issuers in a volume of their own, for every part but the one that has no use for them', () => {
    for (const [name, { environment, volumes: mounted }] of ours) {
      const folder = environment.SEAL_KEYS_FOLDER;
      const isMounted = mounted.includes(`seal-keys:${folder}`);
      expect([name, isMounted]).toEqual([name, name !== 'seals']);
      if (folder !== undefined) expect(dockerfile).toMatch(new RegExp(`chown .*${folder}(\\s|$)`, 'm'));
    }
    expect(Object.keys(volumes)).toContain('seal-keys');
  });

  it('pins every image it does not build', () => {
    for (const { image } of Object.values(services)) if (image !== 'rightsdesk') expect(image).toMatch(/^[a-z/-]+:\d/);
  });

  it.each(Object.entries(services))('%s is given only variables that somebody reads', (_name, { image, environment }) => {
    const known = image === 'rightsdesk' ? settings : new Set(documented[image.split(':')[0] ?? '']);
    expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
  });

  it.each(ours)('%s runs a command of bin/rightsdesk.ts', (_name, { command: given }) => {
    const [name = ''] = words(given);
    const commands = readdirSync('bin/cli').map((file) => readFileSync(`bin/cli/${file}`, 'utf8'));
    const isCommand = commands.some((source) => source.includes(`.command('${name}')`));
    const isPart = existsSync(`bin/${name}.ts`) && commands.some((source) => source.includes(`import('../${name}.js')`));
    expect({ name, isKnown: isCommand || isPart }).toEqual({ name, isKnown: true });
  });

  it.each(ours.filter(([name]) => name !== 'seals'))('%s has what a part cannot do without', (_name, { environment }) => {
    const needed = [
      'DATABASE_URL',
      'KEYS_DATABASE_URL',
      'TEMPORAL_ADDRESS',
      'MASTER_KEY',
      'PAYLOAD_KEY',
      'SESSION_SECRET',
      'ROOT_SIGNING_KEY',
      'CONTROLLER',
    ];
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(needed));
  });

  it('mounts and runs only scripts that are there and executable', () => {
    for (const { volumes: mounts, entrypoint } of Object.values(services)) {
      const local = mounts.filter((mount) => mount.startsWith('./')).map((mount) => mount.split(':'));
      for (const [from = ''] of local) expect(existsSync(join('docker', from))).toBe(true);
      for (const script of words(entrypoint).filter((word) => word.endsWith('.sh'))) {
        const inside = local.map(([from = '', to = '']) => script.replace(to, join('docker', from))).find((path) => existsSync(path));
        expect(inside).toBeDefined();
        expect(statSync(inside ?? '').mode & 0o111).toBeGreaterThan(0);
      }
    }
  });

  it('waits only for services it has, and keeps only volumes it declares', () => {
    for (const { depends_on: waits, volumes: mounts } of Object.values(services)) {
      expect(Object.keys(waits).filter((name) => services[name] === undefined)).toEqual([]);
      const named = mounts.map((mount) => mount.split(':')[0] ?? '').filter((from) => !from.startsWith('.'));
      expect(named.filter((name) => !(name in volumes))).toEqual([]);
    }
  });
});

describe('docker/Dockerfile', () => {
  const lines = dockerfile.split('\n');

  it('runs as a user without rights, with a health check', () => {
    const last = lines
      .map((line) => line.trim())
      .filter((line) => line.startsWith('USER '))
      .at(-1);
    expect(last).toBe('USER rightsdesk');
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    expect(lines.filter((line) => line.startsWith('FROM ')).length).toBeGreaterThan(1);
  });

  it('runs only programs that the build makes from files that are there', () => {
    const programs = [
      ...dockerfile.matchAll(/dist\/(bin\/[a-z-]+)\.js/g),
      ...JSON.stringify(services).matchAll(/dist\/(bin\/[a-z-]+)\.js/g),
    ];
    expect(programs.length).toBeGreaterThan(2);
    expect(programs.map(([, file]) => `${file}.ts`).filter((file) => !existsSync(file))).toEqual([]);
  });

  it('copies only what is there', () => {
    const copied = [...dockerfile.matchAll(/cp (?:-r )?([^&\n\\]+) dist\S*/g)].flatMap(([, list = '']) => list.trim().split(' '));
    expect(copied.length).toBeGreaterThan(2);
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('sets only settings of env.ts', () => {
    const block = /ENV ((?:.+\\\n)*.+)/.exec(dockerfile)?.[1] ?? '';
    const names = [...block.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name);
    expect(names).toContain('TEMPORAL_WORKFLOW_BUNDLE');
    expect(names.filter((name) => name !== 'NODE_ENV' && !settings.has(name))).toEqual([]);
  });
});
