import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { missingIn } from '../../../domain/processing-record.js';
import { seedRegisters } from '../../../prisma/demo/registers.js';
import { openTestDoor, type TestDoor } from '../../../tests/support/door.js';
import { addTaskSystem } from '../../connectors/connected-systems.js';
import { REGISTERS } from '../../connectors/registers/registers.js';
import { createRegisterDesk } from './register-desk.js';

let door: TestDoor;
beforeAll(async () => {
  door = await openTestDoor(1);
  await seedRegisters(door.foundation, new Date());
  await addTaskSystem(door.foundation, { name: 'paper-archive', label: 'Paper archive' });
}, 120_000);
afterAll(() => door.close());
const desk = () => createRegisterDesk(door.foundation);

describe('the records of processing from our own data', () => {
  it('hold every register, what is kept apart, and a system that only a person can look into', async () => {
    const records = await desk().records.list();
    const activities = records.map(({ activity }) => activity);
    for (const { name } of REGISTERS) expect(activities).toContain(`rightsdesk/${name}`);
    expect(activities).toEqual(expect.arrayContaining(['rightsdesk/apart.visit', 'rightsdesk/apart.sign_up', 'paper-archive/']));
    const own = records.find(({ activity }) => activity === 'rightsdesk/newsletter');
    expect(own).toMatchObject({ persons: 'subscribers', period: expect.stringContaining('three years'), source: 'you', basis: 'consent' });
    expect(records.filter((record) => record.system === 'Our own registers').flatMap((record) => missingIn(record))).toEqual(
      expect.not.arrayContaining(['purposes', 'persons', 'measures', 'period']),
    );
    expect(missingIn(records.find(({ activity }) => activity === 'paper-archive/') ?? raise())).toContain('purposes');
  });

  it('take what the officer adds, keep what stood before, and refuse a change', async () => {
    const { records } = desk();
    for (const text of ['EU only', 'none'])
      await records.add({ activity: 'rightsdesk/newsletter', field: 'transfers', text }, 'an-account');
    const of = async () => (await records.list()).find(({ activity }) => activity === 'rightsdesk/newsletter');
    expect((await of())?.additions.transfers).toMatchObject({ text: 'none', by: 'an-account' });
    expect((await records.history('rightsdesk/newsletter')).map(({ text }) => text)).toEqual(['none', 'EU only']);
    await records.add({ activity: 'rightsdesk/newsletter', field: 'transfers', text: '' }, 'an-account');
    expect((await of())?.additions.transfers).toBeUndefined();
    await records.add({ activity: 'rightsdesk/*', field: 'transfers', text: 'none: kept in London' }, 'an-account');
    const own = (await records.list()).filter(({ system }) => system === 'Our own registers');
    expect(own.flatMap((record) => missingIn(record))).toEqual([]);
    await expect(door.foundation.pool.query(`UPDATE record_addition SET text = 'x'`)).rejects.toThrow(/permission denied/);
  });

  it('are a PDF with every activity in it', async () => {
    const pdf = await desk().records.pdf(await desk().records.list(), '2026-11-29');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
  }, 60_000);
});

describe('the register of disclosures from our own data', () => {
  it('names recipients and no person, and filters by recipient, day and case', async () => {
    const { disclosures } = desk();
    const all = await disclosures.list({ limit: 100 });
    expect(all.lines.length).toBeGreaterThan(2);
    const [recipient = ''] = await disclosures.recipients();
    const some = await disclosures.list({ limit: 100, recipient });
    expect(some.lines.length).toBeGreaterThan(0);
    expect(new Set(some.lines.map((line) => line.recipient))).toEqual(new Set([recipient]));
    const { rows } = await door.foundation.pool.query<{ id: string }>('SELECT id FROM subject');
    for (const { id } of rows) expect(JSON.stringify(all)).not.toContain(id);
    expect((await disclosures.list({ limit: 1 })).hasMore).toBe(true);
    expect((await disclosures.list({ limit: 10, to: '2001-01-01' })).lines).toEqual([]);
    expect((await disclosures.list({ limit: 10, reference: door.references[0] ?? '' })).lines).toEqual([]);
  });

  it('has what went straight to another organisation, without saying which (GDPR Art. 20(2))', async () => {
    const { pool, vault } = door.foundation;
    const [reference = ''] = door.references;
    const { rows } = await pool.query<{ id: string; subject_id: string }>('SELECT id, subject_id FROM request WHERE reference = $1', [
      reference,
    ]);
    const [{ id, subject_id: subjectId } = { id: '', subject_id: '' }] = rows;
    const destination = { given: 'rowing-club.example', name: 'The Rowing Club' };
    const sealed = await vault.seal(subjectId, destination, 'portabilityTransfer.sealedDestination');
    const transfer = [randomUUID(), id, subjectId, sealed];
    await pool.query(
      `INSERT INTO portability_transfer (id, request_id, subject_id, sealed_destination, status, settled_at) VALUES ($1, $2, $3, $4, 'delivered', now())`,
      transfer,
    );
    const { lines } = await desk().disclosures.list({ limit: 10, reference });
    expect(lines).toMatchObject([{ recipient: 'an organisation the person chose', system: 'rightsdesk' }]);
    expect(JSON.stringify(lines)).not.toContain('Rowing');
  });
});

function raise(): never {
  throw new Error('not there');
}
