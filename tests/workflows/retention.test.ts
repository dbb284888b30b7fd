import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { RETENTION_WORKFLOW_ID } from '../../adapters/temporal/retention-workflow.js';
import { retentionDayAt } from '../../domain/retention.js';
import { HISTORY_KEY } from '../replay/key.js';
import { type Office, openOffice } from '../support/office.js';
import { fastForwardWorkflow } from '../support/time.js';

const DAY_MS = 86_400_000;

describe('storage periods over time (GDPR Art. 5(1)(e))', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(process.env.RIGHTSDESK_WRITE_HISTORIES === undefined ? {} : { payloadKey: HISTORY_KEY });
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  const runs = async () => {
    const { rows } = await office.foundation.pool.query<{ day: string; items: Record<string, number> }>(
      `SELECT day::text, items FROM retention_run WHERE kind = 'run' AND finished_at IS NOT NULL ORDER BY day`,
    );
    return rows;
  };
  const untilRuns = (count: number) => waitUntil(async () => (await runs()).length === count, 20_000);

  it('are kept by one workflow, once a day, with what was deleted on record', async () => {
    const { pool } = office.foundation.apart;
    const { day: today, nextAt } = retentionDayAt(new Date());
    const daysBefore = (at: number, days: number) => new Date(at - days * DAY_MS);
    // One is past its 90 days now, one will be at the next run and not before, whatever the hour; one stays.
    for (const seenAt of [daysBefore(Date.now(), 95), daysBefore(nextAt.getTime() - 1_000, 90), daysBefore(Date.now(), 1)])
      await pool.query(`INSERT INTO visit (started_at, last_at, sealed_visit) VALUES ($1, $1, '')`, [seenAt]);
    await office.periods.keep();
    await office.periods.keep();
    expect(await untilRuns(1)).toBe(true);
    await fastForwardWorkflow(office.engine, RETENTION_WORKFLOW_ID, DAY_MS);
    expect(await untilRuns(2)).toBe(true);
    const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
    expect((await runs()).map(({ day, items }) => [day, items.visits])).toEqual([
      [today, 1],
      [tomorrow, 1],
    ]);
    expect((await pool.query('SELECT 1 FROM visit')).rowCount).toBe(1);
    await office.replayWorkflow(RETENTION_WORKFLOW_ID);
    const folder = process.env.RIGHTSDESK_WRITE_HISTORIES;
    if (folder === undefined) return;
    const json = historyToJSON(await office.history(RETENTION_WORKFLOW_ID)).replaceAll(`${process.pid}@${hostname()}`, 'worker');
    writeFileSync(join(folder, 'retention-days-1-retentionDay.json'), `${json}\n`);
  }, 240_000);
});
