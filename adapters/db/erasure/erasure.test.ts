import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { composeFoundation, type Foundation } from '../../../bin/compose.js';
import type { Actor } from '../../../domain/request/filing.js';
import { readPartEnvironment } from '../../../env.js';
import { seedRegisters } from '../../../prisma/demo/registers.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { SHARED_FOLDER } from '../../../tests/support/shared-folder.js';
import { addConnector, addTaskSystem } from '../../connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../../connectors/demo/membership-shop.js';
import { previewConnectorNamed } from '../../connectors/registry.js';
import { loadOrMakeSecrets } from '../../embedded/secrets.js';
import { verifyEvidence } from '../../evidence/verify.js';
import { tellRecipients } from '../recipients/tell-recipients.js';
import { recordAct } from '../requests/acts.js';
import { findCase } from '../requests/case-row.js';
import { detailOf } from '../requests/detail.js';
import { fileRequest } from '../requests/intake.js';
import { createCaseSteps } from '../requests/steps/case-steps.js';
import { reapplyErasures } from './tombstone.js';

const ONE: Actor = { id: 'first-person', role: 'staff' };
const TWO: Actor = { id: 'second-person', role: 'staff' };
const EMAIL = 'amelia.hartnell@post.example';

describe('erasing a person (GDPR Art. 17)', () => {
  let database: TestDatabase;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let foundation: Foundation;
  let home: string;
  let requestId: string;
  let reference: string;
  let oldSubject: string;
  const now = () => new Date();

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await createEmptyDatabase();
    home = await mkdtemp(join(tmpdir(), 'rightsdesk-erasure-'));
    await loadDemoShop(shop.url);
    const secrets = loadOrMakeSecrets(SHARED_FOLDER);
    const env = { ...secrets, DATABASE_URL: database.url, KEYS_DATABASE_URL: database.keysUrl, TEMPORAL_ADDRESS: 'none:1' };
    foundation = composeFoundation(readPartEnvironment({ ...env, RIGHTSDESK_HOME: home }));
    await seedRegisters(foundation, now());
    await addConnector(foundation, { name: 'membership-shop', url: shop.url, dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8') });
    await addTaskSystem(foundation, { name: 'paper-archive' });
    const { ids, ...filed } = await fileRequest(
      foundation,
      {
        rights: ['erasure'],
        requester: { name: 'Amelia Hartnell', email: EMAIL },
        channel: 'api',
        language: 'en',
        details: 'Please erase me.',
      },
      { id: 'anyone', role: 'anyone' },
      {},
    );
    requestId = ids[0] ?? '';
    reference = filed.reference;
    oldSubject = filed.subjectId;
  });
  afterAll(async () => {
    await foundation.close();
    await Promise.all([database.drop(), shop.drop(), rm(home, { recursive: true, force: true })]);
  });

  const steps = () => createCaseSteps(foundation);
  const detail = async () => {
    const row = await findCase(foundation.pool, { reference });
    if (row === undefined) throw new Error('no case');
    return detailOf(foundation, row);
  };
  const rowsInShop = async () =>
    Object.values((await previewConnectorNamed(foundation, 'membership-shop', EMAIL)).collections).flat().length;

  it('shows in numbers what would go, and changes nothing', async () => {
    const before = await rowsInShop();
    await steps().acknowledge(requestId, now());
    await recordAct(foundation, reference, { type: 'identity', level: 'L3', how: 'Two facts of the record.' }, ONE);
    for (const system of await steps().startSearch(requestId, now())) await steps().searchSystem(requestId, system, now());
    await steps().finishSearch(requestId, now());
    await steps().planErasure(requestId, now());
    await steps().planErasure(requestId, now());
    const { erasure } = await detail();
    expect(erasure?.systems.map(({ system, status }) => [system, status])).toEqual([
      ['membership-shop', 'planned'],
      ['paper-archive', 'nothing'],
      ['rightsdesk', 'planned'],
    ]);
    expect(erasure?.totals.rows).toBeGreaterThan(5);
    expect(await rowsInShop()).toBe(before);
  });

  it('wants a lawful ground for what is kept, and a second person for the rest', async () => {
    const decide = (categories: object[]) =>
      recordAct(
        foundation,
        reference,
        { type: 'decision', outcome: 'granted', reasons: 'All of it.', categories: categories as never },
        ONE,
      );
    const order = { system: 'membership-shop', collection: 'shop_order' };
    await expect(decide([{ ...order, decide: 'keep', ground: '17(1)(a)', why: 'Handy.', until: '2030' }])).rejects.toMatchObject({
      code: 'GROUND_NOT_LAWFUL',
    });
    await expect(decide([{ ...order, decide: 'keep', ground: '17(3)(b)' }])).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await expect(decide([{ ...order, collection: 'nowhere', decide: 'erase', ground: '17(1)(a)' }])).rejects.toMatchObject({
      code: 'UNKNOWN_CATEGORY',
    });
    await decide([{ ...order, decide: 'keep', ground: '17(3)(b)', why: 'Tax law wants invoices kept.', until: 'the end of 2032' }]);
    await expect(recordAct(foundation, reference, { type: 'release' }, ONE)).rejects.toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    await expect(steps().eraseSystem(requestId, 'membership-shop', now())).rejects.toThrow('nobody has released');
    await recordAct(foundation, reference, { type: 'release' }, TWO);
    await expect(recordAct(foundation, reference, { type: 'release' }, TWO)).rejects.toMatchObject({ code: 'ERASURE_RUNS' });
  });

  it('erases what was decided in every system, once, and looks again', async () => {
    expect((await steps().readCase(requestId)).erasure).toEqual({ isReleased: true, openSystems: ['membership-shop', 'rightsdesk'] });
    for (const system of ['membership-shop', 'rightsdesk', 'membership-shop']) await steps().eraseSystem(requestId, system, now());
    const { erasure } = await detail();
    expect(erasure?.systems.map(({ status }) => status)).toEqual(['proven', 'nothing', 'proven']);
    const item = (collection: string) => erasure?.items.find((one) => one.collection === collection);
    expect(item('shop_order')).toMatchObject({ decision: 'keep', deleted: 0, masked: 0, until: 'the end of 2032' });
    expect(item('shop_account')?.remaining).toBe(0);
    expect((await steps().readCase(requestId)).erasure?.openSystems).toEqual([]);
  });

  it('makes our copies unreadable with their key, and keeps the file of the request under another', async () => {
    await tellRecipients(foundation, requestId, 'erased', now());
    expect(await steps().shredCopies(requestId, now())).toBe('waiting');
    await foundation.pool.query(`UPDATE letter SET status = 'sent', sent_at = now() WHERE request_id = $1`, [requestId]);
    const sealed = (
      await foundation.pool.query<{ sealed_profile: Buffer }>('SELECT sealed_profile FROM request WHERE id = $1', [requestId])
    ).rows[0];
    expect(await steps().shredCopies(requestId, now())).toBe('done');
    expect(await steps().shredCopies(requestId, now())).toBe('done');
    expect(await foundation.vault.open(oldSubject, sealed?.sealed_profile ?? Buffer.alloc(0), 'request.sealedProfile')).toBeUndefined();
    const after = await detail();
    expect(after.requester).toEqual({ name: 'Amelia Hartnell', email: EMAIL });
    expect(after.erasure?.shreddedAt).not.toBeNull();
    const { rows } = await foundation.pool.query('SELECT id FROM blob WHERE subject_id = $1', [oldSubject]);
    expect(rows).toEqual([]);
    const { rows: subjects } = await foundation.pool.query('SELECT email_index, erased_at FROM subject WHERE id = $1', [oldSubject]);
    expect(subjects).toEqual([{ email_index: null, erased_at: expect.any(Date) }]);
  });

  it('certifies it: what went, what is kept and why, until when', async () => {
    await steps().answerByLetter(requestId, now());
    const { rows } = await foundation.pool.query<{ id: string; code: string; sealed_facts: Buffer; subject_id: string }>(
      `SELECT id, code, sealed_facts, subject_id FROM letter WHERE request_id = $1 AND status = 'queued'`,
      [requestId],
    );
    expect(rows.map(({ code }) => code)).toEqual(['ERASED_PARTIAL']);
    const facts = await foundation.vault.open<Record<string, unknown>>(
      rows[0]?.subject_id ?? '',
      rows[0]?.sealed_facts ?? Buffer.alloc(0),
      'letter.sealedFacts',
    );
    expect(facts?.kept).toEqual(
      expect.arrayContaining([
        {
          category: 'Membership shop: Shop order',
          ground: 'Tax law wants invoices kept. (UK GDPR Art. 17(3)(b))',
          until: 'the end of 2032',
        },
        expect.objectContaining({ category: 'Membership shop: Shop payment', until: null }),
      ]),
    );
    expect(facts?.provenOn).not.toBeNull();
    expect(facts?.outstanding).toEqual([]);
    expect(await detail()).toMatchObject({ status: 'answered' });
  });

  it('answers a person who was erased before cleanly', async () => {
    const { ids, reference: again } = await fileRequest(
      foundation,
      { rights: ['erasure'], requester: { name: 'Amelia Hartnell', email: EMAIL }, channel: 'api', language: 'en' },
      { id: 'anyone', role: 'anyone' },
      {},
    );
    const id = ids[0] ?? '';
    await steps().acknowledge(id, now());
    await recordAct(foundation, again, { type: 'identity', level: 'L3', how: 'Two facts.' }, ONE);
    for (const system of await steps().startSearch(id, now())) await steps().searchSystem(id, system, now());
    await steps().finishSearch(id, now());
    await steps().planErasure(id, now());
    await recordAct(foundation, again, { type: 'decision', outcome: 'not-held', reasons: 'Nothing is left.' }, ONE);
    await steps().answerByLetter(id, now());
    const { rows } = await foundation.pool.query<{ code: string }>(`SELECT code FROM letter WHERE request_id = $1 ORDER BY id`, [id]);
    expect(rows.at(-1)?.code).toBe('NOT_HELD');
  });

  it('erases the person again where a system was restored from a backup of its own', async () => {
    expect(await reapplyErasures(foundation, 'membership-shop')).toMatchObject({ people: 0, rows: 0 });
    const owner = new pg.Client({ connectionString: shop.url });
    await owner.connect();
    await owner.query('DROP SCHEMA membership_shop CASCADE');
    await owner.end();
    await loadDemoShop(shop.url);
    expect(await rowsInShop()).toBeGreaterThan(5);
    const again = await reapplyErasures(foundation, 'membership-shop');
    expect(again).toMatchObject({ people: 1, byHand: 0 });
    expect(again.rows).toBeGreaterThan(5);
    expect(await rowsInShop()).toBe(0);
    await expect(reapplyErasures(foundation, 'paper-archive')).rejects.toMatchObject({ code: 'NOTHING_TO_GO_THROUGH' });
  });

  it('leaves a chain of evidence that is whole', async () => {
    const secrets = loadOrMakeSecrets(SHARED_FOLDER);
    const report = await verifyEvidence({ pool: foundation.pool, signingKey: secrets.ROOT_SIGNING_KEY } as never, {});
    expect(report.firstProblem).toBeFalsy();
    const { rows } = await foundation.pool.query<{ event: string }>('SELECT event FROM evidence WHERE request_id = $1 ORDER BY seq', [
      requestId,
    ]);
    const events = rows.map(({ event }) => event);
    for (const event of [
      'erasure-planned',
      'erasure-released',
      'erasure-executed',
      'erasure-verified',
      'file-moved-to-new-key',
      'key-destroyed',
    ])
      expect(events).toContain(event);
    expect(events.filter((event) => event === 'key-destroyed')).toHaveLength(1);
  });
});
