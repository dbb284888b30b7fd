import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { openTestDoor, type TestDoor } from '../support/door.js';

const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', folder]).status === 0;
/** A small disk of its own can only be made as root. */
const onSmallDisk = mounted ? describe : describe.skip;

onSmallDisk('a disk that is full', () => {
  let door: TestDoor;
  let owner: pg.Client;
  const filler = join(folder, 'filler');
  const space = `small_disk_${process.pid}`;

  beforeAll(async () => {
    door = await openTestDoor(0);
    owner = new pg.Client({ connectionString: door.ownerUrl });
    await owner.connect();
    // The disk is to belong to the user that the server runs as.
    const { rows } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { uid, gid } = statSync(`/proc/${rows[0]?.pid}`);
    const place = join(folder, 'space');
    mkdirSync(place);
    for (const path of [folder, place]) chownSync(path, uid, gid);
    await owner.query(`CREATE TABLESPACE ${space} LOCATION '${place}'`);
    for (const table of ['request', 'evidence', 'clock_event']) await owner.query(`ALTER TABLE "${table}" SET TABLESPACE ${space}`);
  }, 60_000);
  afterAll(async () => {
    for (const table of ['request', 'evidence', 'clock_event']) await owner.query(`ALTER TABLE "${table}" SET TABLESPACE pg_default`);
    await owner.query(`DROP TABLESPACE ${space}`);
    await owner.end();
    await door.close();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const file = (n: number) =>
    request(door.app)
      .post('/api/v1/requests')
      .set('authorization', `Bearer ${door.tokens[n % door.tokens.length]}`)
      .send({ right: 'access', requester: { name: 'Ida Full', email: `ida-${n}@post.example` }, details: 'x'.repeat(3_000) });

  it('is answered with 503 and when to come again; what was accepted is there, and it goes on once there is room', async () => {
    let accepted = 0;
    const answer = await file(0);
    expect(answer.status).toBe(201);
    accepted += 1;
    for (const size of [1_048_576, 65_536, 4_096]) {
      try {
        for (let n = 0; n < 4_096; n += 1) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
    }
    let refused = 0;
    for (let n = 1; n < 200 && refused < 3; n += 1) {
      const { status, headers, body } = await file(n);
      if (status === 201) {
        accepted += 1;
        continue;
      }
      refused += 1;
      expect(status).toBe(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body.code).toBe('SERVER_AWAY');
    }
    expect(refused).toBe(3);
    expect(door.faults).toHaveLength(3); // one line each
    expect(door.faults.join('\n')).not.toMatch(/ida-|Ida Full/);
    rmSync(filler);
    expect((await file(1_000)).status).toBe(201);
    const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM request');
    expect(rows[0]?.n).toBe(accepted + 1);
  }, 120_000);
});
