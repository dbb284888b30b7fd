import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { addTaskSystem } from '../../adapters/connectors/connected-systems.js';
import { art15FactsOf } from '../../adapters/db/requests/art15.js';
import { requireCase } from '../../adapters/db/requests/case-row.js';
import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import { detailOf } from '../../adapters/db/requests/detail.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { answerOf } from '../../adapters/package/answer.js';
import { hire, openDeskBrowser } from '../../tests/support/desk-people.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF');
const SYSTEM = 'paper-archive';

describe('what somebody found in a system without an interface', () => {
  let door: TestDoor;
  let staff: { authorization: string };
  beforeAll(async () => {
    door = await openTestDoor(0);
    staff = { authorization: `Bearer ${door.tokens[0]}` };
    await addTaskSystem(door.foundation, { name: SYSTEM });
  }, 60_000);
  afterAll(() => door.close());

  /** A case whose archive is being searched. */
  async function searched(): Promise<{ id: string; reference: string }> {
    const filed = await createRequestDesk(door.foundation).file(
      {
        rights: ['access'],
        requester: { name: 'Ida Quellmann', email: `${crypto.randomUUID()}@example.org` },
        channel: 'api',
        language: 'en',
      },
      { id: 'anyone', role: 'anyone' },
    );
    await door.foundation.pool.query(
      `UPDATE request SET is_identity_proven = true, identity_level = 'L3', status = 'assessing' WHERE id = $1`,
      [filed.id],
    );
    const steps = createCaseSteps(door.foundation);
    for (const system of await steps.startSearch(filed.id, new Date())) await steps.searchSystem(filed.id, system, new Date());
    await steps.finishSearch(filed.id, new Date());
    return filed;
  }
  const send = (
    reference: string,
    { system = SYSTEM, files = [PDF], headers = staff }: { system?: string; files?: Buffer[]; headers?: Record<string, string> } = {},
  ) => {
    const call = request(door.app).post(`/api/v1/requests/${reference}/hand-in`).set(headers).field('system', system);
    for (const content of files) call.attach('files', content, { filename: 'box-7.pdf', contentType: 'application/pdf' });
    return call;
  };

  it('ends the search there, is held data, and goes into the answer', async () => {
    const { id, reference } = await searched();
    const { status, body } = await send(reference);
    expect([status, body.reference]).toEqual([201, reference]);
    expect(await createCaseSteps(door.foundation).searchSystem(id, SYSTEM, new Date())).toEqual({ system: SYSTEM, status: 'answered' });
    const row = await requireCase(door.foundation.pool, { id });
    const detail = await detailOf(door.foundation, row);
    expect(detail.sources).toContainEqual(expect.objectContaining({ system: SYSTEM, status: 'answered', isComplete: true }));
    expect(detail.assessment?.known.held).toBe('yes');
    const archive = (await answerOf(door.foundation, id)).systems.find(({ name }) => name === SYSTEM);
    expect(archive?.files).toEqual([{ filename: 'paper-archive.pdf', blobId: expect.any(String) }]);
    expect(await door.foundation.blobs.read(archive?.files[0]?.blobId ?? '')).toEqual(PDF);
    const letter = await art15FactsOf(door.foundation, row, new Date());
    expect(letter.nothingHeldIn).not.toContain('Paper archive');
    expect(letter.systems).toContainEqual(expect.objectContaining({ name: 'Paper archive', records: 1 }));
    const { rows } = await door.foundation.pool.query(`SELECT data FROM evidence WHERE request_id = $1 AND event = 'task-done'`, [id]);
    expect(rows).toEqual([
      { data: expect.objectContaining({ system: SYSTEM, sizeBytes: PDF.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }) },
    ]);
    expect((await send(reference)).body).toMatchObject({ status: 409, code: 'NO_OPEN_TASK' });
  });

  it.each([
    ['no file', { files: [] }, 422, 'FILE_EMPTY'],
    ['a file of another kind', { files: [Buffer.from('hello')] }, 422, 'FILE_KIND_UNKNOWN'],
    ['two files', { files: [PDF, PDF] }, 422, 'TOO_MANY_FILES'],
    ['a system that nobody searches by hand', { system: 'rightsdesk' }, 409, 'NO_OPEN_TASK'],
    ['nobody in particular', { headers: {} }, 401, 'NOT_SIGNED_IN'],
  ])('is not taken with or from %s, and the search stays open', async (_what, sent, status, code) => {
    const { id, reference } = await searched();
    const answer = await send(reference, sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    const { rows } = await door.foundation.pool.query('SELECT status, blob_id FROM human_task WHERE request_id = $1', [id]);
    expect(rows).toEqual([{ status: 'open', blob_id: null }]);
  });

  it('is handed in at the desk, from the list of systems of the case', async () => {
    const { id, reference } = await searched();
    const anna = await openDeskBrowser(door, await hire(door, 'Anna'));
    const home = `/desk/requests/${reference}`;
    expect((await anna.get(home)).text).toContain(`${home}/hand-in?system=paper-archive`);
    const page = await anna.get(`${home}/hand-in?system=paper-archive`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const post = (content: Buffer) =>
      anna.agent
        .post(`${home}/hand-in`)
        .set('accept', 'text/html')
        .field('_csrf', csrf)
        .field('system', SYSTEM)
        .attach('files', content, 'box.pdf');
    const wrong = await post(Buffer.from('hello'));
    expect([wrong.status, wrong.text.includes('Only PDF, PNG and JPEG files are taken')]).toEqual([422, true]);
    const done = await post(PDF);
    expect([done.status, done.headers.location]).toEqual([303, home]);
    const { rows } = await door.foundation.pool.query('SELECT status FROM human_task WHERE request_id = $1', [id]);
    expect(rows).toEqual([{ status: 'done' }]);
    expect(door.faults).toEqual([]);
  });
});
