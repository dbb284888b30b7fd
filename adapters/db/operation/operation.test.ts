import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { readOperationFigures } from './figures.js';
import { beat, endPulse, readPulses, wishLogLevel } from './pulses.js';

describe('what the operator sees', () => {
  let door: TestDoor;
  const pulse = (id: string, logLevel = 'info') => ({
    id,
    part: 'worker',
    version: '0.1.0',
    startedAt: new Date(),
    logLevel,
    troubles: 2,
  });
  const today = () => new Date().toISOString().slice(0, 10);

  beforeAll(async () => {
    door = await openTestDoor(5);
  }, 120_000);
  afterAll(() => door.close());

  it('counts what is open, due, overdue and waiting', async () => {
    const { pool } = door.foundation;
    const before = await readOperationFigures(door.foundation);
    expect(before).toMatchObject({ open: 5, triage: 1, overdue: 0, dueToday: 0 });
    expect(before.rootAgeSeconds).toBeGreaterThan(0); // no root was written over these cases yet
    expect(before.outboxEntries).toBeGreaterThan(0);
    expect(before.lettersQueued).toBeGreaterThan(0);
    await pool.query(
      `UPDATE request SET due_on = $1::date, safe_on = $1::date, sort_on = $1::date, expires_at = now() + c.seconds * interval '1 second'
       FROM (SELECT id, (ARRAY[-1, 60])[row_number() OVER ()] AS seconds FROM request WHERE status <> 'triage' LIMIT 2) AS c WHERE c.id = request.id`,
      [today()],
    );
    expect((await readOperationFigures(door.foundation)).rootAgeSeconds).toBeLessThan(180);
    await pool.query(`UPDATE outbox SET created_at = now() - interval '7 minutes'`);
    await pool.query(`UPDATE letter SET status = 'failed' WHERE id = (SELECT id FROM letter LIMIT 1)`);
    const after = await readOperationFigures(door.foundation);
    expect(after).toMatchObject({ open: 5, overdue: 1, dueToday: 1, dueWithin7Days: 1, lettersFailed: 1 });
    expect(after.outboxAgeSeconds).toBeGreaterThanOrEqual(420);
  });

  it('knows each process until it says that it ends', async () => {
    const { pool } = door.foundation;
    const [one, two] = [randomUUID(), randomUUID()];
    await beat(pool, pulse(one));
    await beat(pool, pulse(two));
    await beat(pool, pulse(one));
    expect((await readPulses(pool)).map(({ id }) => id)).toEqual([one, two]);
    await endPulse(pool, one);
    expect(await readPulses(pool)).toMatchObject([{ id: two, part: 'worker', troubles: 2 }]);
    await pool.query(`UPDATE part_pulse SET seen_at = now() - interval '2 hours'`);
    await beat(pool, pulse(one)); // sweeps what was silent
    expect((await readPulses(pool)).map(({ id }) => id)).toEqual([one]);
  });

  it('lets a part log more for a while, and no other', async () => {
    const { pool } = door.foundation;
    const wish = { part: 'worker', level: 'debug', setBy: 'command-line' } as const;
    expect(await beat(pool, pulse(randomUUID()))).toBeUndefined();
    await wishLogLevel(pool, { ...wish, untilAt: new Date(Date.now() + 60_000) });
    expect(await beat(pool, pulse(randomUUID()))).toBe('debug');
    expect(await beat(pool, { ...pulse(randomUUID()), part: 'api' })).toBeUndefined();
    await wishLogLevel(pool, { ...wish, level: 'warn', untilAt: new Date(Date.now() - 1) });
    expect(await beat(pool, pulse(randomUUID()))).toBeUndefined();
  });

  it('is not shown to strangers', async () => {
    expect((await request(door.app).get('/desk/system')).status).toBe(303);
  });
});
