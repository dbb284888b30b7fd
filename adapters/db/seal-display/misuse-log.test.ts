import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPublishedOffice, type PublishedOffice } from '../../../tests/support/published.js';
import { createMisuseLog } from './misuse-log.js';
import { createMisuseSpool } from './misuse-spool.js';
import { createMisuseTeller } from './tell-misuse.js';

let office: PublishedOffice;
let id: string;
const away = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' });
const file = join(mkdtempSync(join(tmpdir(), 'rightsdesk-spool-')), 'misuse.json');
const at = new Date('2026-11-29T10:00:00Z');

beforeAll(async () => {
  office = await openPublishedOffice();
  id = await office.addSeal();
  await office.owner.query(
    `INSERT INTO webhook_endpoint (id, issuer_slug, url, sealed_secret) VALUES ($1, 'harbour-institute', 'https://issuer.example/hook', '\\x00')`,
    [randomUUID()],
  );
});
afterAll(async () => {
  await away.end();
  await office.close();
});

function open(pool: pg.Pool, onFirst = createMisuseTeller({ publicUrl: 'https://seals.example' }, () => at)) {
  const problems: unknown[] = [];
  const log = createMisuseLog({ pool, onFirst, spool: createMisuseSpool(file), onFailure: (error) => problems.push(error) });
  return { log, problems };
}

const counted = async () => (await office.owner.query('SELECT origin, day::text, count FROM seal_misuse ORDER BY origin')).rows;
const told = async () => (await office.owner.query(`SELECT body FROM webhook_message WHERE type = 'seal.misuse_detected'`)).rows;

describe('copies that are met', () => {
  it('while the database is away wait in the spool, also over a restart, and are told once when it is back', async () => {
    const first = open(away);
    for (let n = 0; n < 3; n += 1) first.log.note(id, 'copy.example', at);
    await first.log.flush();
    first.log.note(id, 'copy.example', at);
    first.log.note(id, 'localhost', at);
    await first.log.close();
    expect([first.problems.length, existsSync(file)]).toEqual([2, true]);

    const second = open(office.pool);
    second.log.note(id, 'other.example', at);
    await second.log.flush();
    expect(await counted()).toEqual([
      { origin: 'copy.example', day: '2026-11-29', count: 4 },
      { origin: 'other.example', day: '2026-11-29', count: 1 },
    ]);
    expect((await told()).map(({ body }) => JSON.parse(body).data.host).sort()).toEqual(['copy.example', 'other.example']);
    expect([second.problems, existsSync(file)]).toEqual([[], false]);
    await second.log.close();
  });

  it('are counted and told together or not at all', async () => {
    const { log, problems } = open(office.pool, async () => {
      throw new Error('not told');
    });
    log.note(id, 'third.example', at);
    await log.close();
    expect(problems).toHaveLength(1);
    expect((await counted()).map(({ origin }) => origin)).not.toContain('third.example');
    const again = open(office.pool);
    await again.log.close();
    expect((await told()).map(({ body }) => JSON.parse(body).data.host)).toContain('third.example');
  });
});
