import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteExpiredProofs } from '../../adapters/db/requests/proof-files.js';
import type { Actor, NewRequest } from '../../domain/request/filing.js';
import { PROOF_KEPT_DAYS } from '../../domain/request/proof.js';
import { type Office, openOffice, STAFF } from '../support/office.js';

const PDF = { name: 'Vollmacht.pdf', content: Buffer.from('%PDF-1.7 signed'), mediaType: 'application/pdf' as const };
const AGENT: Actor = { id: 'requester', role: 'requester' };
const IDA = { onBehalfOf: 'Ida Quellmann', behalf: { capacity: 'authorised', email: 'ida@example.org' } } as const;

describe('somebody who asks for another', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  const column = async (reference: string, name: string) =>
    (await office.foundation.pool.query(`SELECT ${name} AS value FROM request WHERE reference = $1`, [reference])).rows[0]?.value;
  let agents = 0;
  const file = async (more: Partial<NewRequest> = {}, options = {}) => {
    agents += 1;
    const { reference } = await office.file(
      { requester: { name: 'Rosa Anwalt', email: `rosa${agents}@law.example` }, ...IDA, ...more },
      options,
    );
    return reference;
  };
  const sendProof = (reference: string) => office.desk.proofs.add(reference, { kind: 'authority', via: 'page', files: [PDF] }, AGENT);
  async function addressees(reference: string): Promise<Record<string, string>> {
    const { pool, vault } = office.foundation;
    const { rows } = await pool.query<{ code: string; subject_id: string; sealed_to: Buffer }>(
      'SELECT code, l.subject_id, sealed_to FROM letter l JOIN request r ON r.id = l.request_id WHERE r.reference = $1',
      [reference],
    );
    const opened = rows.map(async (row) => [row.code, (await vault.open<string>(row.subject_id, row.sealed_to, 'letter.sealedTo')) ?? '']);
    return Object.fromEntries(await Promise.all(opened));
  }

  it('is asked for the authority and for nothing else; the UK month begins with the proof, which is deleted at the check', async () => {
    const reference = await file({ jurisdiction: 'UK', calendar: 'ENG' });
    await office.until(reference, 'identity');
    const codes = await office.codes(reference);
    expect([codes.includes('AUTHORITY_REQUEST'), codes.includes('ID_REQUEST')]).toEqual([true, false]);
    expect(await column(reference, 'due_on')).toBeNull();
    await office.passDays(3, reference);
    await sendProof(reference);
    expect(await column(reference, 'due_on')).not.toBeNull();
    const [proof] = (await office.desk.detail(reference))?.proofs ?? [];
    const opened = await office.desk.proofs.open(reference, proof?.id ?? '', STAFF);
    expect(Buffer.concat(await opened.stream.toArray()).equals(PDF.content)).toBe(true);
    await office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'a power of attorney' });
    await office.until(reference, 'deciding');
    expect((await office.desk.detail(reference))?.assessment?.known.agent).toBe('authorised');
    const events = await office.events(reference);
    for (const event of [
      'proof-file-received',
      'authority-received',
      'proof-file-shown',
      'authority-confirmed',
      'identity-document-deleted',
    ])
      expect(events).toContain(event);
    const blobs = await office.foundation.pool.query('SELECT 1 FROM blob WHERE id = $1', [proof?.id]);
    expect(blobs.rowCount).toBe(0);
    await expect(office.desk.proofs.open(reference, proof?.id ?? '', STAFF)).rejects.toMatchObject({ code: 'PROOF_DELETED' });
    await office.replay(reference);
  }, 120_000);

  it('gets the data of the person and never those of their own', async () => {
    const reference = await file();
    await office.until(reference, 'identity');
    const { pool, vault } = office.foundation;
    const { rows } = await pool.query<{ is_person: boolean; is_agent: boolean }>(
      `SELECT s.email_index = $2 AS is_person, s.email_index = $3 AS is_agent FROM request r JOIN subject s ON s.id = r.subject_id WHERE reference = $1`,
      [reference, vault.blindIndex('ida@example.org'), vault.blindIndex(`rosa${agents}@law.example`)],
    );
    expect(rows[0]).toEqual({ is_person: true, is_agent: false });
  }, 60_000);

  it('in doubt the person proves who they are and gets the answer', async () => {
    const reference = await file();
    await office.until(reference, 'identity');
    await sendProof(reference);
    await office.act(reference, { type: 'authority', verdict: 'doubted', how: 'the signature differs' });
    await office.until(reference, 'identity');
    expect((await addressees(reference)).ID_REQUEST).toBe('ida@example.org');
    await office.pressLink(reference);
    await office.until(reference, 'deciding');
    expect((await office.desk.detail(reference))?.assessment?.known.agent).toBe('none');
    await office.act(reference, { type: 'decision', outcome: 'not-held', reasons: 'Nothing is held.' });
    await office.until(reference, 'answered');
    const to = await addressees(reference);
    expect([to.ACK, to.NOT_HELD]).toEqual([`rosa${agents}@law.example`, 'ida@example.org']);
  }, 120_000);

  it('is told why a proof was not enough, and asked once more', async () => {
    const reference = await file();
    await office.until(reference, 'identity');
    await expect(office.act(reference, { type: 'authority', verdict: 'missing', how: 'none' })).rejects.toMatchObject({
      code: 'AUTHORITY_ALREADY_ASKED',
    });
    await sendProof(reference);
    await office.act(reference, { type: 'authority', verdict: 'missing', how: 'It names another person.' });
    expect(await column(reference, 'authority')).toBe('asked');
    expect((await office.codes(reference)).filter((code) => code === 'AUTHORITY_REQUEST')).toHaveLength(2);
    await sendProof(reference);
    await office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'A new note.' });
    await office.until(reference, 'deciding');
  }, 120_000);

  it('who stays silent is reminded twice and refused; a proof after that brings the case back', async () => {
    const reference = await file({}, { leaps: true });
    await office.until(reference, 'closed');
    expect(await column(reference, 'outcome')).toBe('refused');
    const codes = await office.codes(reference);
    expect([codes.filter((code) => code === 'AUTHORITY_REQUEST').length, codes.includes('CLOSED')]).toEqual([3, true]);
    await office.replay(reference);
    await sendProof(reference);
    await office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'a note' });
    expect(await column(reference, 'closed_at')).toBeNull();
  }, 120_000);

  it('a proof nobody looked at is not held against them, and its file goes after seven days', async () => {
    const reference = await file();
    await office.until(reference, 'identity');
    await sendProof(reference);
    await office.passDays(PROOF_KEPT_DAYS + 1, reference);
    expect(await deleteExpiredProofs(office.foundation)).toBe(1);
    expect(await deleteExpiredProofs(office.foundation)).toBe(0);
    await office.passDays(40, reference);
    expect(await column(reference, 'status')).toBe('identity');
  }, 120_000);

  it('of several rights in one message is asked and checked once', async () => {
    const reference = await file({ rights: ['access', 'erasure'] });
    const linked = (await office.desk.detail(reference))?.linked ?? [];
    for (const one of [reference, ...linked]) await office.until(one, 'identity');
    const asked = (await Promise.all([reference, ...linked].map((one) => office.codes(one)))).flat();
    expect(asked.filter((code) => code === 'AUTHORITY_REQUEST')).toHaveLength(1);
    await sendProof(reference);
    await office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'a note' });
    for (const one of [reference, ...linked]) await office.until(one, 'deciding');
  }, 120_000);

  it('nothing is sent that was not asked for', async () => {
    const { reference } = await office.file({ requester: { name: 'Uwe Quellmann', email: 'uwe@example.org' } });
    await office.until(reference, 'identity');
    for (const kind of ['authority', 'identity'] as const)
      await expect(office.desk.proofs.add(reference, { kind, via: 'page', files: [PDF] }, AGENT)).rejects.toMatchObject({
        code: 'NO_PROOF_NEEDED_NOW',
      });
  }, 60_000);

  it.each([
    ['a young child by its parent', 9, 'DE', 'requester'],
    ['a child presumed able, by its parent', 16, 'DE', 'person'],
  ])(
    '%s',
    async (_what, childAge, calendar, answerTo) => {
      const reference = await file({ behalf: { capacity: 'parent', email: 'ida@example.org' }, childAge, jurisdiction: 'EU', calendar });
      await office.until(reference, 'identity');
      await office.act(reference, { type: 'authority', verdict: 'confirmed', how: 'a birth certificate' });
      expect(await column(reference, 'answer_to')).toBe(answerTo);
    },
    60_000,
  );
});
