import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccounts } from '../../adapters/accounts/accounts.js';
import { poolForUse } from '../../adapters/db/restrictions/allowed-use.js';
import { suspendSeal } from '../../adapters/db/seals/act-seal.js';
import { issueBatches } from '../../adapters/db/seals/bulk/issue-batch.js';
import { recordDomainCheck } from '../../adapters/db/seals/keep/check-domains.js';
import { deliverWebhooks } from '../../adapters/db/seals/keep/deliver-webhooks.js';
import { followRecords } from '../../adapters/db/seals/keep/follow-records.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { verifyEvidence } from '../../adapters/evidence/verify.js';
import { openTestDoor, type TestDoor } from '../../tests/support/door.js';
import { IS_LONG_RUN } from '../../tests/support/long-run.js';
import { SHARED_FOLDER } from '../../tests/support/shared-folder.js';

let door: TestDoor;
let server: Server;
let base: string;
const token: Record<string, string> = {};

beforeAll(async () => {
  door = await openTestDoor(0);
  const { pool } = door.foundation;
  await pool.query(
    `INSERT INTO issuer (slug, name, website) VALUES ('guild', 'The Guild', 'https://guild.example'), ('institute', 'The Institute', 'https://institute.example')`,
  );
  const accounts = createAccounts(door.foundation);
  for (const slug of ['guild', 'institute']) token[slug] = await accounts.createToken('issuer', slug);
  token.staff = await accounts.createToken('staff');
  server = createServer(door.app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}, 120_000);
afterAll(async () => {
  server.close();
  await door.close();
});

// The wire's answers are of any shape until a test has looked at them.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Answer = { status: number; body: any; headers: Headers };

async function call(method: string, path: string, options: { as?: string; body?: unknown; key?: string } = {}): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const bearer = token[options.as ?? 'guild'];
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  if (options.key !== undefined) headers['idempotency-key'] = options.key;
  const response = await fetch(`${base}${path}`, {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}
const get = (path: string, as?: string) => call('GET', path, { ...(as === undefined ? {} : { as }) });
const post = (path: string, body: unknown, options: { as?: string; key?: string } = {}) => call('POST', path, { ...options, body });

let counter = 0;
async function issued(more: object = {}): Promise<Answer['body']> {
  counter += 1;
  const member = { name: `Member ${counter}`, domain: `member-${counter}.example` };
  const { status, body } = await post('/seals', { member, kind: 'website', ...more });
  expect(status).toBe(201);
  return body;
}

describe('/api/v1/seals', () => {
  it('issues a seal, and lists and shows it as the wire says', async () => {
    const { status, body, headers } = await post('/seals', {
      member: { name: 'Kiln Yard Pottery', registrationNumber: 'R-17', domain: 'Kiln-Yard.Example' },
      kind: 'Membership Trust Seal',
      licenceNumber: 'L-1',
      validUntil: '2028-01-31T00:00:00+01:00',
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/seals/${body.id}`);
    expect(body).toMatchObject({
      status: 'active',
      kind: 'membership-trust',
      member: 'Kiln Yard Pottery',
      domain: 'kiln-yard.example',
      validUntil: '2028-01-30T23:00:00.000Z',
      verifyUrl: `http://127.0.0.1:3000/verify/${body.id}`,
      states: 'Kiln Yard Pottery is a member of The Guild.',
      acts: ['suspend', 'revoke', 'renew', 'supersede'],
      history: [{ event: 'seal-issued', role: 'issuer' }],
    });
    const { body: page } = await get('/seals?status=active&limit=1');
    expect(page).toEqual({
      items: [
        {
          id: body.id,
          status: 'active',
          kind: 'membership-trust',
          member: 'Kiln Yard Pottery',
          domain: 'kiln-yard.example',
          validFrom: body.validFrom,
          validUntil: body.validUntil,
          verifyUrl: body.verifyUrl,
        },
      ],
      hasMore: false,
      after: null,
    });
    const again = await post('/seals', { member: 'kiln yard pottery', kind: 'website' });
    expect(again.body).toMatchObject({ member: 'Kiln Yard Pottery', domain: 'kiln-yard.example', memberId: body.memberId });
  });

  it('pages through them', async () => {
    for (let n = 0; n < 3; n += 1) await issued({ kind: 'privacy' });
    const first = await get('/seals?kind=privacy&limit=2');
    expect([first.body.items.length, first.body.hasMore]).toEqual([2, true]);
    const second = await get(`/seals?kind=privacy&limit=2&after=${first.body.after}`);
    expect(second.body.items.length).toBe(1);
    expect(second.body).toMatchObject({ hasMore: false, after: null });
  });

  it('makes one seal of the same Idempotency-Key and of the same reference', async () => {
    const body = { member: { name: 'Once Ltd', domain: 'once.example' }, kind: 'website' };
    const [one, other] = [await post('/seals', body, { key: 'k1' }), await post('/seals', body, { key: 'k1' })];
    expect(other.body.id).toBe(one.body.id);
    expect((await post('/seals', { ...body, kind: 'privacy' }, { key: 'k1' })).status).toBe(422);
    const referred = await post('/seals', { ...body, reference: 'REF-1' });
    expect(await post('/seals', { ...body, reference: 'REF-1' })).toMatchObject({ status: 200, body: { id: referred.body.id } });
    expect(await post('/seals', { ...body, kind: 'privacy', reference: 'REF-1' })).toMatchObject({
      status: 409,
      body: { code: 'SEAL_REFERENCE_TAKEN' },
    });
  });

  it('drafts only when asked, and issues the draft', async () => {
    const draft = await issued({ draft: true });
    expect(draft.status).toBe('draft');
    expect((await post(`/seals/${draft.id}/suspend`, { reason: 'x' })).body).toMatchObject({ status: 409, code: 'SEAL_IS_DRAFT' });
    expect((await post(`/seals/${draft.id}/issue`, {})).body).toMatchObject({ status: 'active' });
  });

  it('suspends, reinstates, renews and revokes, each with its history', async () => {
    const { id, validUntil } = await issued();
    expect((await post(`/seals/${id}/suspend`, { reason: 'A complaint is looked into.' })).body).toMatchObject({ status: 'suspended' });
    expect((await post(`/seals/${id}/renew`, {})).body).toMatchObject({ code: 'SEAL_IS_SUSPENDED' });
    expect((await post(`/seals/${id}/reinstate`, {})).body).toMatchObject({ status: 'active' });
    const renewed = (await post(`/seals/${id}/renew`, {})).body;
    expect(renewed).toMatchObject({ status: 'active', version: 2 });
    expect(renewed.validUntil > validUntil).toBe(true);
    const revoked = await post(`/seals/${id}/revoke`, { reason: 'The membership ended.' });
    expect(revoked.body).toMatchObject({ status: 'revoked', acts: [] });
    expect(revoked.body.history.map(({ event }: { event: string }) => event)).toEqual([
      'seal-issued',
      'seal-suspended',
      'seal-reinstated',
      'seal-renewed',
      'seal-revoked',
    ]);
    expect(revoked.body.history.at(-1)).toMatchObject({ reason: 'The membership ended.' });
    expect(await post(`/seals/${id}/revoke`, { reason: 'again' })).toMatchObject({ status: 409, body: { code: 'SEAL_IS_REVOKED' } });
  });

  it('sets the bits of the lists with the status, and takes the suspension’s away again', async () => {
    const { id } = await issued();
    const { pool } = door.foundation;
    const bits = async () => {
      const { rows } = await pool.query<{ revoked: boolean; suspended: boolean }>(
        `SELECT s.revocation_index = ANY (seal_status_bits(s.issuer_slug, s.list_number, 'revocation')) AS revoked,
                s.suspension_index = ANY (seal_status_bits(s.issuer_slug, s.list_number, 'suspension')) AS suspended FROM seal s WHERE id = $1`,
        [id],
      );
      return rows[0];
    };
    expect(await bits()).toEqual({ revoked: false, suspended: false });
    await post(`/seals/${id}/suspend`, { reason: 'x' });
    expect(await bits()).toEqual({ revoked: false, suspended: true });
    await post(`/seals/${id}/reinstate`, {});
    expect(await bits()).toEqual({ revoked: false, suspended: false });
    await post(`/seals/${id}/revoke`, { reason: 'x' });
    expect(await bits()).toEqual({ revoked: true, suspended: false });
  });

  it('replaces a seal by a new one, and leads from the old to the new', async () => {
    const { id } = await issued();
    const { status, body } = await post(`/seals/${id}/supersede`, { reason: 'The licence number was wrong.', licenceNumber: 'L-2' });
    expect([status, body.supersedes, body.licenceNumber, body.status]).toEqual([201, id, 'L-2', 'active']);
    expect((await get(`/seals/${id}`)).body).toMatchObject({ status: 'superseded', supersededBy: body.id });
    const bare = await post(`/seals/${body.id}/supersede`, { reason: 'No number at all.', licenceNumber: null });
    expect(bare.body).toMatchObject({ licenceNumber: null, supersedes: body.id });
  });

  it('replaces none by what could not be issued: another member’s domain, a time that is over, a member that has ended, a record erased', async () => {
    const [one, other] = [await issued(), await issued()];
    const refused = await post(`/seals/${one.id}/supersede`, { reason: 'x', domain: other.domain, validUntil: '2020-01-01' });
    expect([refused.status, refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ['/domain', '/validUntil'],
    ]);
    expect((await post(`/seals/${one.id}/supersede`, { reason: 'x', validUntil: '2090-01-01' })).status).toBe(422);
    await call('PATCH', `/members/${one.memberId}`, { body: { isEnded: true } });
    expect(await post(`/seals/${one.id}/supersede`, { reason: 'x' })).toMatchObject({ status: 409, body: { code: 'MEMBER_HAS_ENDED' } });
    await door.foundation.pool.query('UPDATE seal SET hidden_at = now() WHERE id = $1', [other.id]);
    expect(await post(`/seals/${other.id}/supersede`, { reason: 'x' })).toMatchObject({ status: 409, body: { code: 'SEAL_OUT_OF_VIEW' } });
    await door.foundation.pool.query(`INSERT INTO record_event (kind, issuer_slug, member_id) VALUES ('record-rectified', 'guild', $1)`, [
      other.memberId,
    ]);
    expect(await followRecords(door.foundation)).toBe(1);
    expect((await get(`/seals/${other.id}`)).body).toMatchObject({ status: 'active', supersededBy: null });
  });

  it('a replacement of what the rule about domains suspended is suspended for the same cause, and in force with the proof', async () => {
    const seal = await issued();
    const { pool } = door.foundation;
    await suspendSeal(door.foundation, { id: seal.id }, { id: 'system', role: 'system' }, { reason: 'No proof.', cause: 'domain-lost' });
    const { body } = await post(`/seals/${seal.id}/supersede`, { reason: 'x', licenceNumber: 'L-9' });
    expect((await get(`/seals/${body.id}`)).body.status).toBe('suspended');
    await recordDomainCheck(door.foundation, { memberId: seal.memberId, domain: seal.domain }, { provenBy: 'dns' }, new Date());
    expect((await get(`/seals/${body.id}`)).body.status).toBe('active');
    expect((await pool.query('SELECT status FROM seal WHERE id = $1', [seal.id])).rows).toEqual([{ status: 'superseded' }]);
  });

  it.each([
    [{}, '/member'],
    [{ member: 'Nobody', kind: 'website' }, '/member'],
    [{ member: { name: 'X' }, kind: 'website' }, '/domain'],
    [{ member: { name: 'X', domain: 'co.uk' }, kind: 'website' }, '/domain'],
    [{ member: { name: 'X', domain: 'x.example' }, kind: 'gold' }, '/kind'],
    [{ member: { name: 'X', domain: 'x.example' }, kind: 'website', validUntil: '2020-01-01' }, '/validUntil'],
    [{ member: { name: 'X', domain: 'x.example' }, kind: 'website', validUntil: 'soon' }, '/validUntil'],
    [{ member: { name: 'X', domain: 'x.example' }, kind: 'website', certificate: '00000000-0000-7000-8000-000000000001' }, '/certificate'],
    [{ member: { name: 'X', domain: 'x.example' }, kind: 'website', colour: 'red' }, '/colour'],
  ])('says of %j what is wrong at %s', async (body, pointer) => {
    const answer = await post('/seals', body);
    expect(answer.status).toBe(422);
    const problem = answer.body.errors.find((one: { pointer: string }) => one.pointer === pointer);
    expect(problem?.detail).toMatch(/\.$/);
  });

  it('wants a reason for what hurts, and a token of an issuer', async () => {
    const { id } = await issued();
    expect((await post(`/seals/${id}/revoke`, {})).body.errors).toEqual([{ pointer: '/reason', detail: 'Give the reason in words.' }]);
    expect((await post(`/seals/${id}/revoke`, { reason: ' ' })).status).toBe(422);
    expect((await post(`/seals/${id}/revoke`, { reason: 'x' }, { as: 'staff' })).status).toBe(403);
    expect((await post(`/seals/${id}/revoke`, { reason: 'x' }, { as: 'nobody' })).status).toBe(401);
    expect((await get('/seals', 'nobody')).status).toBe(401);
  });

  it('shows an issuer its own and nothing of another; staff see all', async () => {
    const { id, memberId } = await issued();
    for (const path of [`/seals/${id}`, `/members/${memberId}`]) {
      expect((await get(path, 'institute')).status).toBe(404);
      expect((await get(path, 'staff')).status).toBe(200);
    }
    expect((await post(`/seals/${id}/revoke`, { reason: 'x' }, { as: 'institute' })).status).toBe(404);
    expect((await get('/seals', 'institute')).body.items).toEqual([]);
    expect((await get('/seals?issuer=guild', 'staff')).body.items.length).toBeGreaterThan(0);
    expect((await get('/seals/not-an-id')).status).toBe(404);
  });

  it('leaves evidence that verifies', async () => {
    const { pool } = door.foundation;
    const { ROOT_SIGNING_KEY } = loadOrMakeSecrets(SHARED_FOLDER);
    const report = await verifyEvidence({ pool, signingKey: ROOT_SIGNING_KEY });
    expect([report.firstProblem, report.cases > 10]).toEqual([undefined, true]);
  });
});

describe('/api/v1/members', () => {
  it('enters, lists, changes and ends members', async () => {
    const { status, body } = await post('/members', { name: 'Bücher Müller', domain: 'bücher.example', reference: 'M-1' });
    expect(status).toBe(201);
    expect(body.domains).toMatchObject([
      { domain: 'xn--bcher-kva.example', unicode: 'bücher.example', state: 'unproven', looksLike: null },
    ]);
    expect(body.domains[0].proof).toMatchObject({ dnsName: '_seal.xn--bcher-kva.example' });
    expect((await post('/members', { name: 'Other', reference: 'M-1' })).body).toMatchObject({ code: 'MEMBER_REFERENCE_TAKEN' });
    expect((await get('/members?q=M-1')).body.items).toHaveLength(1);
    const changed = await call('PATCH', `/members/${body.id}`, { body: { contactEmail: 'office@buecher.example', isEnded: true } });
    expect(changed.body).toMatchObject({ name: 'Bücher Müller', contactEmail: 'office@buecher.example', endedAt: expect.any(String) });
    expect((await post('/seals', { member: 'M-1', kind: 'website' })).body.errors[0].pointer).toBe('/member');
  });

  it('adds and takes domains, and warns of one that looks like another’s', async () => {
    const one = (await post('/members', { name: 'North Pier', domain: 'north-pier.example' })).body;
    const other = (await post('/members', { name: 'Noth Pier' })).body;
    const taken = await post(`/members/${other.id}/domains`, { domain: 'north-pier.example' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'DOMAIN_TAKEN' } });
    const alike = await post(`/members/${other.id}/domains`, { domain: 'northpier.example' });
    expect(alike.body.domains).toMatchObject([{ domain: 'northpier.example', looksLike: 'north-pier.example' }]);
    expect((await post(`/members/${one.id}/domains`, { domain: 'localhost' })).body.errors[0].pointer).toBe('/domain');
    expect((await call('DELETE', `/members/${other.id}/domains/northpier.example`)).body.domains).toEqual([]);
    const seal = await post('/seals', { member: one.id, kind: 'website' });
    expect(seal.status).toBe(201);
    expect(await call('DELETE', `/members/${one.id}/domains/north-pier.example`)).toMatchObject({
      status: 409,
      body: { code: 'DOMAIN_IN_USE' },
    });
  });
});

describe('a domain that can be taken for another', () => {
  const looks = async (id: string, as = 'guild') => (await get(`/members/${id}`, as)).body.domains[0].looksLike;

  it('is seen from both sides within an issuer, whichever came first, and not any more once it is taken out', async () => {
    const early = (await post('/members', { name: 'Cutter Yard', domain: 'cutter-yard.example' })).body;
    const late = (await post('/members', { name: 'Kutter Yard', domain: 'cutteryаrd.example' })).body;
    expect([await looks(early.id), await looks(late.id)]).toEqual([late.domains[0].domain, 'cutter-yard.example']);
    expect((await get('/members?q=Cutter Yard')).body.items[0].domains[0].looksLike).toBe(late.domains[0].domain);
    await call('PATCH', `/members/${late.id}`, { body: { isEnded: true } });
    expect(await looks(early.id)).toBeNull();
  });

  it('of another issuer is seen once a seal is in force there, and its issuer is told of the later one, once', async () => {
    const { pool } = door.foundation;
    const early = (await post('/members', { name: 'Brig Yard', domain: 'brig-yard.example' })).body;
    const late = (await post('/members', { name: 'Brigyard', domain: 'brigyard.example' }, { as: 'institute' })).body;
    expect([await looks(early.id), await looks(late.id, 'institute')]).toEqual([null, null]);
    await post('/seals', { member: early.id, kind: 'website' });
    expect([await looks(early.id), await looks(late.id, 'institute')]).toEqual([null, 'brig-yard.example']);
    const draft = (await post('/seals', { member: late.id, kind: 'website', draft: true }, { as: 'institute' })).body;
    const told = async () =>
      (
        await pool.query(
          `SELECT issuer_slug, member_id, facts->>'domain' AS domain, facts->>'other' AS other FROM seal_notice WHERE code = 'LOOK_ALIKE'`,
        )
      ).rows;
    expect([await looks(early.id), await told()]).toEqual([null, []]);
    await post(`/seals/${draft.id}/issue`, {}, { as: 'institute' });
    await post('/seals', { member: late.id, kind: 'privacy' }, { as: 'institute' });
    expect(await looks(early.id)).toBe('brigyard.example');
    expect(await told()).toEqual([{ issuer_slug: 'guild', member_id: null, domain: 'brig-yard.example', other: 'brigyard.example' }]);
  });
});

describe('/api/v1/webhooks', () => {
  it('tells of a change, signed, again after a failure and again when asked', async () => {
    const got: { headers: Record<string, unknown>; body: string }[] = [];
    let status = 500;
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(status).end();
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => receiver.once('listening', resolve));
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const { body: hook } = await post('/webhooks', { url: `http://${host}/seals`, events: ['seal.issued'] });
    expect((await post('/webhooks', { url: 'ftp://x' })).status).toBe(422);
    const seal = await issued();
    await post(`/seals/${seal.id}/suspend`, { reason: 'not wanted by this hook' });
    let atMs = Date.now();
    const { foundation } = door;
    const send = () =>
      deliverWebhooks({ ...foundation, settings: { ...foundation.settings, outboundAllowedHosts: [host] }, now: () => new Date(atMs) });
    expect(await send()).toBe(1);
    expect((await get(`/webhooks/${hook.id}/deliveries`)).body.items).toMatchObject([
      { type: 'seal.issued', status: 'waiting', attempts: 1, problem: 'HTTP_500' },
    ]);
    status = 204;
    atMs += 86_400_000;
    expect(await send()).toBe(1);
    const log = (await get(`/webhooks/${hook.id}/deliveries`)).body.items;
    expect(log).toMatchObject([{ status: 'delivered', attempts: 2, seal: seal.id }]);
    expect((await post(`/webhooks/${hook.id}/deliveries/${log[0].id}/redeliver`, {})).status).toBe(202);
    expect(await send()).toBe(1);
    expect(got).toHaveLength(3);
    for (const { headers, body } of got) {
      const at = headers['webhook-timestamp'];
      expect(headers['webhook-id']).toBe(log[0].id);
      const signature = createHmac('sha256', Buffer.from(hook.secret.slice(6), 'base64'))
        .update(`${log[0].id}.${at}.${body}`)
        .digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
      expect(JSON.parse(body)).toMatchObject({ type: 'seal.issued', data: { id: seal.id, status: 'active' } });
    }
    expect((await get(`/webhooks/${hook.id}/deliveries`, 'institute')).status).toBe(404);
    expect((await call('DELETE', `/webhooks/${hook.id}`)).status).toBe(204);
    await issued();
    expect(await send()).toBe(0);
    receiver.close();
  });
});

describe('/api/v1/seals/batches', () => {
  const send = (csv: string, as = 'guild') =>
    fetch(`${base}/seals/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token[as]}`, 'content-type': 'text/csv' },
      body: csv,
    });
  const HEAD = 'Member,Kind,Domain,Valid until,Registration number,Reference\n';

  it('reads a file, says what is wrong with each row, issues the rest once, and knows the file again', async () => {
    const csv = `${HEAD}Bulk One,Website Seal,bulk-one.example,2028-01-01,B1,BULK-1\nBulk Two,gold,bulk-two.example,,B2,BULK-2\nNobody,website,nobody.example,,,\n"Bulk, Three",privacy,bulk-three.example,,B3,BULK-1\n`;
    const first = await send(csv);
    expect(first.status).toBe(201);
    const batch = (await first.json()) as { id: string };
    expect(batch).toMatchObject({ status: 'preview', rowCount: 4, validCount: 2, invalidCount: 2 });
    const wrong = (await get(`/seals/batches/${batch.id}/rows?status=invalid`)).body.items;
    expect(wrong.map(({ errors }: { errors: { pointer: string }[] }) => errors[0]?.pointer)).toEqual(['/kind', '/member']);
    expect((await get(`/seals/batches/${batch.id}`, 'institute')).status).toBe(404);
    const again = await send(csv);
    expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([200, batch.id]);
    expect((await post(`/seals/batches/${batch.id}/issue`, {})).status).toBe(202);
    await issueBatches(door.foundation);
    await post(`/seals/batches/${batch.id}/issue`, {});
    await issueBatches(door.foundation);
    expect((await get(`/seals/batches/${batch.id}`)).body).toMatchObject({ status: 'done', issuedCount: 2, failedCount: 0 });
    const rows = (await get(`/seals/batches/${batch.id}/rows?status=issued`)).body.items;
    expect(rows[1].seal).toBe(rows[0].seal);
    expect((await get(`/seals/${rows[0].seal}`)).body).toMatchObject({ member: 'Bulk One', reference: 'BULK-1', status: 'active' });
  });

  it('refuses what is no CSV, and forgets what a process that died was reading', async () => {
    const { pool } = door.foundation;
    await pool.query(
      `INSERT INTO seal_batch (id, issuer_slug, sha256, status, created_by, created_at) VALUES ($1, 'guild', 'x', 'reading', 'y', now() - interval '2 days')`,
      [randomUUID()],
    );
    const answer = await send(`${HEAD}"open`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'CSV_UNREADABLE']);
    expect((await post('/seals/batches', {})).body).toMatchObject({ code: 'CSV_EXPECTED' });
    expect((await pool.query(`SELECT FROM seal_batch WHERE status = 'reading'`)).rowCount).toBe(0);
  });

  const MANY = IS_LONG_RUN ? 10_000 : 1_500;
  it(`issues ${MANY} rows in bounded memory, each with places and evidence of its own`, async () => {
    const lines = Array.from({ length: MANY }, (_, n) => `Mass ${n},website,mass-${n}.example,,R${n},MASS-${n}`);
    const batch = (await (await send(`${HEAD}${lines.join('\n')}\n`)).json()) as { id: string; validCount: number };
    expect(batch.validCount).toBe(MANY);
    await post(`/seals/batches/${batch.id}/issue`, {});
    const before = process.memoryUsage().rss;
    await issueBatches(door.foundation);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    expect((await get(`/seals/batches/${batch.id}`)).body).toMatchObject({ status: 'done', issuedCount: MANY });
    const { rows } = await door.foundation.pool.query(
      `SELECT count(*)::int AS seals, count(DISTINCT (list_number, revocation_index))::int AS places, (SELECT count(*)::int FROM evidence e JOIN seal x ON x.id = e.request_id WHERE x.external_ref LIKE 'MASS-%') AS events
       FROM seal WHERE external_ref LIKE 'MASS-%'`,
    );
    expect(rows).toEqual([{ seals: MANY, places: MANY, events: MANY }]);
  }, 120_000);
});

describe('domains and officers of members on the wire', () => {
  it('a domain is looked for when it is asked, and officers are entered, read and taken out, by their issuer alone', async () => {
    const made = await post('/members', { name: 'Officer House', domain: 'officer-house.example' });
    const at = `/members/${made.body.id}`;
    const checked = await post(`${at}/domains/officer-house.example/check`, {});
    expect([checked.status, checked.body.domains[0]]).toEqual([
      200,
      expect.objectContaining({ state: 'unproven', checkedAt: expect.any(String) }),
    ]);
    for (const wrong of [`${at}/domains/other.example/check`, `/members/${randomUUID()}/domains/officer-house.example/check`])
      expect((await post(wrong, {})).status).toBe(404);
    const officer = { name: 'Ines Okafor', position: 'Director', email: 'ines@officer-house.example' };
    const entered = await post(`${at}/officers`, officer);
    expect([entered.status, entered.body]).toEqual([201, { id: expect.any(String), ...officer, phone: '' }]);
    expect((await post(`${at}/officers`, officer)).body).toMatchObject({ code: 'OFFICER_KNOWN' });
    expect((await post(`${at}/officers`, { ...officer, email: 'x' })).status).toBe(422);
    expect((await get(`${at}/officers`)).body.items).toEqual([entered.body]);
    expect((await get(`${at}/officers`, 'institute')).status).toBe(404);
    expect((await get(`${at}/officers`, 'staff')).status).toBe(403);
    expect((await call('DELETE', `${at}/officers/${entered.body.id}`, {})).status).toBe(204);
    expect((await get(`${at}/officers`)).body.items).toEqual([]);
  });
});

describe('a seal under restriction', () => {
  it('that is issued anew because its record was corrected stays under it, and out of view', async () => {
    const { pool } = door.foundation;
    const seal = await issued();
    await restrict(randomUUID(), 'seal', seal.id);
    await pool.query(`INSERT INTO record_event (kind, issuer_slug, member_id) VALUES ('record-rectified', 'guild', $1)`, [seal.memberId]);
    expect(await followRecords(door.foundation)).toBe(1);
    const all = poolForUse(pool, 'rights-of-the-person');
    const { rows } = await all.query('SELECT id FROM seal WHERE supersedes = $1', [seal.id]);
    expect([rows.length, (await get(`/seals/${rows[0].id}`)).status]).toEqual([1, 404]);
  });
});

/** Puts one record of a register under restriction. */
async function restrict(subjectId: string, collection: string, rowKey: string): Promise<void> {
  const { pool } = door.foundation;
  const { rows } = await pool.query(
    `INSERT INTO restriction (id, request_id, subject_id, ground, allowed_uses, started_at, review_on)
     VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'accuracy-contested', '{}', now(), current_date + 30) RETURNING id`,
    [subjectId],
  );
  const scope = [rows[0].id, collection, rowKey];
  await pool.query(`INSERT INTO restriction_scope (restriction_id, system, collection, row_key) VALUES ($1, 'rightsdesk', $2, $3)`, scope);
}

describe('an officer under restriction', () => {
  it('is not entered a second time, and the answer is that of anybody new', async () => {
    const { pool } = door.foundation;
    const at = `/members/${(await post('/members', { name: 'Quiet House', domain: 'quiet-house.example' })).body.id}/officers`;
    const officer = { name: 'Odile Reyes', position: 'Director', email: 'odile@quiet-house.example' };
    const first = await post(at, officer);
    const { rows } = await pool.query('SELECT id, subject_id FROM officer WHERE id = $1', [first.body.id]);
    await restrict(rows[0].subject_id, 'officer', rows[0].id);
    expect((await get(at)).body.items).toEqual([]);
    const [again, fresh] = [
      await post(at, { ...officer, position: 'Chair' }),
      await post(at, { ...officer, email: 'new@quiet-house.example' }),
    ];
    expect([again.status, Object.keys(again.body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
    expect(again.body.id).not.toBe(first.body.id);
    expect((await get(at)).body.items).toEqual([fresh.body]);
    const kept = await poolForUse(pool, 'rights-of-the-person').query('SELECT id, position FROM officer WHERE subject_id = $1', [
      rows[0].subject_id,
    ]);
    expect(kept.rows).toEqual([{ id: first.body.id, position: 'Director' }]);
  });
});

describe('what an issuer decides about its seals', () => {
  it('is read and changed by its own token, and applies to its seals', async () => {
    const settings = (await get('/issuer')).body;
    expect(settings).toMatchObject({ slug: 'guild', covers: { www: true, subdomains: false }, whenDomainLost: 'suspend', markSvg: null });
    const change = {
      covers: { subdomains: true },
      whenDomainLost: 'warn',
      brandName: 'Guild Seals',
      secondContactEmail: 'chair@guild.example',
    };
    const changed = await call('PATCH', '/issuer', { body: change });
    expect(changed.body).toEqual({ ...settings, ...change, covers: { www: true, subdomains: true } });
    expect((await get('/issuer', 'institute')).body).toMatchObject({ slug: 'institute', brandName: null });
    expect((await get('/issuer', 'staff')).status).toBe(403);
    const wrong = await call('PATCH', '/issuer', { body: { brandColour: 'red', domainGraceDays: 0, name: 'Other' } });
    expect([wrong.status, wrong.body.errors.map((one: { pointer: string }) => one.pointer).sort()]).toEqual([
      422,
      expect.arrayContaining(['/brandColour', '/domainGraceDays']),
    ]);
    const art = await call('PATCH', '/issuer', { body: { markSvg: '<svg viewBox="0 0 9 9"><image href="//x"/></svg>' } });
    expect([art.status, art.body.code]).toEqual([422, 'MARK_UNREADABLE']);
    const letterhead = { address: ['1 Quay'], registration: 'No. 4711' };
    const logo = Buffer.from('<svg viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>').toString('base64');
    const headed = await call('PATCH', '/issuer', { body: { letterhead, logo } });
    expect(headed.body.letterhead).toEqual({ name: null, ...letterhead, logo: expect.stringMatching(/^[\w-]{16}$/) });
    expect((await call('PATCH', '/issuer', { body: { logo: null } })).body.letterhead).toEqual({ name: null, ...letterhead, logo: null });
    const noLogo = await call('PATCH', '/issuer', { body: { logo: Buffer.from('nothing').toString('base64') } });
    expect([noLogo.status, noLogo.body.code]).toEqual([422, 'LOGO_UNREADABLE']);
    expect((await call('PATCH', '/issuer', { body: { brandColour: '#cc5a5a' } })).body.errors).toMatchObject([{ pointer: '/brandColour' }]);
    expect((await call('PATCH', '/issuer', { body: { covers: { subdomains: false }, brandName: null } })).status).toBe(200);
  });

  it('a renewal is declined on the wire too', async () => {
    const seal = await issued();
    expect(await post(`/seals/${seal.id}/decline-renewal`, { reason: 'no' })).toMatchObject({
      status: 409,
      body: { code: 'NO_RENEWAL_ASKED' },
    });
    expect((await post(`/seals/${seal.id}/decline-renewal`, {})).status).toBe(422);
    expect((await post(`/seals/${seal.id}/decline-renewal`, { reason: 'no' }, { as: 'institute' })).status).toBe(404);
  });
});
