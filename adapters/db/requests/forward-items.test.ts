import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../domain/request/filing.js';
import type { Right } from '../../../domain/request/types.js';
import { openTestDesk, type TestDesk } from '../../../tests/support/mailroom.js';
import { renderCodedLetter } from '../../letters/render.js';
import { recordAct } from './acts.js';
import { caseItems } from './case-items.js';
import { fileRequest } from './intake.js';
import { previewAct } from './preview-act.js';

const STAFF: Actor = { id: 'desk-one', role: 'staff' };
const FORWARD = { type: 'forward', to: 'Crafts Office', contact: 'privacy@crafts.example', why: 'It keeps the register.' } as const;

describe('items of another controller', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  }, 120_000);
  afterAll(() => desk.close());

  async function caseOf(right: Right): Promise<{ id: string; reference: string }> {
    const filed = await fileRequest(
      desk.deps,
      { rights: [right], requester: { name: 'Aoife Byrne', email: 'aoife@example.org' }, channel: 'form', language: 'en' },
      { id: 'anyone', role: 'anyone' },
    );
    await desk.deps.pool.query(
      `UPDATE request SET is_identity_proven = true, identity_level = 'L3', acknowledged_at = now(), collected_at = now(), status = 'deciding'
       WHERE id = $1`,
      [filed.id],
    );
    return filed;
  }

  it('a field to be corrected goes to its controller; the decision is about the others, and the letter says both', async () => {
    const { id, reference } = await caseOf('rectification');
    const corrections = [
      { record: 'newsletter', field: 'name', proposed: 'Aoife Byrne' },
      { record: 'support ticket', field: 'grade', proposed: 'Master' },
    ];
    await recordAct(desk.deps, reference, { type: 'corrections', corrections }, STAFF);
    const { rows } = await desk.deps.pool.query<{ id: string }>('SELECT id FROM correction WHERE request_id = $1 ORDER BY position', [id]);
    const [ours = '', theirs = ''] = rows.map((row) => row.id);
    const both = [{ correction: ours }, { correction: theirs }];
    await expect(recordAct(desk.deps, reference, { ...FORWARD, items: both }, STAFF)).rejects.toMatchObject({
      code: 'NOTHING_LEFT_TO_ANSWER',
    });
    await expect(recordAct(desk.deps, reference, { ...FORWARD, items: [{ correction: randomUUID() }] }, STAFF)).rejects.toMatchObject({
      code: 'NO_SUCH_CORRECTION',
    });
    await recordAct(desk.deps, reference, { ...FORWARD, items: [{ correction: theirs }] }, STAFF);
    expect(await caseItems(desk.deps.pool, id)).toContainEqual(
      expect.objectContaining({ collection: 'correction', field: theirs, forwarded: expect.objectContaining({ to: 'Crafts Office' }) }),
    );
    const letters = await previewAct(desk.deps, reference, { type: 'decision', outcome: 'granted', reasons: 'You showed it.' }, STAFF);
    const text = letters.map((facts) => renderCodedLetter(facts).text.replace(/\s+/g, ' ')).join();
    expect(text).toContain('Crafts Office decides about these data');
    await recordAct(desk.deps, reference, { type: 'decision', outcome: 'granted', reasons: 'You showed it.' }, STAFF);
    const after = await desk.deps.pool.query('SELECT outcome FROM correction WHERE request_id = $1 ORDER BY position', [id]);
    expect(after.rows).toEqual([{ outcome: 'apply' }, { outcome: 'leave' }]);
  }, 60_000);

  it('what another controller decides is not erased, and the decision cannot say otherwise', async () => {
    const { id, reference } = await caseOf('erasure');
    const place = { system: 'shop', collection: 'shop_order' };
    const overview = { collections: [{ name: 'shop_order', rowCount: 3, heldBackCount: 0, categories: ['user.financial'] }], files: 0 };
    await desk.deps.pool.query(
      `INSERT INTO source_search (request_id, system, status, is_complete, row_count, summary) VALUES ($1, 'shop', 'answered', true, 3, $2)`,
      [id, JSON.stringify(overview)],
    );
    await desk.deps.pool.query('INSERT INTO erasure (request_id, run_id, planned_at) VALUES ($1, $2, now())', [id, randomUUID()]);
    await desk.deps.pool.query(
      `INSERT INTO erasure_item (request_id, system, collection, categories, decision, row_count, delete_count, mask_count, held_back, blocked, by_hand)
       VALUES ($1, 'shop', 'shop_order', '{user.financial}', 'erase', 3, 3, 0, 0, 0, 0)`,
      [id],
    );
    await recordAct(desk.deps, reference, { ...FORWARD, items: [place] }, STAFF);
    const { rows } = await desk.deps.pool.query('SELECT decision, ground, kept_why FROM erasure_item WHERE request_id = $1', [id]);
    expect(rows).toEqual([{ decision: 'keep', ground: '28(3)(e)', kept_why: expect.stringContaining('Crafts Office decides') }]);
    const erase = { ...place, decide: 'erase', ground: '17(1)(a)' } as const;
    await expect(
      recordAct(
        desk.deps,
        reference,
        {
          type: 'decision',
          outcome: 'granted',
          reasons: 'Old.',
          facts: { ground: 'a', exemption: 'none' },
          categories: [erase],
        },
        STAFF,
      ),
    ).rejects.toMatchObject({ code: 'FORWARDED_ITEM' });
  }, 60_000);
});
