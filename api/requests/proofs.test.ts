import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { createCaseSteps } from '../../adapters/db/requests/steps/case-steps.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';

const PDF = { name: 'authority.pdf', content: Buffer.from('%PDF-1.7\nI authorise Rosa.') };
const PNG = {
  name: 'card.png',
  content: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
};
const AGENT = { requester: { name: 'Rosa Anwalt', email: 'rosa@law.example' }, onBehalfOf: 'Ida Quellmann' };

let door: TestDoor;
const tokens = { staff: '', auditor: '' };
beforeAll(async () => {
  door = await openTestDoor(0);
  const accounts = createAccounts(door.foundation);
  tokens.staff = door.tokens[0] ?? '';
  tokens.auditor = await accounts.createToken('auditor');
}, 60_000);
afterAll(() => door.close());

const by = (token: string) => ({ authorization: `Bearer ${token}` });
const act = (reference: string, name: string, body: object) =>
  request(door.app).post(`/api/v1/requests/${reference}/${name}`).set(by(tokens.staff)).send(body);

/** Files a case and brings it to where the identity or the authority is asked. */
async function asked(more: object): Promise<string> {
  const body = { right: 'access', requester: { name: 'Ida Quellmann', email: `${crypto.randomUUID()}@example.org` }, ...more };
  const filed = await request(door.app).post('/api/v1/requests').set(by(tokens.staff)).send(body);
  const steps = createCaseSteps(door.foundation);
  await steps.acknowledge(filed.body.id, new Date());
  await steps.askIdentity(filed.body.id, new Date());
  return filed.body.reference;
}

interface Sent {
  kind?: string;
  fields?: Record<string, string>;
  files?: readonly { name: string; content: Buffer }[];
  headers?: Record<string, string>;
}
function send(
  reference: string,
  { kind = 'authority', fields = {}, files = [PDF], headers = by(tokens.staff) }: Sent,
  from = request(door.app),
) {
  const call = from.post(`/api/v1/requests/${reference}/proofs`).set(headers).field('kind', kind);
  for (const [name, value] of Object.entries(fields)) call.field(name, value);
  for (const { name, content } of files) call.attach('files', content, { filename: name, contentType: 'application/pdf' });
  return call;
}

describe('POST …/proofs', () => {
  it('keeps an authority with the address of the person, and the case waits for the check', async () => {
    const reference = await asked(AGENT);
    const { status, body } = await send(reference, { fields: { personEmail: 'ida@example.org' } });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { proofs: [{ kind: 'authority', via: 'api', mediaType: 'application/pdf', sizeBytes: PDF.content.length, deletedAt: null }] },
    });
    const { body: detail } = await request(door.app).get(`/api/v1/requests/${reference}`).set(by(tokens.staff));
    expect(detail.agency).toMatchObject({ authority: 'received', personEmail: 'ida@example.org' });
    expect(detail.timeline.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(['proof-file-received', 'authority-received']),
    );
    expect(JSON.stringify(body)).not.toContain('authority.pdf');
  });

  it('takes a document of identity only where one was asked for, as a picture, and deletes it at the check', async () => {
    const reference = await asked({});
    const early = await send(reference, { kind: 'identity', files: [PNG] });
    expect(early).toMatchObject({ status: 409, body: { code: 'NO_PROOF_NEEDED_NOW', detail: expect.stringContaining('Art. 5(1)(c)') } });
    await act(reference, 'identity-doubt', { doubt: 'sensitive-data', level: 'L4', why: 'Health data are held.' });
    expect((await send(reference, { kind: 'identity', files: [PDF] })).body.code).toBe('FILE_KIND_UNKNOWN');
    const taken = await send(reference, { kind: 'identity', files: [PNG] });
    expect([taken.status, taken.body.proofs.length]).toEqual([201, 1]);
    await act(reference, 'identity', { level: 'L4', how: 'seen' });
    const { body } = await request(door.app).get(`/api/v1/requests/${reference}`).set(by(tokens.staff));
    expect(body.proofs).toMatchObject([{ kind: 'identity', deletedAt: expect.any(String) }]);
  });

  it('keeps what shows the right value of a correction, for one field or for all, until it is decided', async () => {
    const corrections = [{ record: 'membership register', field: 'family name', proposed: 'Quellmann', reason: 'Married.' }];
    const reference = await asked({ right: 'rectification', corrections });
    const seen = async () => (await request(door.app).get(`/api/v1/requests/${reference}`).set(by(tokens.staff))).body;
    const [{ id: field }] = (await seen()).corrections;
    const one = await send(reference, { kind: 'correction', fields: { correction: field } });
    await createCaseSteps(door.foundation).sortCorrections((await seen()).id, new Date()); // what says who decides over each field
    expect((await seen()).rectification.items).toMatchObject([{ id: field }]);
    expect({ status: one.status, body: one.body }).toMatchObject({
      status: 201,
      body: { proofs: [], files: [{ correction: field, mediaType: 'application/pdf', sizeBytes: PDF.content.length }] },
    });
    expect((await send(reference, { kind: 'correction' })).body.files).toHaveLength(2);
    expect(JSON.stringify(one.body)).not.toContain('authority.pdf');
    const added = (await seen()).timeline.filter(({ event }: { event: string }) => event === 'evidence-file-added');
    expect(added.map(({ actor }: { actor: string }) => actor)).toEqual(['staff', 'staff']);
    const wrong = await send(reference, { kind: 'correction', fields: { correction: crypto.randomUUID() } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'NO_SUCH_FIELD']);
    const inWords = await asked({ right: 'rectification', details: 'My name is spelt wrong.' });
    const early = await send(inWords, { kind: 'correction', fields: { correction: field } });
    expect(early.body).toMatchObject({ code: 'NO_SUCH_FIELD', detail: expect.stringContaining('kept for the whole request') });
    expect((await send(inWords, { kind: 'correction' })).body.files).toMatchObject([{ correction: null }]);
    const other = await send(await asked({}), { kind: 'correction' });
    expect([other.status, other.body.code]).toEqual([409, 'NO_PROOF_NEEDED_NOW']);
  });

  it.each([
    ['an unknown kind', { kind: 'passport' }, '/kind'],
    ['a field that is none', { fields: { name: 'Ida' } }, '/name'],
    ['an address that is none', { fields: { personEmail: 'ida' } }, '/personEmail'],
    ['no file', { files: [] }, '/files'],
    ['a file of no kind we take', { files: [{ name: 'a.pdf', content: Buffer.from('<script>') }] }, '/files/0'],
    ['more files than one form takes', { files: Array.from({ length: 6 }, () => PDF) }, '/files'],
  ] as [string, Sent, string][])('refuses %s, with the field, and keeps nothing', async (_what, sent, pointer) => {
    const reference = await asked(AGENT);
    const { status, body } = await send(reference, sent);
    expect([status, body.errors?.map((one: { pointer: string }) => one.pointer)]).toEqual([422, [pointer]]);
    const { body: detail } = await request(door.app).get(`/api/v1/requests/${reference}`).set(by(tokens.staff));
    expect([detail.proofs, detail.agency.authority]).toEqual([[], 'asked']);
  });

  it('says how a body is to be sent that is no form', async () => {
    const reference = await asked(AGENT);
    const { status, body } = await act(reference, 'proofs', { kind: 'authority' });
    expect([status, body.code]).toEqual([422, 'FORM_NOT_READABLE']);
  });

  it('is for the desk and for the person whose link this browser used; an unknown case looks like one of others', async () => {
    const reference = await asked(AGENT);
    expect((await send(reference, { headers: {} })).status).toBe(401);
    expect((await send('RR-2026-000000', { headers: {} })).status).toBe(401);
    expect((await send(reference, { headers: by(tokens.auditor) })).status).toBe(403);
    expect((await send('RR-2026-000000', {})).status).toBe(404);
  });

  it('takes it from the browser that used the mailed link, not at the wish of another website', async () => {
    const reference = await asked({});
    await act(reference, 'identity-doubt', { doubt: 'conflicting-claims', level: 'L4', why: 'Two people say they are her.' });
    const person = request.agent(door.app);
    await person.post(`/link/${await linkOf(reference)}`);
    const sent = { kind: 'identity', files: [PNG], headers: {} };
    const forged = await send(reference, { ...sent, headers: { 'sec-fetch-site': 'cross-site' } }, person);
    expect([forged.status, forged.body.code]).toEqual([403, 'CROSS_SITE_FORM']);
    expect((await send(reference, sent, person)).body.proofs).toMatchObject([{ kind: 'identity', via: 'api' }]);
    expect((await send(await asked({}), sent, person)).status).toBe(401);
  });

  it('stands in the document of the wire, as a form with files', async () => {
    const { body } = await request(door.app).get('/openapi.json');
    const { post } = body.paths['/api/v1/requests/{reference}/proofs'];
    const { schema } = post.requestBody.content['multipart/form-data'];
    expect(Object.keys(schema.properties)).toEqual(['kind', 'personEmail', 'correction', 'files']);
    expect(schema.required).toEqual(['kind', 'files']);
    expect(Object.keys(body.components.schemas.ProofFile.properties)).toEqual(
      Object.keys((await send(await asked(AGENT), {})).body.proofs[0]),
    );
    expect(door.faults).toEqual([]);
  });
});

/** The token of the newest link that a letter of this case carries. */
async function linkOf(reference: string): Promise<string> {
  const { pool, vault } = door.foundation;
  const { rows } = await pool.query<{ subject_id: string; sealed_facts: Buffer }>(
    `SELECT l.subject_id, sealed_facts FROM letter l JOIN request r ON r.id = l.request_id
      WHERE r.reference = $1 AND code IN ('ID_REQUEST', 'ID_REMINDER') ORDER BY l.created_at DESC LIMIT 1`,
    [reference],
  );
  const [row] = rows;
  const facts = row && (await vault.open<{ link: string }>(row.subject_id, row.sealed_facts, 'letter.sealedFacts'));
  return facts?.link.split('/').at(-1) ?? '';
}
