import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { envExample, settingsTable } from '../../bin/settings-text.js';
import { ConfigurationError, hostFromHere, readPartEnvironment, readStartEnvironment, SECRET_SETTINGS, settingRows } from '../../env.js';

const key = Buffer.alloc(32, 1).toString('base64');
const servers = { DATABASE_URL: 'postgresql://a@b/c', KEYS_DATABASE_URL: 'postgresql://a@b/c_keys', TEMPORAL_ADDRESS: 'localhost:7233' };
const secrets = { MASTER_KEY: key, PAYLOAD_KEY: key, SESSION_SECRET: 'x'.repeat(32), ROOT_SIGNING_KEY: key };

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readPartEnvironment(source);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  it('are all described', () => {
    expect(settingRows().filter(({ description }) => description === '')).toEqual([]);
  });

  it('are written out in .env.example (node --import tsx bin/settings-text.ts brings it up to date)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  it('are tabled in README.md (node --import tsx bin/settings-text.ts brings it up to date)', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(settingsTable());
  });

  it('have no default for a secret', () => {
    const withDefault = settingRows().filter(
      ({ name, fallback }) => SECRET_SETTINGS.some((secret) => secret === name) && fallback !== undefined,
    );
    expect(withDefault).toEqual([]);
  });

  it('are all complained about at once', () => {
    const problems = problemsOf({ ...servers, ...secrets, PORT: 'x', MASTER_KEY: 'short', REDIS_URL: 'http://x' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['PORT', 'MASTER_KEY', 'REDIS_URL']));
  });

  it('say what a part cannot do without', () => {
    expect(
      problemsOf({})
        .map((line) => line.split(':')[0])
        .sort(),
    ).toEqual([...Object.keys(servers), ...Object.keys(secrets)].sort());
    expect(problemsOf({ ...servers, ...secrets })).toEqual([]);
  });

  it('ask whose duty it is where real people are answered', () => {
    expect(problemsOf({ ...servers, ...secrets, DEMO: 'false' })).toEqual(['CONTROLLER: is needed where DEMO is false']);
  });

  it('take proxies as addresses, networks and names of networks', () => {
    const proxiesOf = (TRUSTED_PROXIES: string) => readStartEnvironment({ TRUSTED_PROXIES }).TRUSTED_PROXIES;
    expect(proxiesOf('loopback, 10.0.0.0/8,fd00::/8, 192.0.2.7')).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.7']);
    expect(proxiesOf('')).toEqual(['loopback']); // empty is not set
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/8/1', '1', 'true'])
      expect(problemsOf({ ...servers, ...secrets, TRUSTED_PROXIES: wrong })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES: must be/)]);
  });

  it('say where this machine reaches what listens on HOST', () => {
    expect(['0.0.0.0', '::', '::1', '192.0.2.7', 'desk.example'].map(hostFromHere)).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      '[::1]',
      '192.0.2.7',
      'desk.example',
    ]);
  });

  it('move every port with PORT', () => {
    const { INTAKE_SMTP_PORT, CATCHER_SMTP_PORT, WORKER_METRICS_PORT, MAILROOM_METRICS_PORT, PUBLIC_URL } = readStartEnvironment({
      PORT: '4000',
    });
    expect([INTAKE_SMTP_PORT, CATCHER_SMTP_PORT, WORKER_METRICS_PORT, MAILROOM_METRICS_PORT]).toEqual([4004, 4005, 4006, 4007]);
    expect(PUBLIC_URL).toBe('http://127.0.0.1:4000');
  });
});
