import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../domain/request/filing.js';
import { seedRegisters } from '../../../prisma/demo/registers.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { recordAct } from '../requests/acts.js';
import { createRequestDesk } from '../requests/desk.js';
import { createCaseSteps } from '../requests/steps/case-steps.js';
import { applyRetention } from './apply-retention.js';

const STAFF: Actor = { id: 'one', role: 'staff' };
const DAY_MS = 86_400_000;

describe('the end of storage periods (GDPR Art. 5(1)(e))', () => {
  let door: TestDoor;
  let id: string;
  let reference: string;
  const inDays = (days: number) => ({ ...door.foundation, now: () => new Date(Date.now() + days * DAY_MS) });
  const partsAfter = async (days: number, isDryRun = false) => (await applyRetention(inDays(days), { isDryRun })).parts;
  const counts = async () => {
    const { rows } = await door.foundation.pool.query<{ blobs: number; staged: number; letters: number }>(
      `SELECT (SELECT count(*)::int FROM blob) AS blobs, (SELECT count(*)::int FROM letter) AS letters,
              (SELECT count(*)::int FROM source_search WHERE blob_id IS NOT NULL) AS staged`,
    );
    return rows[0];
  };

  beforeAll(async () => {
    door = await openTestDoor(0);
    const { foundation } = door;
    await seedRegisters(foundation, new Date());
    const steps = createCaseSteps(foundation);
    const requester = { name: 'Amelia Hartnell', email: 'amelia.hartnell@post.example' };
    const filed = await createRequestDesk(foundation).file(
      { rights: ['access'], requester, channel: 'api', language: 'en' },
      { id: 'anyone', role: 'anyone' },
    );
    [id, reference] = [filed.id, filed.reference];
    const now = () => new Date();
    await steps.acknowledge(id, now());
    await recordAct(foundation, reference, { type: 'identity', level: 'L2', how: 'by a letter' }, STAFF);
    for (const system of await steps.startSearch(id, now())) await steps.searchSystem(id, system, now());
    await steps.finishSearch(id, now());
    await recordAct(foundation, reference, { type: 'decision', outcome: 'granted', reasons: 'All of it.' }, STAFF);
    await steps.buildAnswer(id, now());
    await recordAct(foundation, reference, { type: 'release' }, STAFF);
  }, 120_000);
  afterAll(() => door.close());

  it('has not come before its day, and a dry run changes nothing', async () => {
    expect(await partsAfter(89)).toEqual([]);
    const before = await counts();
    expect(before?.staged).toBeGreaterThan(0);
    expect((await partsAfter(400, true)).map(({ part, itemCount }) => [part, itemCount > 0])).toEqual([
      ['package', true],
      ['search-results', true],
    ]);
    expect(await counts()).toEqual(before);
  });

  it('waits while a complaint is open', async () => {
    await recordAct(door.foundation, reference, { type: 'complaint', text: 'Too little.', channel: 'email' }, STAFF);
    expect(await partsAfter(400, true)).toEqual([]);
    await door.foundation.pool.query('UPDATE complaint SET decided_at = now()');
  });

  it('takes the answer after 90 days: its hash stays, and nobody can fetch it', async () => {
    expect((await partsAfter(91)).map(({ part, reference: of }) => [part, of])).toEqual([['package', reference]]);
    const desk = createRequestDesk(door.foundation);
    await expect(desk.openPackage(reference, STAFF)).rejects.toMatchObject({ code: 'PACKAGE_DELETED' });
    const { rows } = await door.foundation.pool.query('SELECT length(sha256) AS hash FROM answer_package');
    expect(rows).toEqual([{ hash: 64 }]);
    expect(await partsAfter(91)).toEqual([]);
  });

  it('takes the search results after twelve months; numbers, letters and the evidence stay', async () => {
    const before = await counts();
    const [first, second] = await Promise.all([partsAfter(400), partsAfter(400)]); // two workers at once
    expect([...first, ...second].map(({ part }) => part)).toEqual(['search-results']);
    expect(await counts()).toMatchObject({ blobs: 0, staged: 0, letters: before?.letters });
    const { rows } = await door.foundation.pool.query(
      `SELECT data FROM evidence WHERE request_id = $1 AND event = 'retention-applied' ORDER BY seq`,
      [id],
    );
    expect(rows.map(({ data }) => data.part)).toEqual(['package', 'search-results']);
    const searches = await door.foundation.pool.query('SELECT sum(row_count)::int AS rows FROM source_search');
    expect(searches.rows[0]?.rows).toBeGreaterThan(0);
  });
});
